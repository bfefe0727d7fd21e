import type { Services } from '../../services.js';
import type { ConversationRow } from '../../storage/tables.js';
import { momentOf } from '../../work/moment-of.js';
import { eachDue } from '../each-due.js';

type Tools = Pick<Services, 'store' | 'clock' | 'enqueue'>;

/** Asks for what is due, in every process: the same step for the same lead and moment is one job. */
export function enqueueDue(tools: Tools): Promise<void> {
  const { store, clock } = tools;
  return eachDue(
    (limit, skip) => store.conversations.listDue(clock(), limit, skip),
    (rows) => ask(tools, rows),
  );
}

async function ask({ store, enqueue }: Tools, rows: readonly ConversationRow[]): Promise<void> {
  const welcomes = rows.filter(({ due }) => due === 'welcome');
  const leads = await store.leads.findByKommoIds(welcomes.map(({ kommoLeadId }) => kommoLeadId));
  await enqueue(
    'welcome',
    ...welcomes.flatMap(({ kommoLeadId, dueAt }) => {
      const lead = leads.find((one) => one.kommoLeadId === kommoLeadId);
      return lead === undefined ? [] : [{ leadId: lead.id, requestId: momentOf(dueAt) }];
    }),
  );
  for (const step of ['find-welcome', 'hand-to-bot', 'take-over'] as const) {
    const due = rows.filter((row) => row.due === step);
    await enqueue(
      step,
      ...due.map(({ kommoLeadId, dueAt }) => ({ kommoLeadId, requestId: momentOf(dueAt) })),
    );
  }
}
