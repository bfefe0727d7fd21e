import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { addNoteOnce } from '../reading/add-note-once.js';

/**
 * The amount of the lead becomes the proposal's, and through it Odoo's. Cut off on its way it leaves a field without its note,
 * so the note is looked for; what a person has written to the lead since is left as it is.
 */
export const writeProposal = oneByOne(
  'write-proposal',
  async (services, { kommoLeadId, proposalId }) => {
    const { store, kommo, config, say, log } = services;
    const proposal = await store.proposals.find(proposalId);
    if (proposal === null || proposal.replaced || proposal.revokedAt !== null) return done();
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    if (lead === undefined) return done();

    const { draft, version, token } = proposal;
    const url = `${config.publicUrl}/proposals/${token}`;
    if (lead.conversation.proposal !== url) {
      await kommo.writeLead(lead, {
        ...(draft.amount === null ? {} : { price: Math.round(draft.amount) }),
        conversation: { proposal: url },
      });
    }
    const amount = draft.amount === null ? '—' : `${draft.currency} ${draft.amount}`;
    await addNoteOnce(services, kommoLeadId, {
      text: say({ code: 'proposal.note_made', params: { version, amount, url } }),
      since: proposal.madeAt,
    });

    log.info({ leadId: kommoLeadId, version }, 'wrote a proposal to the lead');
    return done();
  },
);
