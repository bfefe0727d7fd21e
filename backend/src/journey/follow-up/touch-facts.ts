import type { allTouches } from '../../../../domain/blueprint/follow-up.js';
import { callFailedWords, callFailsAfterDays } from '../../../../domain/blueprint/follow-up.js';
import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import { callState } from '../../../../domain/follow-up/call-state.js';
import type { TouchFacts } from '../../../../domain/follow-up/decide-touch.js';
import { planOf } from '../../../../domain/follow-up/plan-of.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { FollowUp, LeadRow } from '../../storage/tables.js';
import { findBot } from '../sending/find-bot.js';
import { whyNot } from '../sending/why-not.js';
import { readSigns } from './read-signs.js';

export interface Touching {
  readonly touch: (typeof allTouches)[number];
  readonly followUp: FollowUp;
  readonly lead: KommoLead;
  readonly row: LeadRow;
}

/** What decides about a touch, read now: hooks may have been lost. */
export async function readFacts(services: Services, touching: Touching): Promise<TouchFacts> {
  const { touch, followUp, lead, row } = touching;
  const call = await readCall(services, touching);
  const { profile } = row;
  const { byPerson } = followUp;
  const why = await whyNot(services, {
    ...{ profile, byPerson, kommoLeadId: lead.id, hasBot: true },
  });
  const bot = touch.whatsapp === null ? null : templateBotName({ key: touch.whatsapp });
  return {
    ...(call === 'reached'
      ? { ended: 'answered', quietUntil: null }
      : await readSigns(services, touching)),
    paused: followUp.state === 'paused',
    // Without a phone an e-mail may still go.
    consent: why === null || why === 'no_phone' || why === 'no_service',
    marketingConsent: profile.marketingConsent === true,
    hasPhone: profile.person.phone !== null,
    hasEmail: profile.person.email !== null,
    isApproved: bot === null || (await findBot(services, bot)) !== null,
    // The day's limit is asked right before the message leaves.
    headroom: 1,
    call,
  };
}

/** Of this follow-up: an earlier one may have had its own. */
async function readCall(
  { kommo, say, clock }: Services,
  { lead, followUp, touch }: Touching,
): Promise<TouchFacts['call']> {
  if (planOf(touch.key) !== 'silence') return 'none';
  const text = say({ code: 'touch.call', params: { lead: lead.name } });
  const tasks = await kommo.readTasks(lead.id);
  const rules = { failsAfterDays: callFailsAfterDays, failedWords: callFailedWords };
  const isOwn = (task: (typeof tasks)[number]): boolean =>
    task.text === text && Date.parse(task.createdAt) >= Date.parse(followUp.silentSince);
  return callState(tasks.find(isOwn), rules, clock());
}
