import { fileURLToPath } from 'node:url';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { withHookAddress } from '../../scripts/widget/hook-address.mjs';
import { readWidgetFiles } from '../../scripts/widget/pack.mjs';

export type Files = Record<string, Uint8Array>;

const source = fileURLToPath(new URL('../../widget/', import.meta.url));

export const script = (callbacks: string): string =>
  `define(['jquery'], function () { return function Widget() { this.callbacks = {${callbacks}}; return this; }; });`;
const noop = 'function () { return true; }';
export const callbacks = [
  ...['render', 'init', 'bind_actions', 'settings', 'onSave', 'destroy', 'advancedSettings'],
  ...['dpSettings', 'salesbotDesignerSettings', 'onSalesbotDesignerSave'],
]
  .map((name) => `${name}: ${noop}`)
  .concat(`leads: { selected: ${noop} }`)
  .join(', ');

/** The widget's own files with a small script in place of the built one. */
export async function goodFiles(): Promise<Files> {
  const files = await readWidgetFiles(source);
  return {
    ...files,
    'manifest.json': withHookAddress(
      files['manifest.json'] ?? new Uint8Array(),
      'https://leads.example/webhooks/kommo/secret/pipeline',
    ),
    'script.js': strToU8(script(callbacks)),
  };
}

export const zipOf = (files: Files): Uint8Array => zipSync(files);
export const filesOf = (zip: Uint8Array): Files => unzipSync(zip);

/** The files with a dotted place of one JSON file set to `value`; undefined takes it out. */
export function withJson(files: Files, path: string, place: string, value: unknown): Files {
  const json: unknown = JSON.parse(new TextDecoder().decode(files[path]));
  return { ...files, [path]: strToU8(JSON.stringify(replaced(json, place.split('.'), value))) };
}

function replaced(owner: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const fields = new Map<string, unknown>(Object.entries(owner ?? {}));
  fields.set(key, replaced(fields.get(key), rest, value));
  return Object.fromEntries(fields);
}

export function without(files: Files, path: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}
