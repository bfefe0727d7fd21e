import type { WidgetSdk } from './sdk.js';

const linkId = 'account-leads-style';

/** Adds style.css once: Kommo does not load it by itself. It stays for the page's life, as the host's own sheets do. */
export function loadStylesheet(sdk: WidgetSdk): void {
  const base = folderOf(sdk);
  if (base === null || document.getElementById(linkId) !== null) return;
  const link = document.createElement('link');
  link.id = linkId;
  link.rel = 'stylesheet';
  link.href = `${base}/style.css?v=${encodeURIComponent(sdk.get_version())}`;
  document.head.append(link);
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
