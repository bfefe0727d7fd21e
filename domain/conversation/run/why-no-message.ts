import type { LeadProfile } from '../../lead/lead.js';
import type { Consent } from './consent.js';

/** Why a lead gets no automatic message; the card says it. */
export type NoMessage =
  | 'opted_out'
  | 'no_consent'
  /** Its source does not say whether the lead agreed, and no setting says that its form asks. */
  | 'consent_unknown'
  /** Typed into Kommo by a person, who starts the conversation when it is time. */
  | 'made_by_hand'
  | 'test_lead'
  /** Left the form half way; a person starts the conversation. */
  | 'partial_form'
  /** Perhaps a robot filled in the form; a person looks first. */
  | 'suspected'
  | 'no_phone'
  | 'no_service'
  | 'no_bot';

export interface MessageFacts {
  readonly profile: LeadProfile;
  readonly consent: Consent;
  readonly optedOut: boolean;
  /** The account has the bot that sends it. */
  readonly hasBot: boolean;
  /** A person starts it, and answers for a lead that was typed in by hand. */
  readonly byPerson: boolean;
}

/** Null where a message may leave (R5.1, R8.1). */
export function whyNoMessage(facts: MessageFacts): NoMessage | null {
  const { profile, optedOut, hasBot, byPerson } = facts;
  if (optedOut) return 'opted_out';
  const reason = whyNoConsent(facts);
  if (reason !== null) return reason;
  if (profile.isTest) return 'test_lead';
  const doubt = byPerson ? null : whyDoubtful(profile);
  if (doubt !== null) return doubt;
  if (profile.person.phone === null) return 'no_phone';
  if (profile.services.length === 0) return 'no_service';
  return hasBot ? null : 'no_bot';
}

function whyDoubtful({ isPartial, suspicions = [] }: LeadProfile): NoMessage | null {
  if (isPartial) return 'partial_form';
  return suspicions.length > 0 ? 'suspected' : null;
}

function whyNoConsent({ profile, consent, byPerson }: MessageFacts): NoMessage | null {
  if (consent === 'refused') return 'no_consent';
  if (profile.source === 'kommo') return byPerson ? null : 'made_by_hand';
  return consent === 'unknown' ? 'consent_unknown' : null;
}
