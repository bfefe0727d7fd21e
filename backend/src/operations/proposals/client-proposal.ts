import { localDateOf } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';
import type { ProposalAnswer, ProposalRow } from '../../storage/tables.js';
import { stateOf } from './read-proposal.js';

/** What whoever has the link sees; `gone` names why. */
export type ClientProposal =
  | { readonly kind: 'open'; readonly proposal: ProposalRow }
  | {
      readonly kind: 'gone';
      readonly why: 'unknown' | 'expired' | 'revoked' | 'replaced';
      readonly expiredAt: string | null;
    };

export async function openProposal(
  { store, clock }: Services,
  token: string,
): Promise<ClientProposal> {
  const proposal = await store.proposals.open(token);
  if (proposal === null) return { kind: 'gone', why: 'unknown', expiredAt: null };
  const state = stateOf(proposal, clock());
  if (state === 'accepted') return { kind: 'open', proposal };
  if (proposal.replaced) return { kind: 'gone', why: 'replaced', expiredAt: null };
  if (state === 'revoked') return { kind: 'gone', why: 'revoked', expiredAt: null };
  if (state === 'expired') return { kind: 'gone', why: 'expired', expiredAt: proposal.expiresAt };
  return { kind: 'open', proposal };
}

/** Keeps the client's answer and tells the executive, once for each different one. */
export async function answerProposal(
  services: Services,
  token: string,
  given: {
    readonly answer: ProposalAnswer;
    readonly wish: string | null;
    readonly requestId: string;
  },
): Promise<ClientProposal> {
  const opened = await openProposal(services, token);
  if (opened.kind === 'gone') return opened;
  const { store, clock, enqueue } = services;
  const { id, kommoLeadId } = opened.proposal;
  const { answer, wish, requestId } = given;
  if (await store.proposals.answer(id, { answer, wish }, clock())) {
    await enqueue('tell-proposal', { kommoLeadId, proposalId: id, what: answer, requestId });
  }
  return openProposal(services, token);
}

/** The page is in sight of its client. A visit after the first is told once a day. */
export async function seeProposal(
  services: Services,
  token: string,
  seen: { readonly visit: string; readonly seconds: number },
): Promise<void> {
  const opened = await openProposal(services, token);
  if (opened.kind === 'gone') return;
  const { store, clock, enqueue } = services;
  const { id, kommoLeadId, visits, answer } = opened.proposal;
  const isNew = await store.proposals.visit(id, seen, clock());
  if (!isNew || visits === 0 || answer === 'accepted') return;
  const requestId = `day:${localDateOf(clock())}`;
  await enqueue('tell-proposal', { kommoLeadId, proposalId: id, what: 'opened', requestId });
}
