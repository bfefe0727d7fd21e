import { z } from 'zod';
import type { World } from '../support/world.js';
import type { Random } from './random.js';

const phone = z.object({
  messages: z.array(z.object({ from: z.string(), buttons: z.array(z.string()) })),
});

export const say = (world: World, leadId: number, text: string): Promise<unknown> =>
  world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });

/** The first button more often than another: it leads on. Who sees none says yes. */
export async function buttonToTap(world: World, leadId: number, random: Random): Promise<string> {
  const { messages } = phone.parse(await world.kommo(`/sandbox/phone/${leadId}`));
  const buttons = messages.filter(({ from }) => from === 'firm').at(-1)?.buttons ?? [];
  const open = buttons.filter((title) => !/más tarde|no me escriban/i.test(title));
  if (open.length === 0) return 'sí';
  return random.chance(0.6) ? (open[0] ?? 'sí') : random.pick(open);
}

/** Kommo answers one call wrongly: before it took effect, or after. Only a bot's address may be gone for a moment. */
export function strike(world: World, random: Random): Promise<unknown> {
  const match = random.pick(['/api/v4/bots/', '/api/v4/leads', '/api/v4/talks']);
  const kinds = ['429', '502', '504', 'drop-after-commit', 'drop-before'];
  const kind = random.pick(match === '/api/v4/bots/' ? [...kinds, '404'] : kinds);
  return world.kommo('/sandbox/faults', { method: 'POST', body: { kind, match, times: 1 } });
}
