import { z } from 'zod';
import { captureLadder } from '../../../domain/blueprint/ladders.js';
import { askedOfLead } from './asked-of-lead.js';
import { row } from './row.js';

const ofProposal = askedOfLead.extend({ proposalId: z.string() });
const shared = { batch: 10, concurrency: 1, ladder: captureLadder, next: [] } as const;

/** What follows from a proposal. */
export const proposalRows = {
  'write-proposal': row({
    story: 'A proposal was made: its link and amount are written to the lead, with a note.',
    input: ofProposal,
    key: ({ proposalId }) => proposalId,
    about: (input) => input,
    ...shared,
  }),
  'tell-proposal': row({
    story:
      'A client accepted a proposal, wants a change or opened it again: note and task for the executive.',
    input: ofProposal.extend({ what: z.enum(['accepted', 'change', 'opened']) }),
    key: ({ proposalId, what, requestId }) => `${proposalId}:${what}:${requestId}`,
    about: (input) => input,
    ...shared,
  }),
};
