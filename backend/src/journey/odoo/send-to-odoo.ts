import type { OdooStep } from '../../../../contract/odoo.js';
import type { Odoo } from '../../adapters/odoo/odoo.js';
import { AppError, after, errorCodeOf, never, untilMended } from '../../errors.js';
import type { Services } from '../../services.js';
import type { HandOverRow } from '../../storage/tables.js';
import { handOverSteps, loadHandOvers } from '../reading/hand-over.js';
import type { LoadedHandOver, Made } from '../reading/hand-over.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { captureLadder } from '../../../../domain/blueprint/ladders.js';
import { done, failed, later } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import { step } from '../../work/step.js';
import type { Try } from '../../work/step.js';

/** What somebody mends outside (no configuration, a rejected key, an Odoo that is down) is looked at again this often. */
const mendedMs = 45_000;
/** An Odoo that is down for longer than the whole ladder leaves the hand-over to a person. */
const longestDownMs = captureLadder.reduce((sum, seconds) => sum + seconds * 1000, 0);
/** While another process has the same hand-over in hand. */
const busyMs = 2_000;

/**
 * Carries a won lead to Odoo (R1.6, R5.5), step by step. Each step is recorded with the id it produced, and every act
 * looks for its own link first, so a repeat goes on where the last try ended and makes nothing twice.
 */
export const sendToOdoo = step(
  'send-to-odoo',
  (services, inputs, tries) => {
    const ids = inputs.map(({ kommoLeadId }) => kommoLeadId);
    const load = loadedTogether(services, ids);
    return services.store.shared.tryLocks(ids.map(lockName), (held) =>
      Promise.all(
        inputs.map(async (input, index) => {
          const { kommoLeadId: id } = input;
          const isOurs = held.has(lockName(id)) && ids.indexOf(id) === index;
          if (!isOurs) return later(busyMs, 'the same hand-over is running elsewhere');
          return handOver(services, { ...input, load, ...tries[index] }).catch((error: unknown) =>
            failed(error),
          );
        }),
      ),
    );
  },
  async ({ store: { handOvers }, clock }, { kommoLeadId, requestId }, { code, reason }) => {
    const current = await handOvers.find(kommoLeadId);
    if (current?.state !== 'requested' || current.requestId !== requestId) return;
    await handOvers.fail(kommoLeadId, errorCodeOf(code), reason, clock());
  },
);

const lockName = (kommoLeadId: number): string => `odoo:${kommoLeadId}`;

type Load = (kommoLeadId: number) => Promise<LoadedHandOver>;

/** The first that asks reads for the whole batch. */
function loadedTogether(services: Services, ids: readonly number[]): Load {
  let reading: ReturnType<typeof loadHandOvers> | null = null;
  return async (kommoLeadId) => {
    reading ??= loadHandOvers(services, [...new Set(ids)]);
    const loaded = (await reading).get(kommoLeadId);
    if (loaded !== undefined) return loaded;
    throw new AppError(
      'lead_not_found',
      `Lead ${kommoLeadId} is no longer in Kommo: nothing to hand over.`,
      { reason: { code: 'correction.lead_gone' } },
    );
  };
}

interface HandOverTry extends Partial<Try> {
  readonly kommoLeadId: number;
  readonly requestId: string;
  readonly load: Load;
}

async function handOver(
  services: Services,
  { kommoLeadId, requestId, load, attempt = 1 }: HandOverTry,
): Promise<Outcome<never>> {
  const { store, clock } = services;
  const current = await reopened(services, kommoLeadId, requestId);
  if (current?.state !== 'requested') return done();
  try {
    if (attempt === 1) await closeOlder(services, kommoLeadId);
    const odoo = await reachOdoo(services, current);
    const loaded = await load(kommoLeadId);

    await carry(services, { odoo, current, loaded });

    await store.handOvers.finish(kommoLeadId, clock());
    return done();
  } catch (error) {
    return judge(services, { kommoLeadId, attempt }, error);
  }
}

/** What was given up, and whose job then ran once more: its process had ended before the queue knew. */
async function reopened(
  { store: { handOvers } }: Services,
  kommoLeadId: number,
  requestId: string,
): Promise<HandOverRow | null> {
  const current = await handOvers.find(kommoLeadId);
  if (current?.state !== 'failed' || current.requestId !== requestId) return current;
  await handOvers.request(kommoLeadId, current.requestedBy, requestId);
  return handOvers.find(kommoLeadId);
}

