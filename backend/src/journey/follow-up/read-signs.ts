import type { EndReason, TouchFacts } from '../../../../domain/follow-up/decide-touch.js';
import { planOf } from '../../../../domain/follow-up/plan-of.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';
import type { FollowUp, ProposalRow } from '../../storage/tables.js';
import { stageOf } from '../reading/see-stage.js';
import { optOutName } from '../sending/why-not.js';
import type { Touching } from './touch-facts.js';

type Signs = Pick<TouchFacts, 'ended' | 'quietUntil'>;

const ends = (ended: EndReason | null): Signs => ({ ended, quietUntil: null });

/** Signs of life of either side, read now: hooks may have been lost. */
export async function readSigns(services: Services, touching: Touching): Promise<Signs> {
  const { followUp, lead, row, touch } = touching;
  const plan = planOf(touch.key);
  const moved = whereItStands(touching);
  if (moved !== null) return ends(moved);
  if (await services.store.optOuts.has(optOutName(row.profile, lead.id))) return ends('opted_out');
  // A customer who writes is welcome all the same.
  if (plan === 'onboarding') return ends(null);
  const { byLead, executiveAt } = await readWritten(services, followUp, lead.id);
  if (byLead) return ends('answered');
  if (plan === 'silence') return ends(executiveAt === null ? null : 'executive_wrote');
  return readReminder(services, touching, executiveAt);
}

/** Another stage, won or lost ends it; a new customer's welcome ends where the deal is no longer won. */
function whereItStands({ lead, followUp, touch }: Touching): EndReason | null {
  if (planOf(touch.key) === 'onboarding') return lead.outcome === 'won' ? null : 'stage_moved';
  if (lead.outcome !== 'open') return lead.outcome;
  return stageOf(lead).stage === followUp.stage ? null : 'stage_moved';
}

/** Nothing goes after the client's word on the proposal; what an executive writes, or the client looks at, puts it off. */
async function readReminder(
  { store, clock }: Services,
  { lead, touch }: Touching,
  executiveAt: string | null,
): Promise<Signs> {
  const proposal = await store.proposals.newest(lead.id);
  if (proposal !== null && proposal.answer !== null) return ends('proposal_answered');
  const afterMs = touch.afterDays * dayMs;
  if (isWaiting(touch, proposal)) {
    return { ended: null, quietUntil: new Date(clock().getTime() + afterMs) };
  }
  const signs = [executiveAt, proposal?.madeAt, proposal?.lastOpenedAt];
  const last = signs.flatMap((at) => (at == null ? [] : [Date.parse(at)]));
  return {
    ended: null,
    quietUntil: last.length === 0 ? null : new Date(Math.max(...last) + afterMs),
  };
}

const isWaiting = (touch: Touching['touch'], proposal: ProposalRow | null): boolean =>
  'needsProposal' in touch && (proposal === null || proposal.revokedAt !== null);

/** Who wrote since it began. */
async function readWritten(
  { store, kommo }: Services,
  { silentSince }: FollowUp,
  leadId: number,
): Promise<{ readonly byLead: boolean; readonly executiveAt: string | null }> {
  const isLater = (at: string | null | undefined): boolean =>
    at != null && Date.parse(at) > Date.parse(silentSince);
  const byLead = { byLead: true, executiveAt: null };
  const [conversation] = await store.conversations.find([leadId]);
  if (isLater(conversation?.facts.lastIncomingAt)) return byLead;
  const { lastIncomingAt, newestMessage } = await kommo.readTrail(leadId);
  if (isLater(lastIncomingAt)) return byLead;
  if (newestMessage === null) return { byLead: false, executiveAt: null };
  const said = (await kommo.readTalk(newestMessage.talkId)) ?? [];
  const byExecutive = said.filter(({ from, at }) => from === 'executive' && isLater(at));
  return { byLead: false, executiveAt: byExecutive.at(-1)?.at ?? null };
}
