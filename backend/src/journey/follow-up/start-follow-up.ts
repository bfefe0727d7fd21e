import { paceByUrgency, touches } from '../../../../domain/blueprint/follow-up.js';
import { followUpTag } from '../../../../domain/blueprint/operating-rules.js';
import { followUpPace } from '../../../../domain/experiment/experiment.js';
import { planOf } from '../../../../domain/follow-up/plan-of.js';
import { planTouches } from '../../../../domain/follow-up/plan-touches.js';
import type { FollowUpStart } from '../../../../domain/follow-up/plan-touches.js';
import { workTimeOf } from '../../../../domain/assignment/team.js';
import type { Services } from '../../services.js';
import type { ConversationRow, LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { stageOf } from '../reading/see-stage.js';
import { chooseVersion } from '../sending/choose-version.js';

/** R5.2, and "Iniciar seguimiento" (R9.3): an open lead is marked and its touches planned; a won or lost one needs none. */
export const startFollowUp = oneByOne(
  'start-follow-up',
  async (services, { kommoLeadId, requestId, byPerson }) => {
    const { store, kommo, clock, log } = services;
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    if (lead?.outcome !== 'open') return done();
    const row = await store.leads.findByKommoId(kommoLeadId);
    const [conversation] = await store.conversations.find([kommoLeadId]);

    if (byPerson) await endReminders(services, kommoLeadId);
    const start = startOf(services, { row, conversation, byPerson });
    const time = workTimeOf(await store.team.read(), null);
    const { value, keep } = await chooseVersion(services, followUpPace, kommoLeadId);
    const pace = start.pace * (value === '' ? 1 : Number(value));
    const planned = planTouches(touches, { ...start, pace }, time);
    await keep();

    const started = await store.followUps.start(
      {
        ...{ kommoLeadId, byPerson, repeats: byPerson, stage: stageOf(lead).stage },
        silentSince: start.silentSince.toISOString(),
        touches: planned.map(({ touch: { key }, dueAt }) => ({ key, dueAt })),
      },
      clock(),
    );
    await kommo.writeLead(lead, { addTags: [followUpTag] });

    log.info({ leadId: kommoLeadId, requestId, started }, 'started the follow-up');
    return done();
  },
);

/** A stage's reminders give way to what a person asks for. */
async function endReminders({ store }: Services, kommoLeadId: number): Promise<void> {
  const followUp = await store.followUps.find(kommoLeadId);
  const open = followUp?.touches.filter(({ state }) => state === 'planned') ?? [];
  if (open.some(({ key }) => planOf(key) === 'silence')) return;
  await store.followUps.change(kommoLeadId, ['active', 'paused'], {
    ...{ state: 'ended', endedWhy: 'ended_by_person' },
  });
}

interface Starting {
  readonly row: LeadRow | null;
  readonly conversation: ConversationRow | undefined;
  readonly byPerson: boolean;
}

/**
 * The clock starts at the first message that stayed unanswered; where there was none, now. A person who starts it means today:
 * after two months of silence its lead would otherwise be moved to "Nurturing" at once.
 */
function startOf({ clock }: Services, { row, conversation, byPerson }: Starting): FollowUpStart {
  const facts: Partial<ConversationRow['facts']> = conversation?.facts ?? {};
  const answeredBot = facts.firstReplyAt !== undefined;
  const since = byPerson ? undefined : silentFrom(facts, answeredBot);
  const urgency = String(row?.profile.answers.urgency_level?.value ?? '');
  return {
    silentSince: since === undefined ? clock() : new Date(since),
    answeredBot,
    pace: paceByUrgency[urgency] ?? 1,
  };
}

const silentFrom = (
  { lastIncomingAt, endedAt, welcomedAt, startedAt }: Partial<ConversationRow['facts']>,
  answeredBot: boolean,
): string | undefined => (answeredBot ? later(lastIncomingAt, endedAt) : (welcomedAt ?? startedAt));

const later = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;
