import type { KommoClient } from '../http/client.js';

export interface NewTask {
  readonly text: string;
  readonly dueAt: Date;
  /** Null leaves it to the lead's own. */
  readonly responsibleUserId: number | null;
}

/** Kommo keeps no key of a task: sent twice, there are two. */
export async function addTask(
  client: KommoClient,
  leadId: number,
  { text, dueAt, responsibleUserId }: NewTask,
): Promise<void> {
  await client.post('/api/v4/tasks', [
    {
      text,
      complete_till: Math.floor(dueAt.getTime() / 1000),
      entity_id: leadId,
      entity_type: 'leads',
      ...(responsibleUserId === null ? {} : { responsible_user_id: responsibleUserId }),
    },
  ]);
}
