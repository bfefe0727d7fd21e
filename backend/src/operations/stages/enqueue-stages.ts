import type { Services } from '../../services.js';
import { momentOfStay } from '../../work/moment-of.js';
import { eachDue } from '../each-due.js';

type Tools = Pick<Services, 'store' | 'clock' | 'enqueue'>;

/** Asks for what is due at the stages, in every process: the same step for the same lead and moment is one job. */
export const enqueueStages = ({ store, clock, enqueue }: Tools): Promise<void> =>
  eachDue(
    (limit, skip) => store.leadStages.listDue(clock(), limit, skip),
    async (rows) => {
      for (const step of ['enter-stage', 'check-limit'] as const) {
        const due = rows.filter((row) => row.due === step);
        await enqueue(
          step,
          ...due.map((stay) => ({
            ...{ kommoLeadId: stay.kommoLeadId, requestId: momentOfStay(stay) },
          })),
        );
      }
    },
  );
