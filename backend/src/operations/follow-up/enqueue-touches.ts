import type { Services } from '../../services.js';

const most = 200;

/** Asks for the touches that are due, in every process: the same touch at the same time is one job. */
export async function enqueueTouches({ store, clock, enqueue }: Services): Promise<void> {
  const due = await store.followUps.listDue(clock(), most);
  await enqueue(
    'send-touch',
    ...due.map(({ kommoLeadId, key, dueAt }) => ({
      ...{ kommoLeadId, touch: key },
      requestId: `due:${dueAt}`,
    })),
  );
}
