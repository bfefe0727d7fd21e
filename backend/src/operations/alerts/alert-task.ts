import type { Services } from '../../services.js';
import type { Alert } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { sentenceOf, taskSentenceOf } from './alert-sentence.js';

const hourMs = 3_600_000;
/** What has reached its limit is for now, what nears it for tomorrow. */
const dueMs = (level: number): number => (level === 100 ? hourMs : 24 * hourMs);

/**
 * One task in Kommo for each level that a subject reaches, on no lead: the highest of those reached at once, and none where
 * all is clear before Kommo takes it. The next level's task settles the one before, and the all-clear the last.
 */
export const alertTask = oneByOne('alert-task', async (services, { alertId }) => {
  const { store, kommo, say } = services;
  const alert = await store.alerts.find(alertId);
  if (alert === null) return done();

  if (alert.level > 0) {
    if (!(await isHighest(services, alert))) return done();
    await addTask(services, alert);
  }

  const before = await store.alerts.unsettledTasks({ ...alert, except: alert.id });
  const taskIds = before.map(({ kommoTaskId }) => kommoTaskId);
  await kommo.completeTasks(taskIds, say(sentenceOf(alert)));
  await store.alerts.settleTasks(before.map(({ id }) => id));
  return done();
});

async function isHighest({ store }: Services, { id, subject, level }: Alert): Promise<boolean> {
  const raised = (await store.alerts.open()).filter((one) => one.subject === subject);
  return raised.some((one) => one.id === id) && raised.every((one) => one.level <= level);
}

async function addTask(
  { store, kommo, config, clock, say }: Services,
  alert: Alert,
): Promise<void> {
  const taskId = await kommo.addAccountTask({
    text: say(taskSentenceOf(alert)),
    dueAt: new Date(clock().getTime() + dueMs(alert.level)),
    responsibleUserId: config.alertTaskUser,
    since: alert.raisedAt,
  });
  await store.alerts.keepTask(alert.id, taskId);
}
