import { fileAddress } from './files.js';
import type { WidgetSdk } from './sdk.js';

/** Adds a sheet once: Kommo does not load any by itself. It stays for the page's life, as the host's own sheets do. */
export function loadStylesheet(sdk: WidgetSdk, name: 'style' | 'admin' = 'style'): void {
  const id = `account-leads-${name}`;
  const href = fileAddress(sdk, `${name}.css`);
  if (href === null || document.getElementById(id) !== null) return;
  const link = document.createElement('link');
  link.id = id;
  link.rel = 'stylesheet';
  link.href = href;
  document.head.append(link);
}
