import { z } from 'zod';
import type { KommoClient } from '../http/client.js';
import { readAll } from '../http/pages.js';
import { isoOf } from './read-leads.js';

/** A task on a lead, done or not. */
export interface KommoTask {
  readonly id: number;
  readonly text: string;
  readonly dueAt: string;
  readonly createdAt: string;
  readonly isCompleted: boolean;
  /** What was written when it was done; null before. */
  readonly result: string | null;
}

const id = z.coerce.number().int();
const taskSchema = z.object({
  id,
  text: z.string().catch(''),
  complete_till: id,
  created_at: id,
  is_completed: z.boolean().catch(false),
  // `[]` while there is no result, an object afterwards.
  result: z.object({ text: z.string() }).nullable().catch(null),
});

export async function readTasks(
  client: KommoClient,
  leadId: number,
): Promise<readonly KommoTask[]> {
  const path = `/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]=${leadId}`;
  const tasks = await readAll(client, { path, key: 'tasks', mostPages: 4 }, taskSchema);
  return tasks.map((task) => ({
    id: task.id,
    text: task.text,
    dueAt: isoOf(task.complete_till),
    createdAt: isoOf(task.created_at),
    isCompleted: task.is_completed,
    result: task.result?.text ?? null,
  }));
}
