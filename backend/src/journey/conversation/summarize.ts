import { keptIn, sentenceIn } from '../../../../domain/conversation/run/read-unread.js';
import { summarize as summaryOf } from '../../../../domain/conversation/run/summarize.js';
import type { Services } from '../../services.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import type { Input } from '../../work/table.js';
import { addNoteOnce } from '../reading/add-note-once.js';

const underWay = ['welcoming', 'welcomed', 'waiting', 'running', 'taken'] as const;

/** R4.1, R5.1: whoever takes over need not scroll through the chat. */
export const summarize = oneByOne('summarize', async (services, input) => {
  const { store, kommo, blueprint, log } = services;
  const { kommoLeadId, requestId, ending, fromSentence, taskWithinMs } = input;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const score =
    row === null ? undefined : (await store.scores.latest([row.id], 'lead')).get(row.id)?.score;
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  if (row === null || score === undefined || lead === undefined) return done();

  const read = Object.values(row.profile.answers).map(({ sentence }) => sentence);
  const unread = keptIn(lead.conversation)
    .map(sentenceIn)
    .filter((sentence) => !read.includes(sentence));
  const windowUntil = await windowOf(services, kommoLeadId);
  const note = summaryOf(
    { profile: row.profile, score, ending, fromSentence, unread, windowUntil },
    blueprint,
  );

  await addNote(services, input, note);

  if (ending !== 'taken') {
    await store.conversations.change(kommoLeadId, underWay, { state: 'ended', due: null });
  }
  log.info({ leadId: kommoLeadId, ending }, 'noted what a conversation gave');
  if (taskWithinMs === null) return done();
  return done(next('assign', { kommoLeadId, requestId, withinMs: taskWithinMs }));
});

/** Marked before it is written: only where the mark stands already is it looked for, which costs calls. */
async function addNote(
  services: Services,
  { kommoLeadId, requestId }: Input['summarize'],
  text: string,
): Promise<void> {
  const { store, kommo, clock } = services;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const { noting } = conversation?.facts ?? {};
  if (noting?.requestId === requestId) {
    await addNoteOnce(services, kommoLeadId, { text, since: noting.at });
    return;
  }
  const facts = { noting: { requestId, at: clock().toISOString() } };
  await store.conversations.change(kommoLeadId, [...underWay, 'none', 'ended'], { facts });
  await kommo.addNote(kommoLeadId, text);
}

/** WhatsApp takes free text this long after the lead's last message. */
const freeTextMs = 24 * 60 * 60_000;

async function windowOf({ store, clock }: Services, kommoLeadId: number): Promise<Date | null> {
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const last = conversation?.facts.lastIncomingAt;
  const until = last === undefined ? null : new Date(Date.parse(last) + freeTextMs);
  return until !== null && until > clock() ? until : null;
}
