import { z } from 'zod';
import type { HostOptions, HostStore } from './host-options.js';
import type { WidgetManifest } from './manifest-schema.js';

export const installSchema = z.object({
  status: z.enum(['install', 'installed', 'not_configured']),
  active: z.enum(['Y', 'N']),
  settings: z.record(z.string(), z.unknown()),
});

/** What Kommo remembers about the widget in this account. */
export type WidgetInstall = z.infer<typeof installSchema>;

export const saveSchema = z.object({
  active: z.enum(['Y', 'N']),
  fields: z.record(z.string(), z.unknown()),
});

/** A new sandbox has the widget installed with the companion's address. */
export async function readInstall(options: HostOptions, store: HostStore): Promise<WidgetInstall> {
  const known = installSchema.safeParse(await store.read('widget'));
  if (known.success) return known.data;
  return {
    status: 'installed',
    active: 'Y',
    settings: { companion_url: options.companionUrl, hook_key: 'sandbox-hook' },
  };
}

/** Kommo keeps only declared fields; a `custom` value that is no JSON is dropped without a word. */
export function installFrom(
  manifest: WidgetManifest,
  save: z.infer<typeof saveSchema>,
): WidgetInstall {
  const kept = Object.entries(save.fields).filter(([key, value]) => {
    const field = manifest.settings[key];
    if (field === undefined) return false;
    return field.type !== 'custom' || isJson(value);
  });
  const status = save.active === 'Y' ? 'installed' : 'install';
  return { status, active: save.active, settings: Object.fromEntries(kept) };
}

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (typeof value !== 'string') return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
