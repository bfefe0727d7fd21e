import { z } from 'zod';
import type { HooksWorld } from './hooks-world.js';

const triggers = z.array(z.object({ url: z.string() }));

/** Puts one of the widget's actions on every stage, as an administrator does in the digital pipeline. */
export async function putTile(hooks: HooksWorld, action: string): Promise<void> {
  const url = `${hooks.world.config.publicUrl}/webhooks/kommo/sandbox-hook/pipeline`;
  const body = { kind: 'widget', url, settings: { action, key: 'sandbox-hook' } };
  triggers.parse(await hooks.world.kommo('/sandbox/triggers', { method: 'POST', body }));
}

export const takeTilesAway = (hooks: HooksWorld): Promise<unknown> =>
  hooks.world.kommo('/sandbox/triggers', { method: 'DELETE' });

export const setSwitch = (hooks: HooksWorld, name: string, on: boolean): Promise<unknown> =>
  hooks.world.kommo('/sandbox/switches', { method: 'POST', body: { [name]: on } });