/** Each hook of a lead whose hand-over failed starts it anew, under another key: its dead letters are this one's. */
async function closeOlder({ deadLetterQueue, log }: Services, kommoLeadId: number): Promise<void> {
  const like = { step: 'send-to-odoo', part: { kommoLeadId } };
  const closed = await deadLetterQueue.discardLike(like, { code: 'work.taken_over' });
  if (closed > 0) log.info({ kommoLeadId, closed }, 'took over failed hand-overs of the lead');
}

/** Work that waited asks first whether Odoo is back: a call less to Kommo for each try while it is not. */
async function reachOdoo({ odoo, store, clock }: Services, current: HandOverRow): Promise<Odoo> {
  if (odoo === null) {
    throw new AppError('odoo_not_configured', 'ODOO_URL and ODOO_KEY are not set.');
  }
  const { failure } = current;
  if (failure !== null) {
    await odoo.readServer().catch((error: unknown) => {
      throw stillDown(error, clock().getTime() - Date.parse(failure.at));
    });
    await store.handOvers.recordWaiting(current.kommoLeadId, null);
  }
  return odoo;
}

/** An Odoo that does not even tell its version has not refused this hand-over: waiting for it costs no try. */
function stillDown(error: unknown, forMs: number): unknown {
  if (!(error instanceof AppError) || error.code !== 'odoo_unreachable') return error;
  const { code, message, facts, reason } = error;
  const retry = forMs < longestDownMs ? untilMended(mendedMs) : never;
  return new AppError(code, message, { retry, facts, cause: error, ...reasonOf(reason) });
}

interface Carried {
  readonly odoo: Odoo;
  readonly current: HandOverRow;
  readonly loaded: LoadedHandOver;
}

/** Decides which steps are open, and acts and records them one by one. */
async function carry(
  { store, clock, log }: Services,
  { odoo, current: { kommoLeadId, steps, chosenCustomer }, loaded }: Carried,
): Promise<void> {
  const made = new Map<OdooStep, Made>(
    steps.map(({ step, odooId, url }) => [step, { id: odooId, url }]),
  );
  const handOver = { ...loaded.handOver, chosenCustomer };
  const open = handOverSteps.filter(({ step }) => !made.has(step));

  for (const { step, act } of open) {
    const record = await act({ ...loaded, handOver, odoo, made });

    const { id, url } = record ?? { id: null, url: null };
    const state = record === null ? 'skipped' : 'done';
    const at = clock().toISOString();
    await store.handOvers.recordStep(kommoLeadId, { step, state, odooId: id, url, at });
    made.set(step, { id, url });
    log.info({ kommoLeadId, step, odooId: id, state }, 'finished a step of the hand-over');
  }
}

/** Passing failures wait, what a person must mend waits without end, anything else fails for good. */
async function judge(
  { store: { handOvers }, log }: Services,
  { kommoLeadId, attempt }: Pick<HandOverTry, 'kommoLeadId' | 'attempt'>,
  error: unknown,
): Promise<Outcome<never>> {
  const { code, reason, retry } = verdictOf(error);
  const gone = goneSteps(error);
  for (const step of gone) await handOvers.forgetStep(kommoLeadId, step);
  await handOvers.recordChoices(kommoLeadId, error instanceof AppError ? error.choices : []);
  await handOvers.recordWaiting(kommoLeadId, code);
  log.warn({ kommoLeadId, attempt, code, gone }, 'a try of the hand-over failed');
  return failed(new AppError(code, messageOf(error), { retry, cause: error, ...reasonOf(reason) }));
}

const personMends: ReadonlySet<string> = new Set(['odoo_not_configured', 'odoo_key_rejected']);

function verdictOf(error: unknown): Pick<AppError, 'code' | 'reason' | 'retry'> {
  if (!(error instanceof AppError)) {
    return { code: 'internal', reason: null, retry: { kind: 'backoff' } };
  }
  const { code, reason, retry } = error;
  if (personMends.has(code)) return { code, reason, retry: untilMended(mendedMs) };
  if (retry.kind === 'never' && goneSteps(error).length > 0) {
    return { code, reason, retry: after(1_000) };
  }
  return { code, reason, retry };
}

/** Records that Odoo has no longer. Where it does not say which, all are looked for again: each step finds its own. */
function goneSteps(error: unknown): readonly OdooStep[] {
  if (!(error instanceof AppError)) return [];
  const { missingStep, odooError } = error.facts;
  const steps = handOverSteps.map(({ step }) => step);
  if (odooError === 'odoo.exceptions.MissingError') return steps;
  // What hangs on a record that is made again is made, or found, again too.
  const first = steps.findIndex((step) => step === missingStep);
  return first < 0 ? [] : steps.slice(first);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something that is no error was thrown.';

const reasonOf = (reason: Sentence | null) => (reason === null ? {} : { reason });
