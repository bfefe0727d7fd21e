import type { WaitingWork } from '../../../../contract/admin.js';
import type { Card } from '../../../../contract/card.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import { errorCodeOf } from '../../errors.js';
import type { Services, WaitingJob } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import { planOf } from '../failed-work/dead-letter-preview.js';

/** What will be tried again, soonest first: why it waits, and when next (decision 17). */
export async function readWaitingWork(
  { waitingWork, store }: Services,
  limit: number,
): Promise<Unworded<WaitingWork, 'reason' | 'task'>> {
  const [jobs, total] = await Promise.all([waitingWork.waiting(limit), waitingWork.countWaiting()]);
  const rows = [
    ...(await store.leads.findByIds(jobs.flatMap(({ leadId }) => leadId ?? []))),
    ...(await store.leads.findByKommoIds(jobs.flatMap(({ kommoLeadId }) => kommoLeadId ?? []))),
  ];
  return { items: jobs.map((job) => toItem(job, rows)), total };
}

function toItem(job: WaitingJob, rows: readonly LeadRow[]) {
  const row = rows.find(
    ({ id, kommoLeadId }) =>
      id === job.leadId || (kommoLeadId !== null && kommoLeadId === job.kommoLeadId),
  );
  const kommoLeadId = job.kommoLeadId ?? row?.kommoLeadId ?? null;
  const name = nameOf(row);
  return {
    ...toLine(job),
    ...{ id: job.id, kommoLeadId, leadName: name, attempts: job.attempts },
    task: planOf(job.step, { name, kommoLeadId }),
  };
}

function nameOf(row: LeadRow | undefined): string | null {
  const { companyName = '', fullName = '' } = row?.profile.person ?? {};
  const name = companyName === '' ? fullName : companyName;
  return name === '' ? null : name;
}

/** The same for the card of one lead. */
export async function waitingOfLead(
  { waitingWork }: Pick<Services, 'waitingWork'>,
  lead: { readonly kommoLeadId: number; readonly leadId: string | null },
): Promise<Unworded<Card['waiting'], 'reason'>> {
  return (await waitingWork.waitingOf(lead)).map(toLine);
}

function toLine({ step, code: stored, reason: given, since, nextAt }: WaitingJob) {
  const code = errorCodeOf(stored);
  const reason: Sentence = given ?? { code: `problem.${code}` };
  return { step, code, reason, since, nextAt };
}
