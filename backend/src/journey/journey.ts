import { answerBot } from './conversation/answer-bot.js';
import { lookAgain } from './kommo/look-again.js';
import { lookAtContact } from './kommo/look-at-contact.js';
import { readHook } from './hooks/read-hook.js';
import { recalculate } from './kommo/recalculate.js';
import { score } from './capture/score.js';
import { sendToKommo } from './kommo/send-to-kommo.js';
import { sendToOdoo } from './odoo/send-to-odoo.js';
import { startFollowUp } from './follow-up/start-follow-up.js';
import { startQualification } from './conversation/start-qualification.js';
import { inJourney } from './step.js';
import type { JourneyStep } from './step.js';
import { win } from './odoo/win.js';

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
