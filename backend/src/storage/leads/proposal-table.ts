import type { ProposalDraft } from '../../../../contract/proposal.js';
import type { Also } from '../executor.js';

export type ProposalAnswer = 'accepted' | 'change';

export interface ProposalRow {
  readonly id: string;
  /** The last part of its address: the id and its signature. */
  readonly token: string;
  readonly kommoLeadId: number;
  /** 1 for the lead's first. */
  readonly version: number;
  readonly draft: ProposalDraft;
  /** What the lead told us, as it read when the proposal was made. */
  readonly facts: readonly { readonly label: string; readonly shown: string }[];
  readonly recipient: { readonly name: string; readonly company: string };
  /** Kommo's user. */
  readonly madeBy: number;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly answer: ProposalAnswer | null;
  /** What is to be changed. */
  readonly wish: string | null;
  readonly answeredAt: string | null;
  /** The lead has a newer one. */
  readonly replaced: boolean;
  readonly visits: number;
  readonly seconds: number;
  readonly lastOpenedAt: string | null;
}

export type NewProposal = Pick<
  ProposalRow,
  'id' | 'kommoLeadId' | 'draft' | 'facts' | 'recipient' | 'madeBy' | 'madeAt' | 'expiresAt'
>;

export interface ProposalTable {
  /** The next version of the lead's. */
  add(proposal: NewProposal, also?: Also): Promise<void>;
  find(id: string): Promise<ProposalRow | null>;
  /** Null where the signature is not ours. */
  open(token: string): Promise<ProposalRow | null>;
  newest(kommoLeadId: number): Promise<ProposalRow | null>;
  /** False where it was revoked or answered before. */
  revoke(id: string, at: Date): Promise<boolean>;
  /** False where that answer has been given: an acceptance is the last, a wish may be followed by others. */
  answer(
    id: string,
    given: { readonly answer: ProposalAnswer; readonly wish: string | null },
    at: Date,
    also?: Also,
  ): Promise<boolean>;
  /** Keeps a visit, or that it lasts; `also` is done with a new one. */
  visit(
    id: string,
    seen: { readonly visit: string; readonly seconds: number },
    at: Date,
    also?: Also,
  ): Promise<void>;
}
