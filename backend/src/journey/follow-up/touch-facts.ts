import { callFailedWords, callFailsAfterDays } from '../../../../domain/blueprint/follow-up.js';
import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import { callState } from '../../../../domain/follow-up/call-state.js';
import type { EndReason, TouchFacts } from '../../../../domain/follow-up/decide-touch.js';
import type { Touch } from '../../../../domain/follow-up/touch.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { FollowUp, LeadRow } from '../../storage/tables.js';
import { stageOf } from '../reading/see-stage.js';
import { findBot } from '../sending/find-bot.js';
import { optOutName, whyNot } from '../sending/why-not.js';

export interface Touching {
  readonly touch: Touch;
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
    ended: call === 'reached' ? 'answered' : await readEnd(services, touching),
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

async function readCall(
  { kommo, say, clock }: Services,
  { lead }: Touching,
): Promise<TouchFacts['call']> {
  const text = say({ code: 'touch.call', params: { lead: lead.name } });
  const tasks = await kommo.readTasks(lead.id);
  const rules = { failsAfterDays: callFailsAfterDays, failedWords: callFailedWords };
  return callState(
    tasks.find((task) => task.text === text),
    rules,
    clock(),
  );
}

/** Any sign of life, an executive's own message, another stage, won, lost or an opt-out (R5.2). */
async function readEnd(
  services: Services,
  { followUp, lead, row }: Touching,
): Promise<EndReason | null> {
  const { store } = services;
  if (lead.outcome !== 'open') return lead.outcome;
  if (stageOf(lead).stage !== followUp.stage) return 'stage_moved';
  if (await store.optOuts.has(optOutName(row.profile, lead.id))) return 'opted_out';
  return readWritten(services, followUp, lead.id);
}

async function readWritten(
  { store, kommo }: Services,
  { silentSince }: FollowUp,
  leadId: number,
): Promise<EndReason | null> {
  const isLater = (at: string | null | undefined): boolean =>
    at != null && Date.parse(at) > Date.parse(silentSince);
  const [conversation] = await store.conversations.find([leadId]);
  if (isLater(conversation?.facts.lastIncomingAt)) return 'answered';
  const { lastIncomingAt, newestMessage } = await kommo.readTrail(leadId);
  if (isLater(lastIncomingAt)) return 'answered';
  if (newestMessage === null) return null;
  const said = (await kommo.readTalk(newestMessage.talkId)) ?? [];
  const byExecutive = said.some(({ from, at }) => from === 'executive' && isLater(at));
  return byExecutive ? 'executive_wrote' : null;
}
