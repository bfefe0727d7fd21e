import { z } from 'zod';
import type { MonthlyCosts } from '../../../../domain/measure/cost-within.js';
import type { SettingTable } from '../../storage/tables.js';

const key = 'analytics.channel_costs';
const costsSchema = z.record(z.string(), z.record(z.string(), z.number()));

/** What an administrator entered that each channel costs, by month. */
export const readChannelCosts = async (
  settings: Pick<SettingTable, 'get'>,
): Promise<Readonly<Record<string, MonthlyCosts>>> =>
  costsSchema.safeParse(await settings.get(key)).data ?? {};

export const costSchema = z.tuple([
  z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  z.string().trim().toLowerCase().min(1).max(60),
  z.coerce.number().min(0).max(1_000_000_000),
]);

/** The same month and channel again replaces the amount; 0 takes it away. */
export async function setChannelCost(
  settings: Pick<SettingTable, 'get' | 'set'>,
  [month, channel, amount]: z.infer<typeof costSchema>,
): Promise<void> {
  const costs = await readChannelCosts(settings);
  const months = Object.entries({ ...costs[channel], [month]: amount }).filter(
    ([, one]) => one > 0,
  );
  await settings.set(key, { ...costs, [channel]: Object.fromEntries(months) });
}
