import type { ConsentTexts } from '../conversation/run/consent.js';
import { consentOf } from '../conversation/run/consent.js';
import type { LeadProfile } from '../lead/lead.js';
import { stableHash } from '../stable-uuid.js';
import type { ConsentEntry } from './consent-entry.js';
import type { ConsentProof } from './consent-proof.js';

interface Captured {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly proof: ConsentProof | null;
  readonly receivedAt: string;
}

const acts = { given: 'granted', refused: 'refused', assumed: 'assumed' } as const;

/** What a capture says of its person's consent, a line for each purpose (R8.1); nothing where it says nothing. */
export function consentsOf(capture: Captured, texts: ConsentTexts): readonly ConsentEntry[] {
  const { profile, proof } = capture;
  const { source } = profile;
  const consent = consentOf(profile, texts);
  const assumed = source === 'kommo' ? null : texts[source];
  const text = consent === 'assumed' ? assumed : (proof?.text ?? null);
  return [
    ...(consent === 'unknown' ? [] : [entry(capture, acts[consent], 'contact', text)]),
    ...(profile.marketingConsent === true
      ? [entry(capture, 'granted', 'marketing', proof?.marketingText ?? null)]
      : []),
  ];
}

function entry(
  { id, profile: { source }, proof, receivedAt }: Captured,
  act: ConsentEntry['act'],
  purpose: ConsentEntry['purpose'],
  text: string | null,
): ConsentEntry {
  return {
    ...{ act, purpose, by: source, captureId: id, text },
    textVersion: text === null ? null : consentVersion(text),
    at: proof?.at ?? receivedAt,
    page: proof?.page ?? null,
    addressHash: proof?.addressHash === '' ? null : (proof?.addressHash ?? null),
  };
}

/** The same text always has the same version: 16 hex digits. */
export const consentVersion = (text: string): string => stableHash(text, 0) + stableHash(text, 1);
