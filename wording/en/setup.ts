import type { setup as es } from '../es/setup.js';
import type { Translation } from '../sentence.js';

export const setup = {
  bot_current: 'In the account and on (v{version}).',
  bot_twice: {
    one: 'Up to date and on (v{version}), but {count} more active bot has the same name: switch it off. The one imported last is used.',
    other:
      'Up to date and on (v{version}), but {count} more active bots have the same name: switch them off. The one imported last is used.',
  },
  bot_missing: 'Not in the account: import it.',
  bot_off: 'Up to date (v{version}) but off: switch it on in Kommo.',
  bot_older:
    'The account has another version (v{has}) and the blueprint says v{version}: import it again and switch the old one off.',
  bot_unmarked:
    'A bot of this name has no version, so its steps are not known: import the one of v{version} and switch that one off.',
  bot_cannot_be_made: 'It cannot be made for this account yet. Missing: {what}.',
  bot_not_shown:
    'The account does not show its bots through the API: check in Kommo that one of this name exists and is on.',
  lacks_field: 'the field {name}',
  lacks_option: 'the option “{option}” of the field {field}',
  lacks_template: 'the template {name}',
  bot_step_import:
    'Download the file. In Kommo → Settings → Communication tools → Salesbot, press “…” → Import and choose it.',
  bot_step_paste:
    'If Kommo offers no import: make an empty bot with the name shown here (with its version), open “View source” and paste the code.',
  bot_step_channel:
    'Open the bot, choose the WhatsApp number in its first message if Kommo asks, save it and switch it on.',
  bot_step_trigger:
    'Give it no trigger in any stage: the companion starts it, and with a trigger the lead would get everything twice.',
  bot_step_stage_trigger:
    'Give the bots of conversations a trigger in the stage “Calificando” (BOT_START=stage), one for each service; the others none.',
  bot_step_old:
    'Switch off or delete the old bot of the same name. Do not change steps in the designer: such changes cannot be seen from here and are lost at the next import.',
  template_approved: 'Approved by Meta.',
  template_review: 'In review at Meta: it cannot be sent yet.',
  template_draft: 'Made, but not sent for review.',
  template_paused: 'Meta paused it for complaints or few reads: it cannot be sent for now.',
  template_rejected: 'Meta rejected it: {reason}',
  template_rejected_untold: 'Meta rejected it without saying why.',
  template_there: 'In the account; Kommo does not say how far its review is.',
  template_missing: 'Not in the account.',
  template_not_shown:
    'The account does not show its templates through the API: check in Kommo that one of this name exists and is approved.',
  template_older: '{review} Its text is not the blueprint’s: replace it.',
  template_refused: 'Kommo did not take it: {why}. Make it by hand.',
  template_step_send:
    'Press “Send for review”: they are made in Kommo and Meta reviews them, mostly within a day.',
  template_step_make:
    'By hand: Kommo → Settings → Communication tools → Templates → WhatsApp → create. Use the same name, the category, Spanish, the copied text and the quick replies in the order shown.',
  template_step_review: 'Send the template to Meta for review from that same page.',
  template_step_replace:
    'A template that Meta has seen cannot be changed: delete the old one, or rename it, and make the new one.',
  command_bots: 'writes the files of bots and templates for this account, and says what is missing',
  option_folder: 'folder they are written to',
  command_templates: 'makes the templates that are missing and sends them to Meta for review',
  bots: 'Bots:',
  templates: 'Templates:',
  steps: 'Steps by hand:',
  findings: 'What is wrong with the conversations:',
  no_findings: 'Nothing is wrong with the conversations.',
  nothing_to_send: 'There are no templates that can be sent from here.',
  written: { one: '{count} file in {folder}', other: '{count} files in {folder}' },
  doctor_all: {
    one: '{count} bot and its templates up to date',
    other: '{count} bots and their templates up to date',
  },
  doctor_some:
    '{current} of {needed} bots up to date; {approved} of {templates} templates approved',
  doctor_remedy:
    'Follow the steps of “Conversations” in the advanced settings, or npm run provision -- bots.',
} as const satisfies Translation<typeof es>;
