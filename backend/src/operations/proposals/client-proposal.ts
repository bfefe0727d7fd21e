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
  const { store, clock, enqueueWithin } = services;
  const { id, kommoLeadId } = opened.proposal;
  const { answer, wish, requestId } = given;
  const told = { kommoLeadId, proposalId: id, what: answer, requestId };
  await store.proposals.answer(id, { answer, wish }, clock(), (within) =>
    enqueueWithin(within)('tell-proposal', told),
  );
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
  const { store, clock, enqueueWithin } = services;
  const { id, kommoLeadId, visits, answer } = opened.proposal;
  const requestId = `day:${localDateOf(clock())}`;
  const told = { kommoLeadId, proposalId: id, what: 'opened', requestId } as const;
  const isTold = visits > 0 && answer !== 'accepted';
  await store.proposals.visit(id, seen, clock(), async (within) => {
    if (isTold) await enqueueWithin(within)('tell-proposal', told);
  });
}
