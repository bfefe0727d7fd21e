import type { CardAnswer } from '../../../../contract/card.js';
import { consentNames } from '../../../../domain/consent/consent-names.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { provenanceOf } from '../../../../domain/provenance/provenance.js';
import type { Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';

const facts = {
  ...({ service: 'origin', kind: 'text', value: null, origin: null, answeredAt: null } as const),
  ...{ by: null, sentence: null, editable: false, options: [] },
};

/** First and last touch, the pilot's side and the proof of consent, as a group of the card's answers that nobody edits. */
export async function cardProvenance(
  { store }: Services,
  profile: LeadProfile,
): Promise<readonly Unworded<CardAnswer, 'label' | 'shown'>[]> {
  const consents = await store.consents.list(consentNames(profile.person));
  return provenanceOf(profile, consents).map(({ key, text }) => ({
    ...facts,
    question: key,
    label: { code: `consent.label_${key}` },
    value: key,
    shown: text,
  }));
}
