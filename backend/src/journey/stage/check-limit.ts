import type { Team } from '../../../../domain/assignment/team.js';
import type { Stage } from '../../../../domain/blueprint/shape.js';
import { decideLimit, userToTell } from '../../../../domain/stage/stage-limit.js';
import type { LimitDecision, OverLimit } from '../../../../domain/stage/stage-limit.js';
import { workTimeOf } from '../../../../domain/assignment/team.js';
import { nextWorking } from '../../../../domain/time/working-hours.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { ConversationRow, LeadStage } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { momentOfStay } from '../../work/moment-of.js';
import { oneByOne } from '../../work/step.js';
import { addTaskOnce } from '../reading/add-task-once.js';
import { hasActed } from './has-acted.js';
import { readMeeting } from './read-meeting.js';
import { lookMs } from './look-ms.js';
import { seeMove, seeStage, stageOf } from '../reading/see-stage.js';

/** R3.1, R8.5. A lead over its stage's limit is told of, each person once; one that has moved on is not. */
export const checkLimit = oneByOne('check-limit', async (services, { kommoLeadId, requestId }) => {
  const { store, kommo, clock, log } = services;
  const [stay] = await store.leadStages.find([kommoLeadId]);
  if (stay?.due !== 'check-limit' || momentOfStay(stay) !== requestId) return done();
  if (await isQuiet(services, stay)) {
    await lookLater(services, stay);
    return done();
  }
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  const stage = stageAt(services, stay, lead);
  if (lead === undefined || stage === null) {
    await moveOn(services, kommoLeadId, lead);
    return done();
  }
  const team = await store.team.read();
  if (await isAhead(services, stay, { lead, team })) return done();

  const decision = decideLimit(stage, await factsOf(services, { stay, lead, team }), clock());

  if (decision.kind === 'tell') await tell(services, { lead, stage, stay, team, decision });

  await record(services, stay, decision);
  log.info({ leadId: kommoLeadId, stage: stage.key, ...decision }, 'looked at a time limit');
  return done();
});

/** Until its limit a qualified lead is only looked at: its executive's act takes it to "En Contacto". */
const isWatched = ({ stage, facts }: LeadStage): boolean =>
  stage === 'qualified' && facts.told === undefined;

const isBefore = ({ clock }: Services, { limitAt }: LeadStage): boolean =>
  limitAt !== null && Date.parse(limitAt) > clock().getTime();

/** Kommo's feed is a minute old at most, and its clock may differ from ours. */
const marginMs = 2 * 60_000;

/**
 * A lead's own history costs six calls, so before its limit it is read only where the whole account's shows something since
 * the last look; at the limit itself always.
 */
async function isQuiet(services: Services, stay: LeadStage): Promise<boolean> {
  if (!isWatched(stay) || !isBefore(services, stay)) return false;
  const { since, newest } = await services.kommo.readRecentActs();
  const from = Date.parse(stay.dueAt ?? '') - lookMs - marginMs;
  if (!(from > Date.parse(since))) return false;
  return !(Date.parse(newest.get(stay.kommoLeadId) ?? '') >= from);
}

async function lookLater({ store, clock }: Services, stay: LeadStage): Promise<void> {
  const at = new Date(Math.min(Date.parse(stay.limitAt ?? ''), clock().getTime() + lookMs));
  await store.leadStages.change(stay, { due: { what: 'check-limit', at } });
}

async function isAhead(
  services: Services,
  stay: LeadStage,
  known: { readonly lead: KommoLead; readonly team: Team },
): Promise<boolean> {
  if (!isWatched(stay)) return false;
  if (await hasActed(services, stay, known)) {
    await services.kommo.writeLead(known.lead, { stage: 'in_contact' });
    await seeMove(services, known.lead, 'in_contact');
    return true;
  }
  if (!isBefore(services, stay)) return false;
  await lookLater(services, stay);
  return true;
}

/** Null where the lead no longer stands there. */
function stageAt(
  { blueprint }: Services,
  stay: LeadStage,
  lead: KommoLead | undefined,
): Stage | null {
  if (lead === undefined || stageOf(lead).stage !== stay.stage) return null;
  const stages = blueprint.pipelines.flatMap((pipeline) => pipeline.stages);
  return stages.find(({ key }) => key === stay.stage) ?? null;
}

/** Its move was not told, or it is gone. */
async function moveOn(
  services: Services,
  kommoLeadId: number,
  lead: KommoLead | undefined,
): Promise<void> {
  if (lead === undefined) await services.store.leadStages.forget([kommoLeadId]);
  else await seeStage(services, lead);
}

interface Found {
  readonly stay: LeadStage;
  readonly lead: KommoLead;
  readonly team: Team;
}

async function factsOf(services: Services, { stay, lead, team }: Found): Promise<OverLimit> {
  const { kommoLeadId, facts, stage } = stay;
  const [conversation] = await services.store.conversations.find([kommoLeadId]);
  return {
    told: (facts.told ?? []).map(({ whom }) => whom),
    conversation: conversation === undefined ? null : stateOf(conversation),
    hasManager: team.managerId !== null,
    meetingAt: stage === 'in_contact' ? await readMeeting(services, stay, lead) : null,
  };
}

const stateOf = ({
  state,
  facts,
  dueAt,
}: ConversationRow): NonNullable<OverLimit['conversation']> => ({
  ended: state === 'ended',
  optedOut: facts.ending === 'opted_out',
  waitsUntil: dueAt === null ? null : new Date(dueAt),
});

interface Telling {
  readonly lead: KommoLead;
  readonly stage: Stage;
  readonly stay: LeadStage;
  readonly team: Team;
  readonly decision: Extract<LimitDecision, { kind: 'tell' }>;
}

async function tell(
  services: Services,
  { lead, stage, stay, team, decision: { whom } }: Telling,
): Promise<void> {
  const { say, clock } = services;
  const now = clock();
  await addTaskOnce(services, lead.id, {
    text: say({ code: `stage.over_${whom}`, params: { stage: stage.name, lead: lead.name } }),
    // At night nobody is there to do it.
    dueAt: nextWorking(now, workTimeOf(team, null)) ?? now,
    responsibleUserId: userToTell(whom, team, lead.responsibleUserId),
    since: stay.enteredAt,
  });
}

async function record(
  { store, clock }: Services,
  stay: LeadStage,
  decision: LimitDecision,
): Promise<void> {
  switch (decision.kind) {
    case 'clear':
      // Those who were told keep it in the list until the lead moves on.
      await store.leadStages.change(stay, {
        due: null,
        ...(stay.facts.told === undefined ? { limitAt: null } : {}),
      });
      break;
    case 'wait':
      await store.leadStages.change(stay, {
        due: { what: 'check-limit', at: decision.until },
        limitAt: decision.until,
      });
      break;
    case 'tell': {
      const told = [...(stay.facts.told ?? []), { whom: decision.whom, at: clock().toISOString() }];
      const { nextAt } = decision;
      await store.leadStages.change(stay, {
        due: nextAt === null ? null : { what: 'check-limit', at: nextAt },
        facts: { told },
      });
    }
  }
}
