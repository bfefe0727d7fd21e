import { captureDraft } from './capture/capture-draft.js';
import { fetchLead } from './capture/fetch-lead.js';
import { keepPartial } from './capture/keep-partial.js';
import { score } from './capture/score.js';
import { answerBot } from './conversation/answer-bot.js';
import { findWelcome } from './conversation/find-welcome.js';
import { handToBot } from './conversation/hand-to-bot.js';
import { noteDelivery } from './conversation/note-delivery.js';
import { optOut } from './conversation/opt-out.js';
import { qualify } from './conversation/qualify.js';
import { readMessage } from './conversation/read-message.js';
import { startQualification } from './conversation/start-qualification.js';
import { summarize } from './conversation/summarize.js';
import { takeOver } from './conversation/take-over.js';
import { welcome } from './conversation/welcome.js';
import { sendTouch } from './follow-up/send-touch.js';
import { startFollowUp } from './follow-up/start-follow-up.js';
import { readHook } from './hooks/read-hook.js';
import { lookAgain } from './kommo/look-again.js';
import { lookAtContact } from './kommo/look-at-contact.js';
import { tellProposal } from './proposal/tell-proposal.js';
import { writeProposal } from './proposal/write-proposal.js';
import { mergeLead } from './kommo/merge-lead.js';
import { recalculate } from './kommo/recalculate.js';
import { sendToKommo } from './kommo/send-to-kommo.js';
import { sendToOdoo } from './odoo/send-to-odoo.js';
import { assign } from './assignment/assign.js';
import { checkLimit } from './stage/check-limit.js';
import { enterStage } from './stage/enter-stage.js';
import { win } from './odoo/win.js';

/** What is done for the journey's rows of the table (`work/journey-rows.ts`). */
export const journey = {
  'capture-draft': captureDraft,
  'fetch-lead': fetchLead,
  'keep-partial': keepPartial,
  score,
  'send-to-kommo': sendToKommo,
  'merge-lead': mergeLead,
  welcome,
  'find-welcome': findWelcome,
  'read-hook': readHook,
  'look-again': lookAgain,
  'look-at-contact': lookAtContact,
  'read-message': readMessage,
  'note-delivery': noteDelivery,
  'hand-to-bot': handToBot,
  'take-over': takeOver,
  qualify,
  summarize,
  'opt-out': optOut,
  'answer-bot': answerBot,
  recalculate,
  'start-qualification': startQualification,
  'start-follow-up': startFollowUp,
  'enter-stage': enterStage,
  assign,
  'send-touch': sendTouch,
  'check-limit': checkLimit,
  'write-proposal': writeProposal,
  'tell-proposal': tellProposal,
  win,
  'send-to-odoo': sendToOdoo,
};
