import { blueprint } from '../blueprint/blueprint.js';
import type { Config } from '../config.js';
import { hookEvents } from './hook-events.js';
import type { Wanted } from './plan.js';

/** What the account is to have: the blueprint, and hooks to this companion's address. */
export function wantedOf({ publicUrl, kommo: { hookSecrets } }: Config): Wanted {
  const secret = hookSecrets[0] ?? '';
  return {
    blueprint,
    lossReasons: [],
    hook: { destination: `${publicUrl}/webhooks/kommo/${secret}`, settings: hookEvents },
  };
}
