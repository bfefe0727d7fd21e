import type { Services } from '../../services.js';
import { momentOf } from '../../work/moment-of.js';
import { eachDue } from '../each-due.js';

type Tools = Pick<Services, 'store' | 'clock' | 'enqueue'>;

/** Asks for the touches that are due, in every process: the same touch at the same time is one job. */
export const enqueueTouches = ({ store, clock, enqueue }: Tools): Promise<void> =>
  eachDue(
    (limit, skip) => store.followUps.listDue(clock(), limit, skip),
    (due) =>
      enqueue(
        'send-touch',
        ...due.map(({ kommoLeadId, key, dueAt }) => ({
          ...{ kommoLeadId, touch: key },
          requestId: momentOf(dueAt),
        })),
      ),
  );
