import { error, isObject, isText, readJson, warning } from './archive.mjs';

/** amoCRM's widgets list "ru" too; Kommo does not have it. */
const languages = ['en', 'es', 'pt', 'tr', 'id'];
const longest = { name: 30, short_description: 50, description: 400 };

/** Sections 1.1 and 2.5: a file for each language, the same keys in all, and every key that the manifest names. */
export function* checkLanguages(archive, manifest, locations) {
  const locale = manifest.widget?.locale;
  if (!Array.isArray(locale) || locale.length === 0) {
    yield error('manifest.json', 'widget.locale must list the languages, like ["es", "en"].');
    return;
  }
  yield* checkListed(archive, locale);
  const dictionaries = locale
    .map((language) => [`i18n/${language}.json`, readJson(archive, `i18n/${language}.json`)])
    .filter(([, dictionary]) => isObject(dictionary));
  yield* checkSameKeys(dictionaries);
  for (const [file, dictionary] of dictionaries) {
    yield* checkTexts(file, dictionary, { manifest, locations });
  }
}

function* checkListed(archive, locale) {
  for (const language of locale) {
    if (!languages.includes(language)) {
      yield error(
        'manifest.json',
        `widget.locale: Kommo does not know the language "${language}".`,
      );
    }
    if (!archive.has(`i18n/${language}.json`)) {
      yield error(`i18n/${language}.json`, 'is missing although widget.locale names it.');
    }
  }
  for (const path of archive.files.keys()) {
    const language = /^i18n\/([^/]+)\.json$/.exec(path)?.[1];
    if (language !== undefined && !locale.includes(language)) {
      yield warning(path, 'is not listed in widget.locale: list it or leave it out.');
    }
  }
}

function* checkSameKeys(dictionaries) {
  const [first, ...others] = dictionaries.map(([file, dictionary]) => [file, keysOf(dictionary)]);
  for (const [file, keys] of others) {
    for (const key of first[1]) {
      if (!keys.has(key)) yield warning(file, `lacks "${key}", which ${first[0]} has.`);
    }
    for (const key of keys) {
      if (!first[1].has(key)) yield warning(file, `has "${key}", which ${first[0]} lacks.`);
    }
  }
}

function* checkTexts(file, dictionary, { manifest, locations }) {
  for (const [place, key] of namedKeys(manifest)) {
    if (!isText(key)) yield error('manifest.json', `${place} must name a key of the i18n files.`);
    else if (!isText(find(dictionary, key)))
      yield error(file, `has no text for "${key}" (${place}).`);
  }
  for (const [name, most] of Object.entries(longest)) {
    const text = find(dictionary, `widget.${name}`);
    if (isText(text) && text.length > most) {
      yield error(file, `widget.${name} has ${text.length} characters: ${most} at most.`);
    }
  }
  if (locations.includes('ai_agent') && !isText(find(dictionary, 'widget.ai_agent_description'))) {
    yield error(file, 'needs widget.ai_agent_description for the location ai_agent.');
  }
}

/** Place in the manifest → the i18n key it names. */
function namedKeys(manifest) {
  const names = ['name', 'description', 'short_description'].map((name) => [
    `widget.${name}`,
    manifest.widget?.[name],
  ]);
  for (const [block, fields] of [
    ['settings', manifest.settings],
    ['dp.settings', manifest.dp?.settings],
  ]) {
    for (const [key, field] of Object.entries(isObject(fields) ? fields : {})) {
      names.push([`${block}.${key}.name`, field?.name]);
    }
  }
  if (isObject(manifest.advanced)) names.push(['advanced.title', manifest.advanced.title]);
  for (const [code, handler] of Object.entries(manifest.salesbot_designer ?? {})) {
    if (!isObject(handler)) continue;
    names.push([`salesbot_designer.${code}.name`, handler.name]);
    for (const [key, field] of Object.entries(handler.settings ?? {})) {
      names.push([`salesbot_designer.${code}.settings.${key}.name`, field?.name]);
    }
  }
  return names;
}

function find(dictionary, key) {
  return key.split('.').reduce((at, part) => (isObject(at) ? at[part] : undefined), dictionary);
}

function keysOf(dictionary, before = '') {
  const keys = Object.entries(dictionary).flatMap(([key, value]) =>
    isObject(value) ? [...keysOf(value, `${before}${key}.`)] : [`${before}${key}`],
  );
  return new Set(keys);
}
