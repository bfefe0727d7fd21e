import { isAtBot } from '../../../../domain/conversation/run/is-at-bot.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
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

  const asking = await findAsking(services, [...found.values()]);
  return inputs.map((one) => whatFollows(one, found.get(one.kommoLeadId), asking));
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

/** Of the leads whose bot asks, as far as we know: since when. Its last writes come as several hooks, and it is scored once, in its own name. */
async function findAsking(
  { store }: Services,
  found: readonly Refreshed[],
): Promise<ReadonlyMap<number, string>> {
  const changed = found.flatMap((one) =>
    one.kind === 'seen' && (one.lead.conversation.end !== undefined || !isAtBot(one.lead))
      ? [one.lead.id]
      : [],
  );
  const conversations = changed.length === 0 ? [] : await store.conversations.find(changed);
  return new Map(
    conversations
      .filter(({ state }) => state === 'running')
      .map(({ kommoLeadId, facts }) => [kommoLeadId, `conversation:${facts.startedAt ?? ''}`]),
  );
}

function whatFollows(
  one: Asked,
  found: Refreshed | undefined,
  asking: ReadonlyMap<number, string>,
): Outcome<NextOf<'look-again'>> {
  if (found === undefined || found.kind === 'gone') return done();
  if (found.kind === 'failed') return failed(found.error);
  const conversation = asking.get(one.kommoLeadId);
  return done(
    ...(conversation === undefined ? [] : [endOf(one, found.lead, conversation)]),
    ...(found.ours ? moveOn(one, found.lead) : []),
  );
}

/** A bot that has not said that it ended would go on asking a lead that has been moved on. */
const endOf = (
  { kommoLeadId, requestId }: Asked,
  { conversation: { end } }: KommoLead,
  conversation: string,
): NextOf<'look-again'> =>
  end === undefined
    ? next('take-over', { kommoLeadId, requestId })
    : next('qualify', { kommoLeadId, requestId: conversation });

function moveOn(one: Asked, lead: KommoLead): readonly NextOf<'look-again'>[] {
  const { kommoLeadId, requestId } = one;
  if (isMovedToBot(one, lead)) {
    return [next('hand-to-bot', { kommoLeadId, requestId, byPerson: true })];
  }
  return isToBeSent(one, lead) ? [next('win', { kommoLeadId, by: 'hook', requestId })] : [];
}

/** Somebody has moved it to "Calificando", where the conversation begins (R4.1); our own moves are no news. */
const isMovedToBot = ({ action }: Asked, lead: KommoLead): boolean =>
  action === 'status' && lead.outcome === 'open' && lead.stage === 'qualifying';

/**
 * A won lead is; one that is not, where the firm put "Enviar a Odoo" on a stage and the lead still stands there, for the
 * action may come hours late.
 */
const isToBeSent = ({ action, statusId }: Asked, lead: KommoLead): boolean =>
  lead.outcome === 'won' ||
  (action === 'send_to_odoo' && lead.outcome === 'open' && lead.statusId === statusId);
