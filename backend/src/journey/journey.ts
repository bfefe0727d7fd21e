import { lookAgain } from './look-again.js';
import { readHook } from './read-hook.js';
import { score } from './score.js';
import { sendToKommo } from './send-to-kommo.js';
import { sendToOdoo } from './send-to-odoo.js';
import { inJourney } from './step.js';
import type { JourneyStep } from './step.js';
import { win } from './win.js';

/** The steps of a lead, in the order they happen. The README prints this table. */
export const journey: readonly JourneyStep[] = [
  inJourney(score),
  inJourney(sendToKommo),
  inJourney(readHook),
  inJourney(lookAgain),
  inJourney(win),
  inJourney(sendToOdoo),
];
