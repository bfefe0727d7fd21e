import { createHash } from 'node:crypto';
import type { HostOptions } from './host-options.js';
import { readWidgetZip, type WidgetZip } from './widget-zip.js';

/** Unpacks the archive again only when its bytes have changed. */
export function createWidgetLoader(options: HostOptions): () => Promise<WidgetZip> {
  let known: { readonly hash: string; readonly zip: WidgetZip } | null = null;
  return async () => {
    const bytes = await options.widgetZip();
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (known?.hash === hash) return known.zip;
    known = { hash, zip: readWidgetZip(bytes) };
    return known.zip;
  };
}
