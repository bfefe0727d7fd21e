import type { touch as es } from '../es/touch.js';
import type { Translation } from '../sentence.js';

export const touch = {
  call: 'Call {lead}: two weeks without an answer. When you close the task write the result, for example “no contestó”.',
  not_sent: 'Follow-up: “{touch}” was not sent to {lead} ({reasons}). Write or call yourself.',
  no_consent: 'did not agree to messages',
  no_marketing_consent: 'did not agree to advertising',
  no_phone: 'has no phone',
  no_email: 'has no e-mail',
  template_not_approved: 'the template is not ready in Kommo',
  why_paused: 'Paused.',
  why_hours: 'Waits for working hours.',
  why_limit: 'Waits for the daily limit of WhatsApp.',
  why_call_open: 'Waits for the result of the call.',
  why_not_silent: 'There was contact recently: it waits for silence.',
  name_soft_reminder_24h: '24-hour reminder',
  name_value_email_3d: 'Value e-mail, day 3',
  name_offer_whatsapp_7d: 'Offer, day 7',
  name_call_task_14d: 'Call, day 14',
  name_final_attempt_30d: 'Last attempt, day 30',
  name_nurturing_pipeline: 'Move to Nurturing, day 60',
  name_proposal_reminder_3d: 'Proposal reminder, day 3',
  name_negotiation_reminder_2d: 'Negotiation reminder, day 2',
  name_negotiation_reminder_5d: 'Negotiation reminder, day 5',
  name_onboarding_welcome: 'Welcome as a customer',
  onboarding: 'New customer “{lead}”: {what}.',
} as const satisfies Translation<typeof es>;
