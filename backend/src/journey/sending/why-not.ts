import { consentOf } from '../../../../domain/conversation/run/consent.js';
import { whyNoMessage } from '../../../../domain/conversation/run/why-no-message.js';
import type { NoMessage } from '../../../../domain/conversation/run/why-no-message.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Services } from '../../services.js';

interface Wanted {
  readonly profile: LeadProfile;
  readonly kommoLeadId: number;
  readonly hasBot: boolean;
  /** A person starts it. */
  readonly byPerson?: boolean;
}

/** Why the lead gets no automatic message, the opt-outs read now (R8.1); null where one may leave. */
export async function whyNot(
  { store, config }: Pick<Services, 'store' | 'config'>,
  { profile, kommoLeadId, hasBot, byPerson = false }: Wanted,
): Promise<NoMessage | null> {
  return whyNoMessage({
    ...{ profile, hasBot, byPerson },
    consent: consentOf(profile, config.messages.consentTexts),
    optedOut: await store.optOuts.has(optOutName(profile, kommoLeadId)),
  });
}

/** What an opt-out is kept under: the number, or the lead while nobody knows its number. */
export const optOutName = ({ person }: Pick<LeadProfile, 'person'>, kommoLeadId: number): string =>
  person.phone ?? `lead:${kommoLeadId}`;
