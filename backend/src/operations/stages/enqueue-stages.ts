import type { Services } from '../../services.js';

const most = 200;

/** Asks for what is due at the stages, in every process: the same step for the same lead and moment is one job. */
export async function enqueueStages({ store, clock, enqueue }: Services): Promise<void> {
  for (const { kommoLeadId, due, dueAt } of await store.leadStages.listDue(clock(), most)) {
    if (due !== null) await enqueue(due, { kommoLeadId, requestId: `due:${dueAt ?? ''}` });
  }
}
