import { z } from 'zod';
import type { ChannelCost } from '../../../../contract/channel-cost.js';
import type { MonthlyCosts } from '../../../../domain/measure/cost-within.js';
import type { Services } from '../../services.js';

const key = 'analytics.channel_costs';
const costsSchema = z.record(z.string(), z.record(z.string(), z.number()));

type Store = Pick<Services['store'], 'settings' | 'shared'>;

/** What an administrator entered that each channel costs, by month. */
export const readChannelCosts = async ({
  settings,
}: Pick<Store, 'settings'>): Promise<Readonly<Record<string, MonthlyCosts>>> =>
  costsSchema.safeParse(await settings.get(key)).data ?? {};

/** The same as a list, the newest month first. */
export const listChannelCosts = (
  costs: Readonly<Record<string, MonthlyCosts>>,
): readonly ChannelCost[] =>
  Object.entries(costs)
    .flatMap(([channel, months]) =>
      Object.entries(months).map(([month, amount]) => ({ month, channel, amount })),
    )
    .toSorted(
      (one, other) =>
        other.month.localeCompare(one.month) || one.channel.localeCompare(other.channel),
    );

/**
 * The same month and channel again replaces the amount; 0 takes it away. Two that are entered at once are both kept.
 * @returns what stood there before, 0 for nothing
 */
export const setChannelCost = (
  { settings, shared }: Store,
  { month, channel, amount }: ChannelCost,
): Promise<number> =>
  shared.withLock(key, async () => {
    const costs = await readChannelCosts({ settings });
    const before = costs[channel]?.[month] ?? 0;
    const months = Object.entries({ ...costs[channel], [month]: amount }).filter(
      ([, one]) => one > 0,
    );
    await settings.set(key, { ...costs, [channel]: Object.fromEntries(months) });
    return before;
  });
