import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { lossReasons } from '../../../../domain/blueprint/loss-reasons.js';
import type { Config } from '../../config.js';
import { hookEvents } from './hook-events.js';
import type { Wanted } from './plan.js';

/**
 * What the account is to have: the blueprint, and hooks to this companion's address. No field is required for a stage:
 * the specification makes only contact data obligatory, all other answers are optional (R2.2), and a required field
 * would keep the companion, whose moves come from points and answers, from moving a lead that left one open.
 */
export function wantedOf({ publicUrl, kommo: { hookSecrets } }: Config): Wanted {
  const secret = hookSecrets[0] ?? '';
  return {
    blueprint,
    lossReasons,
    hook: { destination: `${publicUrl}/webhooks/kommo/${secret}`, settings: hookEvents },
  };
}
