import { limitEnd } from '../../../../domain/stage/stage-limit.js';
import { runsLimit } from '../../../../domain/stage/runs-limit.js';
import type { Team } from '../../../../domain/assignment/team.js';
import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import type { Stage } from '../../../../domain/blueprint/shape.js';
import type { Services } from '../../services.js';
import type { LeadStage } from '../../storage/tables.js';
import { addMeeting } from './add-meeting.js';
import { beginTouches } from './begin-touches.js';
import { lookMs } from './look-ms.js';
import { done } from '../../work/outcome.js';
import { momentOfStay } from '../../work/moment-of.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';

/** The executive's time for a qualified lead (the stage table). */
const withinMs = 2 * 60 * 60_000;

const againMs = 30_000;

/** R3.1. What a stage begins with, and the time limit that begins with it. */
export const enterStage = oneByOne('enter-stage', async (services, asked) => {
  const { kommoLeadId } = asked;
  const { store, blueprint, log } = services;
  const [stay] = await store.leadStages.find([kommoLeadId]);
  if (stay?.due !== 'enter-stage' || momentOfStay(stay) !== asked.requestId) return done();
  await endFollowUp(services, stay);
  const stage = blueprint.pipelines
    .flatMap(({ stages }) => stages)
    .find(({ key }) => key === stay.stage);
  const team = await store.team.read();

  const isLimited = stage !== undefined && (await isLimitedStage(services, stage, stay, team));
  const endsAt = isLimited ? limitEnd(stage, new Date(stay.enteredAt), team) : null;

  const follows = await isToBeAssigned(services, stay);
  if (stay.stage === 'in_contact') await addMeeting(services, stay, team);
  await beginTouches(services, stay, team);
  await store.leadStages.change(stay, {
    due: follows
      ? later(services)
      : endsAt === null
        ? null
        : { what: 'check-limit', at: lookAt(services, stay, endsAt) },
    limitAt: endsAt,
  });
  log.info({ leadId: kommoLeadId, stage: stay.stage, limitAt: endsAt }, 'a lead entered its stage');
  return follows ? done(next('assign', { ...asked, withinMs })) : done();
});

/** A lead that moves is silent no longer (R5.2). */
async function endFollowUp(
  { store }: Services,
  { kommoLeadId, stage, outcome }: LeadStage,
): Promise<void> {
  const followUp = await store.followUps.find(kommoLeadId);
  if (followUp === null || followUp.stage === stage) return;
  const endedWhy = outcome === 'open' ? 'stage_moved' : outcome;
  await store.followUps.change(kommoLeadId, ['active', 'paused'], { state: 'ended', endedWhy });
}

/** "Calificado" begins with its executive (the stage table). */
async function isToBeAssigned(
  { store }: Services,
  { stage, outcome, kommoLeadId }: LeadStage,
): Promise<boolean> {
  if (stage !== 'qualified' || outcome !== 'open') return false;
  const [assignment] = await store.assignments.find([kommoLeadId]);
  return assignment?.state !== 'queued' && assignment?.tasks.includes(withinMs) !== true;
}

/** Whether the executive acted is looked at on the way (the stage table). */
const lookAt = ({ clock }: Services, { stage }: LeadStage, endsAt: Date): Date => {
  const soon = new Date(clock().getTime() + lookMs);
  return stage === 'qualified' && soon < endsAt ? soon : endsAt;
};

/** Looked at once more: a crash may have lost what was asked for. */
const later = ({ clock }: Services) =>
  ({ what: 'enter-stage', at: new Date(clock().getTime() + againMs) }) as const;

async function isLimitedStage(
  { store, kommo }: Services,
  { key, limitMs }: Stage,
  { outcome, kommoLeadId }: LeadStage,
  team: Team,
): Promise<boolean> {
  if (limitMs === null || outcome !== 'open') return false;
  // Whoever typed it into Kommo is at it.
  const row = await store.leads.findByKommoId(kommoLeadId);
  if (key === 'new' && row?.profile.source === 'kommo') return false;
  const bots = await kommo.listBots();
  const welcome = templateBotName({ key: 'welcome' });
  return runsLimit(key, {
    stages: await store.team.automatedStages(),
    hasBots: bots.some(({ isActive, name }) => isActive && name === welcome),
    hasTeam: team.members.length > 0 || team.managerId !== null,
  });
}
