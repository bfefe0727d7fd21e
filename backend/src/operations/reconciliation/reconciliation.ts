import { randomUUID } from 'node:crypto';
import type { Reconciliation } from '../../../../contract/admin.js';
import { lastNight } from '../../../../domain/time/nights.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { Difference, ReconciliationRun } from '../../storage/tables.js';
import { stoppedBy } from '../failed-work/stopped-by.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

/** The newest comparison; while one runs, the one before is shown. */
export async function readReconciliation({
  store,
  config,
}: Pick<Services, 'store' | 'config'>): Promise<Unworded<Reconciliation, 'failure' | 'text'>> {
  const { reconciliations } = store;
  const [latest, shown] = await Promise.all([
    reconciliations.latest(),
    reconciliations.latestDone(),
  ]);
  const { finishedAt, compared, underWay } = shown ?? neverCompared;
  const failure: Sentence | null = cannotCompare(config)
    ? { code: 'reconciliation.rest_cannot_compare' }
    : whyFailed(latest);
  return {
    running: latest?.state === 'running',
    ...{ finishedAt, compared, underWay },
    ...(failure === null ? {} : { failure }),
    differences: shown === null ? [] : await asNow(store, reconciliations.differences(shown.id)),
  };
}

const neverCompared = { finishedAt: null, compared: 0, underWay: 0 };

/** The list may be a day old: what has stopped since is in failed work, and would stop there again. */
async function asNow(
  { handedOver }: Pick<Services['store'], 'handedOver'>,
  read: Promise<readonly Difference[]>,
): Promise<readonly Difference[]> {
  const [differences, failed] = await Promise.all([read, handedOver.listFailed()]);
  return differences.map((one) => {
    const { text, kommoLeadId } = one;
    if (typeof text === 'string' || text.code !== 'reconciliation.missing_in_odoo') return one;
    if (!failed.has(kommoLeadId ?? 0)) return one;
    const { params } = text;
    return {
      ...one,
      ...{ kind: 'in_failed_work', repairable: false },
      text: { code: 'reconciliation.in_failed_work', params },
    };
  });
}

/** The REST endpoint takes hand-overs and cannot be searched; the check of the configuration says so too. */
const cannotCompare = ({ odoo }: Services['config']): boolean => odoo?.transport === 'rest';

function whyFailed(latest: ReconciliationRun | null): Sentence | null {
  if (latest?.state !== 'failed') return null;
  const reason = stoppedBy(latest.failure ?? 'internal');
  return { code: 'reconciliation.failed', params: { reason } };
}

/** Starts one, unless one runs. @throws AppError `odoo_not_configured`. */
export async function startReconciliation(
  services: Services,
  { by, night = null }: { readonly by: string; readonly night?: string | null },
): Promise<Unworded<Reconciliation, 'failure' | 'text'>> {
  const { store, enqueue, odoo, log } = services;
  if (odoo === null) {
    throw new AppError('odoo_not_configured', 'ODOO_URL and ODOO_KEY are not set.');
  }
  if (cannotCompare(services.config)) return readReconciliation(services);
  const id = randomUUID();
  const isRunning = (await store.reconciliations.latest())?.state === 'running';
  if (!isRunning && (await store.reconciliations.start({ id, night, by }))) {
    await enqueue('reconcile', { reconciliationId: id });
    log.info({ reconciliationId: id, by, night }, 'asked for a comparison with Odoo');
  }
  return readReconciliation(services);
}

const sinceKey = 'reconciliation.since';

/**
 * The nightly one, at 03:00 in Santo Domingo, and the one that was missed while nothing ran. A night is taken once in the
 * database, so one process of several does it.
 */
export async function reconcileNightly(services: Services): Promise<void> {
  const { store, odoo, clock, config } = services;
  if (odoo === null || cannotCompare(config)) return;
  const { name, at } = lastNight(clock());
  const since = await store.settings.getOrSet(sinceKey, () => clock().toISOString());
  if (typeof since !== 'string' || at.getTime() < Date.parse(since)) return;
  const latest = await store.reconciliations.latest();
  if (latest !== null && latest.state !== 'running' && Date.parse(latest.startedAt) >= at.getTime())
    return;
  await startReconciliation(services, { by: 'night', night: name });
}

/** A process that ended between writing down a run and queueing it has left it to this. */
export async function resumeRuns({ store, enqueue }: Services): Promise<void> {
  const run = await store.reconciliations.latest();
  const replay = await store.replays.latest();
  const isOpen = replay?.items.some(({ state }) => state === 'waiting') === true;
  if (run?.state === 'running') await enqueue('reconcile', { reconciliationId: run.id });
  if (isOpen) await enqueue('replay', { replayId: replay.id });
}

/**
 * Asks for the repair of differences; asking again changes nothing.
 * @throws AppError `not_found` for an unknown id, `invalid_body` for one that only a person can settle.
 */
export async function startRepairs(
  services: Services,
  ids: readonly string[],
  { by, requestId }: { readonly by: string; readonly requestId: string },
): Promise<Unworded<Reconciliation, 'failure' | 'text'>> {
  const { store, enqueue, log } = services;
  const wanted = [...new Set(ids)];
  const found = await findAll(services, wanted);
  if (found.some(({ repairable }) => !repairable)) {
    throw new AppError('invalid_body', 'A difference can only be settled by a person.', {
      reason: { code: 'reconciliation.not_repairable' },
    });
  }
  await enqueue('repair', ...wanted.map((differenceId) => ({ differenceId, by, requestId })));
  await store.reconciliations.markRepairRequested(wanted);
  log.info({ repairs: wanted.length, by }, 'asked for repairs of differences with Odoo');
  return readReconciliation(services);
}

async function findAll(
  { store }: Services,
  wanted: readonly string[],
): Promise<Awaited<ReturnType<Services['store']['reconciliations']['findDifferences']>>> {
  const found = await asNow(store, store.reconciliations.findDifferences(wanted));
  if (found.length === wanted.length) return found;
  throw new AppError('not_found', 'Some of these differences are unknown.', {
    reason: { code: 'work.gone_from_list' },
  });
}

/**
 * Lets differences be: somebody looked at them, and no later comparison shows them again.
 * @throws AppError `not_found` for an unknown id.
 */
export async function dismissDifferences(
  services: Services,
  ids: readonly string[],
  given: { readonly reason: string; readonly by: string },
): Promise<Unworded<Reconciliation, 'failure' | 'text'>> {
  const wanted = [...new Set(ids)];
  await findAll(services, wanted);
  await services.store.reconciliations.dismiss(wanted, given);
  services.log.info(
    { dismissed: wanted.length, by: given.by },
    'differences with Odoo were let be',
  );
  return readReconciliation(services);
}
