import type { Services } from '../../services.js';

type Tools = Pick<Services, 'waitingWork' | 'store' | 'odoo' | 'log'>;

/** "Reintentar ahora": a key of Odoo that rests is tried too. Answers how many were still waiting. */
export async function retryNow(
  { waitingWork, odoo, log }: Tools,
  ids: readonly string[],
  by: string,
): Promise<number> {
  odoo?.wakeUp();
  const retried = await waitingWork.retryNow(ids);
  log.info({ retried, by }, 'waiting work is tried again now');
  return retried;
}

/** The same for all that waits of one lead. */
export async function retryLead(services: Tools, kommoLeadId: number, by: string): Promise<number> {
  const [row = null] = await services.store.leads.findByKommoIds([kommoLeadId]);
  const jobs = await services.waitingWork.waitingOf({ kommoLeadId, leadId: row?.id ?? null });
  return retryNow(
    services,
    jobs.map(({ id }) => id),
    by,
  );
}
