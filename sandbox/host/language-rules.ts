import { z } from 'zod';
import type { WidgetManifest } from './manifest-schema.js';
import { parseJson, problem, type ZipFiles, type ZipProblem } from './zip-files.js';

export type Languages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const dictionarySchema = z.record(z.string(), z.unknown());

/** One file per locale, the same keys in all, and every key that the manifest names. */
export function checkLanguages(
  files: ZipFiles,
  manifest: WidgetManifest,
): { readonly dictionaries: Languages; readonly problems: readonly ZipProblem[] } {
  const { locale } = manifest.widget;
  const dictionaries: Record<string, Readonly<Record<string, unknown>>> = {};
  const problems: ZipProblem[] = [];
  for (const language of locale) {
    const file = `i18n/${language}.json`;
    const parsed = dictionarySchema.safeParse(files[file] && parseJson(files[file]));
    if (parsed.success) dictionaries[language] = parsed.data;
    else
      problems.push(problem('locale', file, files[file] ? 'is not a JSON object' : 'is missing'));
  }
  return {
    dictionaries,
    problems: [
      ...problems,
      ...undeclaredFiles(files, locale),
      ...unequalKeys(dictionaries),
      ...missingTexts(dictionaries, manifest),
    ],
  };
}

function undeclaredFiles(files: ZipFiles, locale: readonly string[]): readonly ZipProblem[] {
  return Object.keys(files)
    .filter((name) => /^i18n\/[^/]+\.json$/.test(name))
    .filter((name) => !locale.includes(name.slice('i18n/'.length, -'.json'.length)))
    .map((name) => problem('locale-undeclared', name, 'is not in widget.locale'));
}

function unequalKeys(dictionaries: Languages): readonly ZipProblem[] {
  const [first, ...others] = Object.entries(dictionaries).map(
    ([language, dictionary]) => [language, keysOf(dictionary, '')] as const,
  );
  if (first === undefined) return [];
  return others.flatMap(([language, keys]) => {
    const missing = first[1].filter((key) => !keys.includes(key));
    const extra = keys.filter((key) => !first[1].includes(key));
    return [
      ...missing.map((key) => [key, 'lacks'] as const),
      ...extra.map((key) => [key, 'alone has'] as const),
    ].map(([key, what]) => problem('locale-keys', `i18n/${language}.json`, `${what} "${key}"`));
  });
}

function keysOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    keysOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

function missingTexts(dictionaries: Languages, manifest: WidgetManifest): readonly ZipProblem[] {
  const keys = namedKeys(manifest);
  return Object.entries(dictionaries).flatMap(([language, dictionary]) =>
    keys
      .filter((key) => textAt(dictionary, key) === '')
      .map((key) =>
        problem('locale-text', `i18n/${language}.json`, `"${key}" is missing or empty`),
      ),
  );
}

function namedKeys(manifest: WidgetManifest): readonly string[] {
  const { widget, settings, dp, advanced, salesbot_designer: bot, locations } = manifest;
  const handlers = Object.values(bot ?? {}).filter((entry) => typeof entry !== 'string');
  return [
    widget.name,
    widget.description,
    widget.short_description,
    ...Object.values(settings).map((field) => field.name),
    ...Object.values(dp?.settings ?? {}).map((field) => field.name),
    ...(advanced === undefined ? [] : [advanced.title]),
    ...handlers.flatMap((handler) => [
      handler.name,
      ...Object.values(handler.settings).map((field) => field.name),
    ]),
    ...(locations.includes('ai_agent') ? ['widget.ai_agent_description'] : []),
  ];
}

/** The text behind a dotted key; empty when there is none. */
export function textAt(dictionary: unknown, dottedKey: string): string {
  let value: unknown = dictionary;
  for (const part of dottedKey.split('.')) {
    const entries = dictionarySchema.safeParse(value);
    value = entries.success ? entries.data[part] : undefined;
  }
  return typeof value === 'string' ? value : '';
}
