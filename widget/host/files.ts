import type { WidgetSdk } from './sdk.js';

declare global {
  /** The name that webpack replaces by the folder of the parts. */
  let __webpack_public_path__: string;
}

/** Where a file of the zip is served, with the version that makes a new upload be fetched; null outside Kommo. */
export function fileAddress(sdk: WidgetSdk, name: string): string | null {
  const folder = folderOf(sdk);
  return folder === null ? null : `${folder}/${name}?v=${encodeURIComponent(sdk.get_version())}`;
}

/** Tells `import()` where Kommo serves the files of the zip; tests import the sources themselves. */
export function fetchPartsOf(sdk: WidgetSdk): void {
  const folder = folderOf(sdk);
  if (folder !== null && typeof __webpack_public_path__ === 'string') {
    __webpack_public_path__ = `${folder}/`;
  }
}

/** `cdn_path` is the newer name; whether either ends in a slash differs between Kommo's own samples. */
function folderOf(sdk: WidgetSdk): string | null {
  const settings = sdk.get_settings();
  const candidates = [
    sdk.params?.['cdn_path'],
    sdk.params?.['path'],
    settings['cdn_path'],
    settings['path'],
  ];
  const path = candidates.find((value) => typeof value === 'string' && value !== '');
  return typeof path === 'string' ? path.replace(/\/+$/, '') : null;
}

/** The code that Kommo gave the widget at its upload; its places in the page are named after it. */
export function readWidgetCode(sdk: WidgetSdk): string {
  const code = sdk.params?.['widget_code'] ?? sdk.get_settings()['widget_code'];
  return typeof code === 'string' ? code : '';
}
