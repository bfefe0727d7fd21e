import { workTimeOf } from '../../../../domain/assignment/team.js';
import { nextWorking } from '../../../../domain/time/working-hours.js';
import type { Services } from '../../services.js';
import type { ProposalRow } from '../../storage/tables.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { addNoteOnce } from '../reading/add-note-once.js';
import { addTaskOnce } from '../reading/add-task-once.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import type { Input } from '../../work/table.js';

const hourMs = 60 * 60_000;

/** What the client did comes back as note and task; opening it again is told while the deal is being negotiated. */
export const tellProposal = oneByOne('tell-proposal', async (services, input) => {
  const { store, kommo, log } = services;
  const { kommoLeadId, what } = input;
  const proposal = await store.proposals.find(input.proposalId);
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  if (proposal === null || lead === undefined) return done();
  if (what === 'opened' && lead.stage !== 'negotiation') return done();

  const text = services.say(sentenceOf(proposal, what));
  const since =
    (what === 'opened' ? proposal.lastOpenedAt : proposal.answeredAt) ?? proposal.madeAt;
  await addTaskOnce(services, kommoLeadId, {
    ...{ text, dueAt: await withinAnHourOfWork(services), responsibleUserId: null },
    since,
  });
  if (what !== 'opened') {
    await addNoteOnce(services, kommoLeadId, { text, since });
    await store.followUps.change(kommoLeadId, ['active', 'paused'], {
      ...{ state: 'ended', endedWhy: 'proposal_answered' },
    });
  }

  log.info({ leadId: kommoLeadId, what }, 'told what a client did with a proposal');
  return done();
});

function sentenceOf(
  { version, wish }: ProposalRow,
  what: Input['tell-proposal']['what'],
): Sentence {
  switch (what) {
    case 'accepted':
      return { code: 'proposal.accepted', params: { version } };
    case 'change':
      return { code: 'proposal.wish', params: { version, wish: wish ?? '' } };
    case 'opened':
      return { code: 'proposal.opened_again', params: { version } };
  }
}

async function withinAnHourOfWork({ store, clock }: Services): Promise<Date> {
  const begins = nextWorking(clock(), workTimeOf(await store.team.read(), null)) ?? clock();
  return new Date(begins.getTime() + hourMs);
}
