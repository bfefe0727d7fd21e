import type { LeadProfile, LeadSource } from '../../lead/lead.js';

/** What a source's form asks its visitors to agree to; null where it asks nothing. */
export type ConsentTexts = Readonly<Record<Exclude<LeadSource, 'kommo'>, string | null>>;

/** `assumed`: the capture does not say it, and the firm's setting says that the source's form asks. */
export type Consent = 'given' | 'assumed' | 'refused' | 'unknown';

/** Whether the lead agreed to be written to (R8.1). Only `given` and `assumed` allow an automatic message. */
export function consentOf(
  { consent, source }: Pick<LeadProfile, 'consent' | 'source'>,
  texts: ConsentTexts,
): Consent {
  if (consent !== null) return consent ? 'given' : 'refused';
  return source !== 'kommo' && texts[source] !== null ? 'assumed' : 'unknown';
}
