import type { WidgetSdk } from './sdk.js';

type RequireModules = (
  modules: readonly string[],
  done: (...loaded: readonly unknown[]) => void,
  failed: (problem: unknown) => void,
) => void;

declare global {
  interface Window {
    /** Kommo's RequireJS. */
    readonly require?: RequireModules;
  }
}

/** Where a file of the zip is served, with the version that makes a new upload be fetched; null outside Kommo. */
export function fileAddress(sdk: WidgetSdk, name: string): string | null {
  const folder = folderOf(sdk);
  return folder === null ? null : `${folder}/${name}?v=${encodeURIComponent(sdk.get_version())}`;
}

/** A module of the zip that is fetched only when it is wanted; null when it cannot be had. */
export function loadModule(sdk: WidgetSdk, name: string): Promise<unknown> {
  const address = fileAddress(sdk, name);
  const page: Window = window;
  const { require: load } = page;
  return new Promise((resolve) => {
    if (address === null || load === undefined) resolve(null);
    else
      load([address], resolve, () => {
        resolve(null);
      });
  });
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
