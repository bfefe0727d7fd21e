import type { NewTask } from '../../adapters/kommo/leads/add-task.js';
import type { Services } from '../../services.js';

/** Kommo's clock may be behind ours. */
const clocksApartMs = 5 * 60_000;

/** Kommo keeps no key of a task, so one with these words that was made since is looked for first. */
export async function addTaskOnce(
  { kommo }: Pick<Services, 'kommo'>,
  leadId: number,
  task: NewTask & { readonly since: string },
): Promise<boolean> {
  const from = Date.parse(task.since) - clocksApartMs;
  const held = await kommo.readTasks(leadId);
  if (held.some(({ text, createdAt }) => text === task.text && Date.parse(createdAt) >= from)) {
    return false;
  }
  const { text, dueAt, responsibleUserId } = task;
  await kommo.addTask(leadId, { text, dueAt, responsibleUserId });
  return true;
}
