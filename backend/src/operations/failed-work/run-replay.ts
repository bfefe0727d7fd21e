import { rescore } from '../../../../domain/score/rescore.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { Replay, ReplayItem } from '../../storage/tables.js';
import { correctedAdSchema } from '../../work/corrected-ad.js';
import type { CorrectedAd } from '../../work/corrected-ad.js';
import { done, later } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { readCorrection } from './corrections.js';
import type { ReadCorrection } from './corrections.js';
import { closeOthers } from './dead-letters.js';
import { aboutOf, work } from '../../work/table.js';
import { loadLeads } from './lead-of-work.js';
import type { LeadOfWork } from './lead-of-work.js';

/** A run takes so many, and asks for another turn: a claim of the queue ends after five minutes. */
const perTurn = 50;

/**
 * Puts failed work back to the queue, one by one, corrected first. What was put back before a restart is not put back
 * again, and every step looks for its own link first, so a replay of a replay makes nothing twice.
 */
export const replay = oneByOne('replay', async (services, { replayId }) => {
  const found = await services.store.replays.find(replayId);
  const waiting = found?.items.filter(({ state }) => state === 'waiting') ?? [];
  if (found === null || waiting.length === 0) return done();

  services.odoo?.wakeUp();
  for (const item of waiting.slice(0, perTurn)) await settle(services, found, item);

  services.log.info({ replayId, left: Math.max(0, waiting.length - perTurn) }, 'replayed work');
  return waiting.length > perTurn ? anotherTurn : done();
});

const anotherTurn = later(1, 'the replay has more items');

async function settle(services: Services, { id }: Replay, item: ReplayItem): Promise<void> {
  const { replays } = services.store;
  try {
    await release(services, item);
    await replays.settle(id, item.deadLetterId, { state: 'released', reason: null });
  } catch (error) {
    // What passes is tried again with the whole run; what does not is told, and the work stays where it was.
    if (!(error instanceof AppError) || error.retry.kind !== 'never') throw error;
    const reason = error.reason ?? { code: 'correction.refused_by_kommo' };
    await replays.settle(id, item.deadLetterId, { state: 'refused', reason });
  }
}

async function release(services: Services, item: ReplayItem): Promise<void> {
  const { store, deadLetterQueue, clock } = services;
  const { kommoLeadId = 0 } = aboutOf(item.step, item.data);
  const before = item.step === 'send-to-odoo' ? await store.handOvers.find(kommoLeadId) : null;
  if (before?.state === 'failed') {
    // With its own request id: the hook of our correction then asks for the very same job.
    await store.handOvers.request(kommoLeadId, before.requestedBy, before.requestId);
  }
  let part = {};
  try {
    if (Object.keys(item.edits).length > 0) part = await correct(services, item);
  } catch (error) {
    if (before?.failure) {
      const { code, reason } = before.failure;
      await store.handOvers.fail(kommoLeadId, code, reason, clock());
    }
    throw error;
  }
  await closeOthers(services, [item]);
  await deadLetterQueue.redrive([item.deadLetterId], part);
}

/**
 * Written where the data lives, from what is there now: a correction that was written before changes nothing. What lives
 * nowhere yet is answered, for the work itself to carry.
 */
async function correct(services: Services, item: ReplayItem): Promise<object> {
  const letter = (await services.deadLetterQueue.findDeadLetters([item.deadLetterId]))[0];
  const known =
    letter === undefined ? undefined : (await loadLeads(services, [letter])).get(letter.id);
  if (known === undefined) return {};
  if (item.step === 'fetch-lead') return { corrected: correctedAd(item, known) };
  if (item.step === 'send-to-odoo') await correctInKommo(services, item, known);
  else await correctProfile(services, item, known);
  return {};
}

/** Read again where it was missing: only Kommo itself says that a lead is gone. */
async function correctInKommo(
  { kommo, store }: Services,
  item: ReplayItem,
  known: LeadOfWork,
): Promise<void> {
  const lead = known.lead ?? (await kommo.readLead(known.kommoLeadId ?? 0));
  if (lead === null) {
    throw new AppError('lead_not_found', 'Kommo has the lead of a dead letter no longer.', {
      reason: { code: 'correction.lead_gone' },
    });
  }
  const person = known.person ?? lead.person;
  const { correction, customer } = accepted(item, { ...known, lead, person });
  if (customer !== null) await store.handOvers.chooseCustomer(lead.id, customer);
  await kommo.correctLead(lead, correction);
}

/** With what was corrected before, and failed again. */
function correctedAd(item: ReplayItem, known: LeadOfWork): CorrectedAd {
  const { corrected } = work['fetch-lead'].input.parse(item.data);
  return { ...corrected, ...correctedAdSchema.parse(accepted(item, known).correction) };
}

async function correctProfile(
  { store, scoreTables, blueprint, clock }: Services,
  item: ReplayItem,
  known: LeadOfWork,
): Promise<void> {
  const { fullName, companyName, email, phone } = accepted(item, known).correction;
  if (known.row === null) return;
  const { id, profile } = known.row;
  const { person } = profile;
  const corrected = {
    ...profile,
    person: {
      ...person,
      fullName: fullName ?? person.fullName,
      companyName: companyName ?? person.companyName,
      email: email ?? person.email,
      phone: phone ?? person.phone,
    },
  };
  const score = rescore(corrected, null, scoreTables, blueprint);
  await store.scores.append(id, score, 'edited', clock());
  await store.leads.saveProfile(id, corrected);
}

function accepted({ step, edits }: ReplayItem, known: LeadOfWork): ReadCorrection {
  const read = readCorrection(step, known, edits);
  const { problems } = read;
  if (problems.length === 0) return read;
  throw new AppError('invalid_body', 'A correction cannot be taken any more.', {
    reason: { code: 'plain.all', params: { sentences: problems.map(({ reason }) => reason) } },
  });
}
