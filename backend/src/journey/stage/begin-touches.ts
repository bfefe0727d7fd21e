import { stageTouches } from '../../../../domain/blueprint/follow-up.js';
import { workTimeOf } from '../../../../domain/assignment/team.js';
import type { Team } from '../../../../domain/assignment/team.js';
import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import { planTouches } from '../../../../domain/follow-up/plan-touches.js';
import type { Touch } from '../../../../domain/follow-up/touch.js';
import { runsLimit } from '../../../../domain/stage/runs-limit.js';
import type { Services } from '../../services.js';
import type { LeadStage } from '../../storage/tables.js';
import { findBot } from '../sending/find-bot.js';
import { addOnboarding } from './add-onboarding.js';

/**
 * The reminders of "Propuesta" and "Negociación", and what "Ganado" begins with (R3.1), where the account is set up for it.
 * Begun once for a stay; what the lead had before is not sent again.
 */
export async function beginTouches(services: Services, stay: LeadStage, team: Team): Promise<void> {
  const { store, clock } = services;
  const { kommoLeadId, stage, enteredAt } = stay;
  const touches = touchesOf(stage);
  const [first] = touches;
  if (first === undefined || !(await isSetUp(services, { stage, team, first }))) return;
  if (stage === 'won' && !(await addOnboarding(services, stay, team))) return;
  const before = await store.followUps.find(kommoLeadId);
  const isBegun = before?.stage === stage && before.silentSince >= enteredAt;
  if (isBegun) return;
  const start = { silentSince: new Date(enteredAt), answeredBot: false, pace: 1 };
  const planned = planTouches(touches, start, workTimeOf(team, null));
  await store.followUps.start(
    {
      ...{ kommoLeadId, stage, byPerson: false, silentSince: enteredAt, repeats: false },
      touches: planned.map(({ touch: { key }, dueAt }) => ({ key, dueAt })),
    },
    clock(),
  );
}

const touchesOf = (stage: string): readonly Touch[] =>
  stage === 'proposal' || stage === 'negotiation' || stage === 'won' ? stageTouches[stage] : [];

interface Setting {
  readonly stage: string;
  readonly team: Team;
  readonly first: Touch;
}

/** As with the time limits: nobody is bothered where nothing is set up. */
async function isSetUp(
  services: Services,
  { stage, team, first: { whatsapp } }: Setting,
): Promise<boolean> {
  const hasTeam = team.members.length > 0 || team.managerId !== null;
  const bot = whatsapp === null ? null : templateBotName({ key: whatsapp });
  return runsLimit(stage, {
    stages: await services.store.team.automatedStages(),
    hasBots: false,
    hasTeam: hasTeam || (bot !== null && (await findBot(services, bot)) !== null),
  });
}
