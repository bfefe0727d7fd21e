import { z } from 'zod';
import { pageOf } from '../http/api-schemas.js';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import { readAll } from '../http/pages.js';
import type { NewTask } from './add-task.js';

const path = '/api/v4/tasks';
/** Kommo's clock may be behind ours. */
const clocksApartMs = 5 * 60_000;

const taskSchema = z.object({
  id: z.coerce.number().int(),
  text: z.string().catch(''),
  entity_id: z.coerce.number().nullish().catch(null),
  is_completed: z.boolean().catch(false),
});
const madeSchema = pageOf('tasks', taskSchema.pick({ id: true }));

/**
 * A task that hangs on no lead: Kommo asks only for its words and its end. Kommo keeps no key of a task, so one with
 * these words that was touched since is looked for first. Answers its id.
 */
export async function addAccountTask(
  client: KommoClient,
  { text, dueAt, responsibleUserId, since }: NewTask & { readonly since: string },
): Promise<number> {
  const from = Math.floor((Date.parse(since) - clocksApartMs) / 1000);
  const recent = `${path}?filter[updated_at][from]=${from}`;
  const tasks = await readAll(client, { path: recent, key: 'tasks', mostPages: 4 }, taskSchema);
  const held = tasks.find((task) => task.text === text && (task.entity_id ?? 0) === 0);
  if (held !== undefined) return held.id;
  const answer = await client.post(path, [
    {
      text,
      complete_till: Math.floor(dueAt.getTime() / 1000),
      ...(responsibleUserId === null ? {} : { responsible_user_id: responsibleUserId }),
    },
  ]);
  const made = readAs(madeSchema, answer, path).items[0];
  return made?.id ?? 0;
}

/** Those that are still open; what a person has completed or deleted stays as it is. */
export async function completeTasks(
  client: KommoClient,
  ids: readonly number[],
  result: string,
): Promise<void> {
  if (ids.length === 0) return;
  const asked = `${path}?${ids.map((id) => `filter[id][]=${id}`).join('&')}`;
  const tasks = await readAll(client, { path: asked, key: 'tasks', mostPages: 1 }, taskSchema);
  const open = tasks.filter((task) => ids.includes(task.id) && !task.is_completed);
  if (open.length === 0) return;
  const done = open.map(({ id }) => ({ id, is_completed: true, result: { text: result } }));
  await client.patch(path, done);
}
