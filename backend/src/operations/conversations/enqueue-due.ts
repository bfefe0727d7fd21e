import type { Services } from '../../services.js';

const most = 200;

/** Asks for what is due, in every process: the same step for the same lead and moment is one job. */
export async function enqueueDue({ store, clock, enqueue }: Services): Promise<void> {
  for (const { kommoLeadId, due, dueAt } of await store.conversations.listDue(clock(), most)) {
    const requestId = `due:${dueAt ?? ''}`;
    if (due === 'welcome') {
      const lead = await store.leads.findByKommoId(kommoLeadId);
      if (lead !== null) await enqueue(due, { leadId: lead.id, requestId });
    } else if (due !== null) await enqueue(due, { kommoLeadId, requestId });
  }
}
