import { crossedLevels } from '../../../../domain/alert/alert-levels.js';
import { raiseAlerts } from './raise-alerts.js';
import { readWatched } from './watched-levels.js';
import type { Watched } from './watched-levels.js';
import { AppError } from '../../errors.js';
import { integrationByCode, integrations } from './integrations.js';
import type { Integration } from './integrations.js';
import type { Services } from '../../services.js';
import type { Alert, AlertSubject } from '../../storage/tables.js';
import type { Outcome } from '../../work/outcome.js';
import type { StepName } from '../../work/table.js';

/** Steps whose success proves that the integrations answer. */
const provenBy: Readonly<Partial<Record<StepName, readonly Integration[]>>> = {
  'send-to-kommo': ['kommo'],
  'look-again': ['kommo'],
  'send-to-odoo': ['kommo', 'odoo'],
  reconcile: ['kommo', 'odoo'],
  'fetch-lead': ['meta'],
};

/** Counts failures in a row for each integration; a success starts the count again. */
export async function countFailures(
  { store: { alerts } }: Services,
  step: StepName,
  outcomes: readonly Outcome[],
): Promise<void> {
  const succeeded = outcomes.some(({ kind }) => kind === 'done') ? (provenBy[step] ?? []) : [];
  for (const integration of succeeded) await alerts.clearFailures(integration);
  for (const integration of integrations) {
    const failures = outcomes.filter((one) => integrationOf(one) === integration).length;
    if (failures > 0 && !succeeded.includes(integration)) {
      await alerts.addFailures(integration, failures);
    }
  }
}

function integrationOf(outcome: Outcome): Integration | null {
  if (outcome.kind !== 'failed' || !(outcome.error instanceof AppError)) return null;
  return integrationByCode[outcome.error.code] ?? null;
}

/**
 * Raises an alert at 50, 70, 90 and 100 % of each limit, once, until the count falls below it again (R6.2). One process
 * raises it, however many watch.
 */
export async function watchFailures(services: Services): Promise<readonly Alert[]> {
  const { store, deadLetterQueue, config } = services;
  await closeDoneElsewhere(services);
  const { deadLetters, inARow } = config.failureLimits;
  const open = await deadLetterQueue.countDeadLetters();
  const failures = await store.alerts.failures();
  const failing: readonly (readonly [AlertSubject, number, number])[] = [
    ['dead_letters', open, deadLetters],
    ['kommo', failures.kommo, inARow],
    ['odoo', failures.odoo, inARow],
    ['meta', failures.meta, inARow],
  ];
  const watched: readonly Watched[] = [
    ...failing.map(([subject, count, limit]) => ({
      ...{ subject, count, limit },
      levels: crossedLevels(count, limit),
    })),
    ...(await readWatched(services)),
  ];
  const raised: Alert[] = [];
  for (const one of watched) raised.push(...(await raiseAlerts(services, one)));
  return raised;
}

/** A hand-over that another request brought to its end leaves nothing for a person to decide. */
async function closeDoneElsewhere({ deadLetterQueue, store, log }: Services): Promise<void> {
  const failed = (await deadLetterQueue.deadLetters()).filter(
    ({ step }) => step === 'send-to-odoo',
  );
  for (const { id, key } of failed) {
    const handOver = await store.handOvers.find(Number(key.split(':')[0]));
    if (handOver?.state !== 'done') continue;
    await deadLetterQueue.discard([id], { code: 'work.meanwhile_done' });
    log.info({ kommoLeadId: handOver.kommoLeadId }, 'a failed hand-over was done meanwhile');
  }
}
