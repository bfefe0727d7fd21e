import { consentNames } from '../../../../domain/consent/consent-names.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { provenanceOf } from '../../../../domain/provenance/provenance.js';
import type { LeadToCreate } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';

/** What Kommo is told of where a lead is from and what it agreed to, by the ledger as it stands (R1.1, R6.4, R8.1). */
export async function readProvenance(
  { store, say, withdrawAddress }: Pick<Services, 'store' | 'say' | 'withdrawAddress'>,
  { id, profile }: { readonly id: string | null; readonly profile: LeadProfile },
): Promise<NonNullable<LeadToCreate['provenance']>> {
  const { attribution, lastTouch = attribution, arm } = profile;
  const consents = await store.consents.list(consentNames(profile.person));
  const agreed = provenanceOf(profile, consents).flatMap(({ key, text }) =>
    key === 'consent' || key === 'marketing' ? [typeof text === 'string' ? text : say(text)] : [],
  );
  const { utm_source: lastSource, utm_campaign: lastCampaign } = lastTouch;
  return {
    ...(lastSource === undefined ? {} : { lastSource: lastSource.slice(0, longest) }),
    ...(lastCampaign === undefined ? {} : { lastCampaign: lastCampaign.slice(0, longest) }),
    ...(arm === undefined ? {} : { arm: arm.toUpperCase() }),
    ...(agreed.length === 0 ? {} : { consent: agreed.join('\n') }),
    // What came to us by a quiz or an advertisement saw no page of ours: executives and templates send the link.
    ...(id === null || profile.source === 'kommo' ? {} : { withdraw: withdrawAddress(id) }),
  };
}

/** Kommo's text fields hold 255 characters. */
const longest = 255;
