import type { work as es } from '../es/work.js';
import type { Translation } from '../sentence.js';

export const work = {
  stopped_kommo_rejected:
    'Kommo did not accept the data. An administrator must compare the account with the installation plan.',
  stopped_kommo_unreachable: 'Kommo did not answer after all the retries.',
  stopped_kommo_not_connected:
    'The connection to Kommo is not authorised: it has to be connected again.',
  stopped_kommo_payment_required: 'The Kommo plan has expired.',
  stopped_kommo_blocked: 'Kommo has blocked access: write to their support.',
  stopped_odoo_unreachable: 'Odoo did not answer after all the retries.',
  stopped_odoo_not_configured: 'Odoo is not configured.',
  stopped_odoo_key_rejected: 'Odoo refused the access key.',
  stopped_odoo_access_denied: 'The integration user lacks a permission in Odoo.',
  stopped_odoo_rejected: "Odoo refused the customer's data.",
  stopped_odoo_mapping:
    'Odoo does not recognise a value that we sent: check the configured fields.',
  stopped_odoo_ambiguous:
    'There is more than one possible customer in Odoo: a person must decide which one it is.',
  stopped_lead_not_found: 'The lead no longer exists in Kommo.',
  stopped_storage_unavailable: 'The database did not answer.',
  stopped_interrupted:
    'The server stopped three times while doing this work alone. Try again; if it happens again, tell support.',
  stopped:
    'An error occurred that nobody foresaw. You can retry it; if it happens again, tell support.',
  redo_score: 'Score the capture of {lead} and send it to Kommo.',
  redo_send_to_kommo: 'Send {lead} to Kommo.',
  redo_read_hook: 'Read a notice of Kommo again.',
  redo_look_again: 'Read {lead} again in Kommo.',
  redo_look_at_contact: 'Read a contact again in Kommo.',
  redo_answer_bot: 'Answer the bot that is waiting in {lead}.',
  redo_recalculate: 'Recalculate the score of {lead}.',
  redo_start_qualification: 'Start the qualification of {lead}.',
  redo_start_follow_up: 'Start the follow-up of {lead}.',
  redo_win: 'Ask for the hand-over of {lead} to Odoo.',
  redo_send_to_odoo: 'Hand {lead} over to Odoo from the step where it stopped.',
  redo_repair: 'Repair a difference with Odoo.',
  redo_send_alert: 'Send an alert again.',
  redo: 'Repeat the task “{step}”.',
  named: '“{name}”',
  unnamed: '“the lead”',
  not_retried: '{plan} It was not retried: {reason}',
  gone_from_list: 'Part of the list has changed: reload it.',
  replaced: 'A more recent try of the same lead has replaced it.',
  taken_over: 'A more recent hand-over has taken it up.',
  meanwhile_done: 'Another delivery has settled it.',
  label_taxId: 'RNC or cédula',
  label_fullName: 'Contact',
  label_companyName: 'Company',
  label_email: 'E-mail',
  label_phone: 'WhatsApp',
  label_amount: 'Amount',
  label_services: 'Services',
  label_lead: 'Lead',
  label_score: 'Score',
  label_task: 'Task',
} as const satisfies Translation<typeof es>;
