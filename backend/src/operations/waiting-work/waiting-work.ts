import type { WaitingWork } from '../../../../contract/admin.js';
import type { Card } from '../../../../contract/card.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import { errorCodeOf } from '../../errors.js';
import type { Services, WaitingJob } from '../../services.js';
import { loadKept } from '../failed-work/kept-leads.js';
import { planOf } from '../failed-work/dead-letter-preview.js';

/** What will be tried again, soonest first: why it waits, and when next (decision 17). */
export async function readWaitingWork(
  { waitingWork, store }: Services,
  limit: number,
): Promise<Unworded<WaitingWork, 'reason' | 'task'>> {
  const [jobs, total] = await Promise.all([waitingWork.waiting(limit), waitingWork.countWaiting()]);
  const leads = await loadKept(
    { store },
    jobs.map(({ leadId, kommoLeadId }) => ({
      ...(leadId === null ? {} : { leadId }),
      ...(kommoLeadId === null ? {} : { kommoLeadId }),
    })),
  );
  const items = jobs.map((job, index) => {
    const lead = leads[index] ?? { kommoLeadId: job.kommoLeadId, name: null };
    return {
      ...toLine(job),
      ...{ id: job.id, kommoLeadId: lead.kommoLeadId, leadName: lead.name },
      attempts: job.attempts,
      task: planOf(job.step, lead),
    };
  });
  return { items, total };
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
