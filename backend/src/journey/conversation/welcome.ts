import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import { decideWelcome } from '../../../../domain/conversation/run/decide-welcome.js';
import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** Until the message itself is told by its hook, the conversation is looked at after the stage's limit. */
const unseenMs = 5 * 60_000;

/** R5.1. A run of a bot cannot be repeated, so whoever opens the conversation sends the welcome, and nobody else. */
export const welcome = oneByOne('welcome', async (services, { leadId }) => {
  const { store, clock, log } = services;
  const [lead] = await store.leads.findByIds([leadId]);
  if (lead === undefined || lead.kommoLeadId === null) return done();
  const { kommoLeadId } = lead;
  const botId = await findWelcomeBot(services);

  const reason = decideWelcome({
    profile: lead.profile,
    optedOut: await isOptedOut(services, lead),
    hasBot: botId !== null,
  });
  const isOurs = await store.conversations.open(
    kommoLeadId,
    reason === null ? 'welcoming' : 'none',
    reason === null ? {} : { reason },
  );
  if (!isOurs || reason !== null || botId === null) return done();

  await run(services, botId, kommoLeadId);

  const at = clock();
  await store.conversations.change(kommoLeadId, ['welcoming'], {
    state: 'welcomed',
    due: { what: 'hand-to-bot', at: new Date(at.getTime() + unseenMs) },
    facts: { welcomedAt: at.toISOString() },
  });
  log.info({ leadId: kommoLeadId }, 'sent the welcome');
  return done();
});

async function findWelcomeBot({ kommo }: Services): Promise<number | null> {
  const bots = await kommo.listBots();
  const name = templateBotName({ key: 'welcome' });
  return bots.find((bot) => bot.isActive && bot.name === name)?.id ?? null;
}

const isOptedOut = async ({ store }: Services, { profile }: LeadRow): Promise<boolean> =>
  profile.person.phone !== null && (await store.optOuts.has(profile.person.phone));

/** Refused for certain: it may be sent again. */
async function run({ kommo, store }: Services, botId: number, leadId: number): Promise<void> {
  try {
    await kommo.runBot(botId, leadId);
  } catch (error) {
    await store.conversations.forget(leadId, 'welcoming');
    throw error;
  }
}
