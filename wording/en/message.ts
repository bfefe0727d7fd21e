import type { message as es } from '../es/message.js';
import type { Translation } from '../sentence.js';

export const message: Translation<typeof es> = {
  no_opted_out: 'They asked for no more messages by WhatsApp.',
  no_no_consent: 'They did not agree to messages by WhatsApp.',
  no_consent_unknown:
    'Nobody knows whether they agreed to messages: the consent text of their form is missing.',
  no_made_by_hand: 'Made by hand in Kommo: move it to "Calificando" to start the conversation.',
  no_test_lead: 'It is a test lead.',
  no_partial_form: 'They left the form half way: write to them, or move them to "Calificando".',
  no_suspected: 'Perhaps a robot filled in the form: look first, then move it to "Calificando".',
  no_no_phone: 'They have no phone number.',
  no_no_service: 'Nobody knows which service they want.',
  no_no_bot: 'The account does not have the bot that sends it, or it is off.',
  no_over_limit: 'Waiting for its turn: the daily limit of WhatsApp is reached.',
  no_welcome_unsure: 'Nobody knows whether the welcome left: write or call them yourself.',
  no_moved_on: 'It was moved to another stage while the bot was asking: the bot stopped.',
  bot_past: 'The lead is past “Calificando”: the bot asks nothing more.',
  bot_opted_out: 'They asked for no more messages: the bot does not write again.',
  bot_complete: 'The bot has asked all it wanted to know.',
  consent: 'Consent of the forms',
  consent_found: 'The text of each form is known',
  consent_missing: 'Missing: {sources}',
  consent_remedy:
    'Enter what visitors agree to in CONSENT_TEXT_DIRECT, CONSENT_TEXT_INLEAD and CONSENT_TEXT_META: without it, a lead that does not say what it agreed to gets no messages.',
  firm: 'The firm’s data on the form',
  firm_found: 'The form says who asks for the data and how to write first',
  firm_missing: 'Missing: {missing}',
  firm_remedy:
    'Write them into .env: Law 172-13 wants to know who processes the data, and without WHATSAPP_NUMBER the visitor cannot write first.',
  bot_start: 'Start of the conversation',
  bot_start_companion:
    'The companion starts it: the stage "{stage}" must have no trigger of a Salesbot',
  bot_start_stage: 'The stage "{stage}" of Kommo starts it; the companion starts none',
  bot_start_stage_remedy:
    'Check that the stage has a trigger for each conversation bot. BOT_START=companion needs none.',
};
