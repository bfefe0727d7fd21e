import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import { emailTag } from '../../../../domain/follow-up/email-tag.js';
import type { HoldReason, TouchDecision } from '../../../../domain/follow-up/decide-touch.js';
import type { Channel } from '../../../../domain/follow-up/touch.js';
import type { Services } from '../../services.js';
import { addTaskOnce } from '../reading/add-task-once.js';
import { seeMove } from '../reading/see-stage.js';
import { askForTemplate } from '../sending/ask-for-template.js';
import { findVersionBot } from '../sending/find-version-bot.js';
import { optOutName } from '../sending/why-not.js';
import type { Touching } from './touch-facts.js';

type Doing = Extract<TouchDecision, { kind: 'send' | 'task' }>;

/** Does what was decided; answers when to ask again where the day's limit is reached. Marked before it leaves. */
export async function doTouch(
  services: Services,
  touching: Touching,
  decision: Doing,
): Promise<Date | null> {
  const { store, clock } = services;
  const channels: readonly Channel[] = decision.kind === 'send' ? decision.channels : [];
  if (channels.includes('whatsapp')) {
    const until = await askForTemplate(services, askOf(touching));
    if (until !== null) return until;
  }
  const row = { kommoLeadId: touching.lead.id, key: touching.touch.key };
  // What may be done twice goes first, and again after a crash; the message cannot.
  await tellHeld(services, touching, decision.held);
  for (const channel of channels) await doRepeatable(services, touching, channel);
  const why = decision.held;
  if (channels.includes('whatsapp')) {
    const marked = await store.followUps.changeTouch(row, 'planned', {
      ...{ state: 'sending', why, at: clock() },
    });
    if (!marked) return null;
    await sendTemplate(services, touching);
    await store.followUps.changeTouch(row, 'sending', { state: 'sent', why, at: clock() });
    return null;
  }
  const state = decision.kind === 'task' ? 'task' : 'sent';
  if (channels.includes('move')) await finish(services, touching);
  await store.followUps.changeTouch(row, 'planned', { state, why, at: clock() });
  return null;
}

const askOf = ({ touch, lead, row }: Touching) => ({
  key: `touch:${touch.key}:${lead.id}`,
  kommoLeadId: lead.id,
  purpose: 'follow_up' as const,
  phone: optOutName(row.profile, lead.id),
});

/** Refused for certain: it may be sent again, and its place in the day's limit is free. */
async function sendTemplate(services: Services, touching: Touching): Promise<void> {
  const { kommo, store, clock } = services;
  const { touch, lead } = touching;
  if (touch.whatsapp === null) return;
  const { botId, keep } = await findVersionBot(services, {
    ...{ subject: 'template', target: touch.whatsapp, kommoLeadId: lead.id },
    name: templateBotName({ key: touch.whatsapp }),
  });
  if (botId === null) return;
  await keep();
  try {
    await kommo.runBot(botId, lead.id);
  } catch (error) {
    const planned = { state: 'planned', at: clock() } as const;
    await store.followUps.changeTouch({ kommoLeadId: lead.id, key: touch.key }, 'sending', planned);
    await store.templateSends.giveBack(askOf(touching).key);
    throw error;
  }
}

async function doRepeatable(
  services: Services,
  { touch, lead, followUp }: Touching,
  channel: Channel,
): Promise<void> {
  const { kommo, say, clock } = services;
  if (channel === 'email' && touch.email !== null) {
    await kommo.writeLead(lead, { addTags: [emailTag(touch.email)] });
  }
  if (channel === 'task') {
    await addTaskOnce(services, lead.id, {
      text: say({ code: 'touch.call', params: { lead: lead.name } }),
      ...{ dueAt: clock(), responsibleUserId: null, since: followUp.silentSince },
    });
  }
  if (channel === 'move') {
    await kommo.writeLead(lead, { stage: 'nurturing' });
    await seeMove(services, lead, 'nurturing');
  }
}

/** What could not be sent becomes a task that says so. */
async function tellHeld(
  services: Services,
  { touch, lead, followUp }: Touching,
  held: readonly HoldReason[],
): Promise<void> {
  if (held.length === 0) return;
  const { say, clock } = services;
  const reasons = held.map((reason) => say({ code: `touch.${reason}` }));
  await addTaskOnce(services, lead.id, {
    text: say({
      code: 'touch.not_sent',
      params: { touch: { code: `touch.name_${touch.key}` }, lead: lead.name, reasons },
    }),
    ...{ dueAt: clock(), responsibleUserId: null, since: followUp.silentSince },
  });
}

const finish = ({ store }: Services, { lead }: Touching): Promise<boolean> =>
  store.followUps.change(lead.id, ['active', 'paused'], { state: 'ended', endedWhy: 'finished' });
