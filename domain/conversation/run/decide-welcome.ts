import type { LeadProfile } from '../../lead/lead.js';

/** Why a lead gets no automatic message; the card says it. */
export type NoMessage =
  | 'no_consent'
  | 'opted_out'
  | 'no_phone'
  | 'no_service'
  /** Typed into Kommo by a person, who starts the conversation when it is time. */
  | 'made_by_hand'
  | 'no_bot';

export interface WelcomeFacts {
  readonly profile: LeadProfile;
  readonly optedOut: boolean;
  /** The account has the bot that sends the welcome. */
  readonly hasBot: boolean;
}

/** Null where the welcome may leave (R5.1, R8.1). A form that asked for no consent is judged by its setting, before. */
export function decideWelcome({ profile, optedOut, hasBot }: WelcomeFacts): NoMessage | null {
  if (optedOut) return 'opted_out';
  if (profile.consent === false) return 'no_consent';
  if (profile.source === 'kommo') return 'made_by_hand';
  if (profile.person.phone === null) return 'no_phone';
  if (profile.services.length === 0) return 'no_service';
  return hasBot ? null : 'no_bot';
}
