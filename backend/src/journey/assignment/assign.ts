import { isUnassigned } from '../../../../domain/assignment/distribute.js';
import { isThere } from '../../../../domain/assignment/team.js';
import { packOf } from '../../../../domain/assignment/pack.js';
import type { Team } from '../../../../domain/assignment/team.js';
import { localClock } from '../../../../domain/time/local-time.js';
import { scoreInForce } from '../../../../domain/score/score-in-force.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { Assignment, LeadRow } from '../../storage/tables.js';
import { done, failed, later } from '../../work/outcome.js';
import { step } from '../../work/step.js';
import type { Input } from '../../work/table.js';
import { giveAway } from './give-away.js';
import { addTaskOnce } from '../reading/add-task-once.js';
import { stageOf } from '../reading/see-stage.js';

/** Another job of the same lead is at it. */
const busyMs = 1_000;
const windowMs = 24 * 60 * 60_000;

/**
 * R3.1, R5.1. One job of a lead at a time, so that it has one executive and one task for each span. The batch takes its
 * locks on one connection: one for each lead would leave none to work with.
 */
export const assign = step('assign', (services, inputs) =>
  services.store.shared.tryLocks(inputs.map(lockName), (held) =>
    Promise.all(
      inputs.map(async (input, index) => {
        const isFirst = inputs.findIndex((one) => lockName(one) === lockName(input)) === index;
        return isFirst && held.has(lockName(input))
          ? assignOne(services, input).then(() => done(), failed)
          : later(busyMs, 'another job assigns this lead');
      }),
    ),
  ),
);

const lockName = ({ kommoLeadId }: Input['assign']): string => `assign:${kommoLeadId}`;

async function assignOne(services: Services, input: Input['assign']): Promise<void> {
  const { store, kommo, clock, log } = services;
  const { kommoLeadId } = input;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  if (row === null || lead?.outcome !== 'open') {
    await store.assignments.settle(kommoLeadId, 'by_person', null);
    return;
  }
  const team = await store.team.read();

  const userId = await decide(services, { lead, row, team });
  if (userId === 'queued') return;

  if (userId !== null) {
    await kommo.writeLead(lead, { responsibleUserId: userId });
    // No hook tells a write of ours, and who has how many leads is counted there.
    await store.leadStages.see({ ...stageOf(lead), responsibleUserId: userId }, clock());
  }
  await addTask(services, { lead, row, userId }, input.withinMs);
  log.info({ leadId: kommoLeadId, userId }, 'gave a lead to its executive');
}

interface Deciding {
  readonly lead: KommoLead;
  readonly row: LeadRow;
  readonly team: Team;
}

/** Null: nobody is entered as a team, so the lead stays whose it is. A person's own choice stands. */
async function decide(
  services: Services,
  { lead, row, team }: Deciding,
): Promise<number | null | 'queued'> {
  const { store } = services;
  await store.assignments.queue(await queuedOf(services, lead, row));
  const [before] = await store.assignments.find([lead.id]);
  if (isSomebodys(lead, team, before)) {
    await store.assignments.settle(lead.id, 'by_person', lead.responsibleUserId);
    return lead.responsibleUserId;
  }
  if (team.members.length === 0) {
    await store.assignments.settle(lead.id, 'by_person', null);
    return null;
  }
  await giveOrTakeBack(services, { lead, team }, before);
  const [after] = await store.assignments.find([lead.id]);
  if (after?.state === 'queued') return 'queued';
  return after?.userId ?? null;
}

/** Ours until Kommo has it: then whoever has it there. */
const isSomebodys = (lead: KommoLead, team: Team, known: Assignment | undefined): boolean =>
  !isUnassigned(lead.responsibleUserId, team) && lead.responsibleUserId !== known?.userId;

async function giveOrTakeBack(
  services: Services,
  known: Pick<Deciding, 'lead' | 'team'>,
  before: Assignment | undefined,
): Promise<void> {
  const hasLeft = isChosenAndGone(services, known, before);
  if (hasLeft) await services.store.assignments.takeBack(known.lead.id);
  if (hasLeft || before?.state === 'queued') await giveAway(services, known.team);
}

/** Chosen while another lead was given away, or before a crash, and absent since; Kommo does not know of it yet. */
function isChosenAndGone(
  { clock }: Services,
  { lead, team }: Pick<Deciding, 'lead' | 'team'>,
  known: Assignment | undefined,
): boolean {
  if (known?.state !== 'chosen' || lead.responsibleUserId === known.userId) return false;
  const member = team.members.find(({ userId }) => userId === known.userId);
  return member === undefined || !isThere(team, member, clock());
}

async function queuedOf({ store, clock }: Services, lead: KommoLead, { id, profile }: LeadRow) {
  const score = await readScore(store, id);
  return {
    ...{ kommoLeadId: lead.id, services: profile.services, queuedAt: clock().toISOString() },
    sector: String(profile.answers.industry_sector?.value ?? '') || null,
    score: score?.total ?? 0,
  };
}

async function readScore({ scores }: Services['store'], id: string) {
  const history = await scores.history(id, 20);
  return scoreInForce(history.map(({ score }) => score));
}

interface Given {
  readonly lead: KommoLead;
  readonly row: LeadRow;
  readonly userId: number | null;
}

async function addTask(
  services: Services,
  { lead, row, userId }: Given,
  withinMs: number,
): Promise<void> {
  const { store, blueprint, say, clock } = services;
  const [assignment] = await store.assignments.find([lead.id]);
  if (assignment === undefined) return;
  const score = await readScore(store, row.id);
  if (!assignment.tasks.includes(withinMs) && score !== null) {
    const windowUntil = await windowOf(services, lead.id);
    const text = packOf({ profile: row.profile, score, windowUntil }, blueprint).map(say);
    await addTaskOnce(services, lead.id, {
      text: text.join('\n'),
      dueAt: new Date(clock().getTime() + withinMs),
      responsibleUserId: userId,
      since: assignment.queuedAt,
    });
    await store.assignments.addTask(lead.id, withinMs);
  }
  if (assignment.state === 'chosen') await store.assignments.settle(lead.id, 'done', userId);
}

async function windowOf({ store, clock }: Services, kommoLeadId: number): Promise<string | null> {
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const { lastIncomingAt } = conversation?.facts ?? {};
  if (lastIncomingAt === undefined) return null;
  const until = new Date(Date.parse(lastIncomingAt) + windowMs);
  return until > clock() ? localClock(until) : null;
}
