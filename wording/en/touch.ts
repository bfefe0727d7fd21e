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
} as const satisfies Translation<typeof es>;
