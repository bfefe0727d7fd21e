import { randomBytes } from 'node:crypto';
import type { Proposal, ProposalDraft } from '../../../../contract/proposal.js';
import { shownAnswers } from '../../../../domain/lead/shown-answers.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { ProposalRow } from '../../storage/tables.js';
import { readOffered, readProposal } from './read-proposal.js';

interface Asked {
  readonly by: number;
  readonly requestId: string;
}

/**
 * Makes a version of its own with a link of its own; the one before it is replaced. Amount, link and note follow by
 * themselves, also when Kommo is down now.
 * @throws AppError `invalid_body` for a lead that is closed or another currency than the account's, `lead_not_found`.
 */
export async function sendProposal(
  services: Services,
  kommoLeadId: number,
  { draft, by, requestId }: Asked & { readonly draft: ProposalDraft },
): Promise<Proposal> {
  const { store, blueprint, clock, enqueueWithin, log } = services;
  // Two presses of two executives make two versions, one after the other.
  return store.shared.withLock(`proposal ${kommoLeadId}`, async () => {
    const { lead, profile } = await readOffered(services, kommoLeadId);
    if (lead.outcome === 'lost') {
      throw new AppError('invalid_body', 'A lost lead gets no proposal.', {
        reason: { code: 'proposal.closed' },
      });
    }
    await refuseOtherCurrency(services, draft);
    await store.audit.note(requestId, changed(await store.proposals.newest(kommoLeadId), draft));
    const id = randomBytes(15).toString('base64url');
    const now = clock();
    const proposal = {
      ...{ id, kommoLeadId, draft, madeBy: by, madeAt: now.toISOString() },
      facts: shownAnswers(profile.answers, blueprint).map(({ label, shown }) => ({ label, shown })),
      recipient: { name: profile.person.fullName, company: profile.person.companyName },
      expiresAt: new Date(now.getTime() + draft.validDays * dayMs).toISOString(),
    };
    await store.proposals.add(proposal, (within) =>
      enqueueWithin(within)('write-proposal', { kommoLeadId, proposalId: id, requestId }),
    );
    log.info({ leadId: kommoLeadId, by }, 'made a proposal');
    return readProposal(services, kommoLeadId);
  });
}

/** The lead's amount has no currency of its own, so pesos would be read as dollars, in Odoo too. */
async function refuseOtherCurrency(
  { kommo }: Pick<Services, 'kommo'>,
  { amount, currency }: ProposalDraft,
): Promise<void> {
  const own = await kommo.readCurrency();
  if (amount === null || currency === own) return;
  throw new AppError('invalid_body', `A proposal in ${currency} for an account in ${own}.`, {
    reason: { code: 'proposal.other_currency', params: { currency: own } },
  });
}

/** Its texts stay in the proposal. */
const changed = (before: ProposalRow | null, { amount, validDays }: ProposalDraft) => ({
  before: before && { version: before.version, amount: before.draft.amount },
  after: { version: (before?.version ?? 0) + 1, amount, validDays },
});

/** Its link opens nothing any more. @throws AppError `not_found` where there is none, `invalid_body` for an accepted one. */
export async function revokeProposal(
  services: Services,
  kommoLeadId: number,
  { by }: Pick<Asked, 'by'>,
): Promise<Proposal> {
  const { store, clock, log } = services;
  const newest = await store.proposals.newest(kommoLeadId);
  if (newest === null) {
    throw new AppError('not_found', 'The lead has no proposal.', {
      reason: { code: 'proposal.none' },
    });
  }
  const done = await store.proposals.revoke(newest.id, clock());
  if (!done && newest.answer === 'accepted') {
    throw new AppError('invalid_body', 'An accepted proposal stays.', {
      reason: { code: 'proposal.accepted_stays' },
    });
  }
  log.info({ leadId: kommoLeadId, by }, 'revoked a proposal');
  return readProposal(services, kommoLeadId);
}
