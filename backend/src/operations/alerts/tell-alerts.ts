import type { Services } from '../../services.js';
import type { Alert } from '../../storage/tables.js';

/** What is newly raised or clear: to the log, a task in Kommo, and the firm's address where there is one (R8.5). */
export async function tellAlerts(
  { log, config, enqueue }: Pick<Services, 'log' | 'config' | 'enqueue'>,
  raised: readonly Alert[],
): Promise<void> {
  for (const { subject, level, count, limit } of raised) {
    // Not "level": that is the log line's own.
    const facts = { code: `alert_${subject}_${level}`, subject, percent: level, count, limit };
    if (level === 0) log.info(facts, 'all is clear again');
    else if (level === 100) log.error(facts, 'a limit is reached');
    else log.warn(facts, 'a limit is near');
  }
  if (raised.length === 0) return;
  const inputs = raised.map(({ id }) => ({ alertId: id }));
  await enqueue('alert-task', ...inputs);
  if (config.alertWebhookUrl !== null) await enqueue('send-alert', ...inputs);
}
