import type { Services } from '../../services.js';
import { refreshLeads } from '../reading/refresh-leads.js';
import type { Refreshed } from '../reading/refresh-leads.js';
import { done, failed } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { step } from '../../work/step.js';
import type { Input } from '../../work/table.js';

/**
 * A hook says only "look again": the leads are read from Kommo before anything is decided, so duplicates, wrong order
 * and strangers' hooks lead to the same end state (decision 1).
 */
export const lookAgain = step('look-again', async (services, inputs) => {
  const ids = await worthReading(services, inputs);

  const peopleToo = new Set(inputs.filter(({ people }) => people).map((one) => one.kommoLeadId));
  const withMessages = new Set(inputs.filter(isMessage).map((one) => one.kommoLeadId));
  const found = await refreshLeads(services, ids, { cause: 'edited', peopleToo, withMessages });

  const ended = await findEnded(services, [...found.values()]);
  return inputs.map((one) => whatFollows(one, found.get(one.kommoLeadId), ended));
});

type Asked = Input['look-again'];

/** A message changes nothing in the lead; the first one by WhatsApp confirms its number (R2.5). */
const isMessage = ({ action }: Asked): boolean => action === 'message';

/** Everything but the echo of our own creations, and messages of a lead whose number is confirmed. */
async function worthReading(
  { store }: Services,
  inputs: readonly Asked[],
): Promise<readonly number[]> {
  const asked = inputs
    .filter((one) => one.action === 'add' || isMessage(one))
    .map(({ kommoLeadId }) => kommoLeadId);
  const rows = await store.leads.findByKommoIds([...new Set(asked)]);
  const rowById = new Map(rows.map((row) => [row.kommoLeadId, row]));
  const isNews = (one: Asked): boolean => {
    const row = rowById.get(one.kommoLeadId);
    if (isMessage(one)) return row?.profile.whatsappVerified !== true;
    return one.action !== 'add' || row === undefined;
  };
  return [...new Set(inputs.filter(isNews).map(({ kommoLeadId }) => kommoLeadId))];
}

/**
 * Leads whose bot has written that it ended and whom nobody has scored since, with the conversation's own name: its last writes
 * come as several hooks, and it is scored once.
 */
async function findEnded(
  { store }: Services,
  found: readonly Refreshed[],
): Promise<ReadonlyMap<number, string>> {
  const told = found.flatMap((one) =>
    one.kind === 'seen' && one.lead.conversation.end !== undefined ? [one.lead.id] : [],
  );
  const conversations = told.length === 0 ? [] : await store.conversations.find(told);
  return new Map(
    conversations
      .filter(({ state }) => state === 'running')
      .map(({ kommoLeadId, facts }) => [kommoLeadId, `conversation:${facts.startedAt ?? ''}`]),
  );
}

function whatFollows(
  one: Asked,
  found: Refreshed | undefined,
  ended: ReadonlyMap<number, string>,
): Outcome<NextOf<'look-again'>> {
  const { kommoLeadId, requestId } = one;
  if (found === undefined || found.kind === 'gone') return done();
  if (found.kind === 'failed') return failed(found.error);
  const conversation = ended.get(kommoLeadId);
  if (conversation !== undefined) {
    return done(next('qualify', { kommoLeadId, requestId: conversation }));
  }
  if (found.ours && isMovedToBot(one, found.lead)) {
    return done(next('hand-to-bot', { kommoLeadId, requestId, byPerson: true }));
  }
  if (!found.ours || !isToBeSent(one, found.lead)) return done();
  return done(next('win', { kommoLeadId, by: 'hook', requestId }));
}

/** Somebody has moved it to "Calificando", where the conversation begins (R4.1); our own moves are no news. */
const isMovedToBot = (
  { action }: Asked,
  lead: { readonly outcome: string; readonly stage: string | null },
): boolean => action === 'status' && lead.outcome === 'open' && lead.stage === 'qualifying';

/**
 * A won lead is; one that is not, where the firm put "Enviar a Odoo" on a stage and the lead still stands there, for the
 * action may come hours late.
 */
const isToBeSent = (
  { action, statusId }: Asked,
  lead: { readonly outcome: string; readonly statusId: number },
): boolean =>
  lead.outcome === 'won' ||
  (action === 'send_to_odoo' && lead.outcome === 'open' && lead.statusId === statusId);
