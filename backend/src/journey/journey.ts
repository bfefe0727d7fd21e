import { answerBot } from './answer-bot.js';
import { lookAgain } from './look-again.js';
import { lookAtContact } from './look-at-contact.js';
import { readHook } from './read-hook.js';
import { recalculate } from './recalculate.js';
import { score } from './score.js';
import { sendToKommo } from './send-to-kommo.js';
import { sendToOdoo } from './send-to-odoo.js';
import { startFollowUp } from './start-follow-up.js';
import { startQualification } from './start-qualification.js';
import { inJourney } from './step.js';
import type { JourneyStep } from './step.js';
import { win } from './win.js';

/** The steps of a lead, in the order they happen. The README prints this table. */
export const journey: readonly JourneyStep[] = [
  inJourney(score),
  inJourney(sendToKommo),
  inJourney(readHook),
  inJourney(lookAgain),
  inJourney(lookAtContact),
  inJourney(answerBot),
  inJourney(recalculate),
  inJourney(startQualification),
  inJourney(startFollowUp),
  inJourney(win),
  inJourney(sendToOdoo),
];
