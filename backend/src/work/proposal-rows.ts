import { z } from 'zod';
import { askedOfLead, onOneLead } from './asked-of-lead.js';
import { row } from './row.js';

const ofProposal = askedOfLead.extend({ proposalId: z.string() });

/** What follows from a proposal. */
export const proposalRows = {
  'write-proposal': row({
    ...onOneLead,
    story: 'A proposal was made: its link and amount are written to the lead, with a note.',
    input: ofProposal,
    key: ({ proposalId }) => proposalId,
    next: [],
  }),
  'tell-proposal': row({
    ...onOneLead,
    story:
      'A client accepted a proposal, wants a change or opened it again: note and task for the executive.',
    input: ofProposal.extend({ what: z.enum(['accepted', 'change', 'opened']) }),
    key: ({ proposalId, what, requestId }) => `${proposalId}:${what}:${requestId}`,
    next: [],
  }),
};
