import type { Score } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import { rescore } from '../score/rescore.js';
import type { ScoreTables } from '../score/score-tables.js';
import type { LeadProfile } from './lead.js';
import { profileFromKommo } from './merge-profile.js';
import type { LeadInKommo } from './merge-profile.js';

interface FoundLead extends LeadInKommo {
  readonly id: number;
  readonly createdAt: string;
  readonly contactId: number | null;
  readonly companyId: number | null;
}

interface Firm {
  readonly accountId: number;
  readonly scoreTables: ScoreTables;
  readonly blueprint: Blueprint;
}

export interface AdoptedLead {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly capturedAt: string;
  readonly kommoLeadId: number;
  readonly kommoContactId: number | null;
  readonly kommoCompanyId: number | null;
  readonly sendingSince: null;
}

/** A lead that was typed into Kommo becomes one of ours, with its first score. */
export function adoptLead(
  found: FoundLead,
  { accountId, scoreTables, blueprint }: Firm,
): { readonly lead: AdoptedLead; readonly score: Score } {
  const profile = profileFromKommo(found);
  const lead: AdoptedLead = {
    id: adoptedLeadId(accountId, found.id),
    profile,
    capturedAt: found.createdAt,
    ...{ kommoLeadId: found.id, kommoContactId: found.contactId, kommoCompanyId: found.companyId },
    sendingSince: null,
  };
  return { lead, score: rescore(profile, null, scoreTables, blueprint) };
}

/**
 * The id of a lead that was not captured but found in Kommo: made of Kommo's own numbers, so that whoever finds it at
 * the same time makes the same lead. A UUID of version 8, the one for ids of one's own making (RFC 9562).
 */
export function adoptedLeadId(accountId: number, kommoLeadId: number): string {
  const account = accountId.toString(16).padStart(12, '0').slice(-12);
  const lead = kommoLeadId.toString(16).padStart(12, '0').slice(-12);
  return `${account.slice(0, 8)}-${account.slice(8)}-8000-8000-${lead}`;
}
