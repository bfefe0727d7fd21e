import { z } from 'zod';
import type { Services } from '../../services.js';

/** Setting: keys of the stages whose automation is set up in this account; only there a time limit runs (R3.1). */
export const automatedStages = 'automated_stages';

const stored = z.array(z.string()).catch([]);

export async function readAutomatedStages(
  settings: Services['store']['settings'],
): Promise<ReadonlySet<string>> {
  return new Set(stored.parse(await settings.get(automatedStages)));
}
