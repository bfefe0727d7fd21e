import type { consent as original } from '../es/consent.js';
import type { Translation } from '../sentence.js';

export const consent = {
  at: '{when}: {what}',
  text: 'Text {version}.',
  contact_granted: 'Agreed that the firm uses their data and writes to them ({way}).',
  contact_assumed: 'The form asks for it, but the delivery does not say the answer ({way}).',
  contact_refused: 'Did not agree that the firm writes to them ({way}).',
  contact_withdrawn: 'Withdrew their consent ({way}).',
  marketing_granted: 'Agreed to advice and offers ({way}).',
  marketing_assumed: 'The form asks for offers, but the delivery does not say the answer ({way}).',
  marketing_refused: 'Did not agree to advice and offers ({way}).',
  marketing_withdrawn: 'Wants no more advice or offers ({way}).',
  by_direct: 'form',
  by_inlead: 'InLead',
  by_meta: 'Meta',
  by_kommo: 'Kommo',
  by_whatsapp: 'WhatsApp',
  by_form: 'privacy page',
  by_user: 'on their request, by the team',
  label_first_touch: 'First campaign',
  label_last_touch: 'Last campaign',
  label_arm: 'Side of the pilot',
  label_consent: 'Consent',
  label_marketing: 'Advertising',
} as const satisfies Translation<typeof original>;
