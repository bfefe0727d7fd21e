import type { Services } from '../../services.js';
import type { Alert } from '../../storage/tables.js';
import type { Watched } from './watched-levels.js';

/**
 * What is newly raised or clear goes to the log, a task in Kommo, and the firm's address where there is one (R8.5). It is kept
 * only together with that work: a process that ends between the two would have told nobody, for ever.
 */
export async function raiseAlerts(
  { store, log, config, enqueueWithin }: Services,
  { subject, levels, ...size }: Watched,
): Promise<readonly Alert[]> {
  const raised = await store.alerts.keepOnly(subject, levels, size, async (all, within) => {
    const inputs = all.map(({ id }) => ({ alertId: id }));
    await enqueueWithin(within)('alert-task', ...inputs);
    if (config.alertWebhookUrl !== null) await enqueueWithin(within)('send-alert', ...inputs);
  });
  for (const { level, count, limit } of raised) {
    // Not "level": that is the log line's own.
    const facts = { code: `alert_${subject}_${level}`, subject, percent: level, count, limit };
    if (level === 0) log.info(facts, 'all is clear again');
    else if (level === 100) log.error(facts, 'a limit is reached');
    else log.warn(facts, 'a limit is near');
  }
  return raised;
}
