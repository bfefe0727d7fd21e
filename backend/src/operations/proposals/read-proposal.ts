import type { Proposal, ProposalState } from '../../../../contract/proposal.js';
import { mergeProfile, profileFromKommo } from '../../../../domain/lead/merge-profile.js';
import { shownAnswers } from '../../../../domain/lead/shown-answers.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { draftProposal } from '../../../../domain/proposal/draft-proposal.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { ProposalRow } from '../../storage/tables.js';

/** The lead's newest proposal, and what the next one starts from: the newest one's texts, else the firm's. */
export async function readProposal(services: Services, kommoLeadId: number): Promise<Proposal> {
  const { store, blueprint, kommo } = services;
  const newest = await store.proposals.newest(kommoLeadId);
  if (newest !== null) return { newest: toState(services, newest), draft: newest.draft };

  const { lead, profile } = await readOffered(services, kommoLeadId);
  const known = {
    ...{ profile, price: lead.price, currency: await kommo.readCurrency() },
    shown: shownAnswers(profile.answers, blueprint),
  };
  return { newest: null, draft: draftProposal(known, blueprint.proposal, blueprint.handOver) };
}

export async function newestProposal(
  services: Services,
  kommoLeadId: number,
): Promise<ProposalState | null> {
  const newest = await services.store.proposals.newest(kommoLeadId);
  return newest === null ? null : toState(services, newest);
}

/** @throws AppError `lead_not_found`, or why Kommo cannot be read. */
export async function readOffered(
  { store, kommo, blueprint }: Services,
  kommoLeadId: number,
): Promise<{ readonly lead: KommoLead; readonly profile: LeadProfile }> {
  const row = await store.leads.findByKommoId(kommoLeadId);
  const lead = await kommo.readLead(kommoLeadId);
  if (lead === null) throw new AppError('lead_not_found', `Kommo has no lead ${kommoLeadId}.`);
  const profile =
    row === null ? profileFromKommo(lead) : mergeProfile(row.profile, lead, blueprint);
  return { lead, profile };
}

function toState(
  { config, clock }: Pick<Services, 'config' | 'clock'>,
  row: ProposalRow,
): ProposalState {
  const { version, draft, token, answeredAt, wish, seconds, lastOpenedAt } = row;
  return {
    ...{ version, answeredAt, wish, seconds, lastOpenedAt, opened: row.visits },
    state: stateOf(row, clock()),
    url: `${config.publicUrl}/proposals/${token}`,
    ...{ amount: draft.amount, currency: draft.currency },
    ...{ sentAt: row.madeAt, expiresAt: row.expiresAt },
  };
}

/** What was accepted stays so, whenever it would have expired. */
export function stateOf(
  { answer, revokedAt, expiresAt }: ProposalRow,
  now: Date,
): ProposalState['state'] {
  if (answer === 'accepted') return 'accepted';
  if (revokedAt !== null) return 'revoked';
  if (Date.parse(expiresAt) <= now.getTime()) return 'expired';
  return answer ?? 'open';
}
