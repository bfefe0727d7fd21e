import { error, isObject, isText, warning } from './archive.mjs';
import { placeholderHost } from './hook-address.mjs';

const file = 'manifest.json';
const fieldTypes = ['text', 'pass', 'users', 'users_lp', 'custom'];
const handlerTypes = ['text', 'numeric', 'url'];

/** Section 2.1, 2.3 and 2.4: the manifest's blocks. Locations and languages have rules of their own. */
export function* checkManifest(manifest, locations) {
  yield* checkWidget(manifest.widget);
  yield* checkSettings(manifest.settings, locations);
  if (manifest.dp !== undefined) yield* checkPipelineAction(manifest.dp);
  if (manifest.salesbot_designer !== undefined) yield* checkDesigner(manifest.salesbot_designer);
  if (manifest.mobile !== undefined) yield* checkMobile(manifest.mobile);
  if (manifest.left_menu !== undefined) {
    yield error(file, 'has left_menu: Kommo gives the left menu to public integrations only.');
  }
}

function* checkWidget(widget) {
  if (!isObject(widget)) {
    yield error(file, 'has no "widget" block.');
    return;
  }
  if (!/^\d+\.\d+\.\d+$/.test(widget.version ?? '')) {
    yield error(file, 'widget.version must be three numbers like "1.0.0".');
  }
  if (widget.interface_version !== 2) yield error(file, 'widget.interface_version must be 2.');
  for (const key of ['init_once', 'installation']) {
    if (typeof widget[key] !== 'boolean') yield error(file, `widget.${key} must be true or false.`);
  }
  if (!isText(widget.support?.link) || !isText(widget.support?.email)) {
    yield error(file, 'widget.support needs both "link" and "email".');
  }
  if (widget.secret_key !== undefined) {
    yield error(
      file,
      'widget.secret_key must not be there: everyone can read the archive. Remove it.',
    );
  }
  if (widget.code !== undefined) {
    yield warning(file, 'widget.code is not needed: Kommo makes the code at the first upload.');
  }
}

function* checkSettings(settings, locations) {
  if (!isObject(settings)) {
    yield error(file, 'needs a "settings" block, even with a single field.');
    return;
  }
  for (const [key, field] of Object.entries(settings)) {
    yield* checkField(`settings.${key}`, field, fieldTypes);
    if (field?.type === 'custom' && !locations.includes('settings')) {
      yield error(file, `settings.${key} is "custom": that needs the location "settings".`);
    }
    if (field?.type === 'pass') {
      yield warning(file, `settings.${key} keeps a password that every user's browser can read.`);
    }
  }
}

function* checkField(name, field, types) {
  if (!isObject(field)) {
    yield error(file, `${name} must be an object with name, type and required.`);
    return;
  }
  if (!types.includes(field.type)) {
    yield error(file, `${name}.type is "${field.type}": use one of ${types.join(', ')}.`);
  }
  if (typeof field.required !== 'boolean') {
    yield error(file, `${name}.required must be true or false.`);
  }
}

function* checkPipelineAction(dp) {
  if (!isObject(dp) || !isObject(dp.settings)) {
    yield error(file, 'dp needs a "settings" block.');
    return;
  }
  for (const [key, field] of Object.entries(dp.settings)) {
    yield* checkField(`dp.settings.${key}`, field, fieldTypes);
  }
  if (dp.webhook_url !== undefined && !isHttps(dp.webhook_url)) {
    yield error(file, 'dp.webhook_url must be an address that starts with https://.');
  } else if (dp.webhook_url === undefined || new URL(dp.webhook_url).hostname === placeholderHost) {
    yield warning(
      file,
      'dp.webhook_url does not name the companion yet, so pipeline actions reach nobody: set COMPANION_URL (https) and KOMMO_HOOK_SECRET and pack again.',
    );
  }
  if (dp.action_multiple !== undefined && typeof dp.action_multiple !== 'boolean') {
    yield error(file, 'dp.action_multiple must be true or false.');
  }
}

function* checkDesigner(designer) {
  const handlers = Object.entries(isObject(designer) ? designer : {}).filter(
    ([key]) => key !== 'logo',
  );
  if (handlers.length === 0) yield error(file, 'salesbot_designer needs at least one block.');
  for (const [code, handler] of handlers) {
    for (const [key, field] of Object.entries(handler?.settings ?? {})) {
      if (handlerTypes.includes(field?.type)) continue;
      yield error(
        file,
        `salesbot_designer.${code}.settings.${key}.type must be one of ${handlerTypes.join(', ')}.`,
      );
    }
  }
}

function* checkMobile(mobile) {
  if (!isHttps(mobile?.frame_url)) {
    yield error(file, 'mobile.frame_url must be an address that starts with https://.');
  }
  if (mobile?.color !== undefined && !/^#[0-9a-f]{6}$/i.test(mobile.color)) {
    yield error(file, 'mobile.color must be a colour like "#0b6e63".');
  }
}

function isHttps(value) {
  return isText(value) && URL.canParse(value) && new URL(value).protocol === 'https:';
}
