import { z } from 'zod';
import type { SettingTable } from '../../storage/tables.js';

const settingKey = 'kommo.limited';
const limitedSchema = z.object({ at: z.iso.datetime(), times: z.int() });

/** When Kommo last asked to slow down, and how often it did in all. */
export type Limited = z.infer<typeof limitedSchema>;

export async function readLimited(settings: Pick<SettingTable, 'get'>): Promise<Limited | null> {
  const parsed = limitedSchema.safeParse(await settings.get(settingKey));
  return parsed.success ? parsed.data : null;
}

/** To be told of every answer; keeps only those that ask for a rest (429): repeated, they end in a block. */
export async function noteLimited(
  settings: Pick<SettingTable, 'get' | 'set'>,
  status: number,
  now: Date,
): Promise<void> {
  if (status !== 429) return;
  const before = await readLimited(settings);
  await settings.set(settingKey, { at: now.toISOString(), times: (before?.times ?? 0) + 1 });
}
