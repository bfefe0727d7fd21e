import { workTimeOf } from '../../../../domain/assignment/team.js';
import { isWorking } from '../../../../domain/time/working-hours.js';
import type { Services } from '../../services.js';
import { eachDue } from '../each-due.js';

const hourMs = 60 * 60_000;

/** Asks for the leads that wait as soon as somebody is there for them (R5.1). */
export async function enqueueQueued({
  store,
  clock,
  enqueue,
}: Pick<Services, 'store' | 'clock' | 'enqueue'>): Promise<void> {
  const [waits] = await store.assignments.listQueued(1);
  if (waits === undefined) return;
  const team = await store.team.read();
  const now = clock();
  const isThere = team.members.some(
    (member) => member.active && isWorking(now, workTimeOf(team, member)),
  );
  if (!isThere) return;
  // Once a minute: what a job leaves in the queue is asked for again.
  const requestId = `queue:${Math.floor(now.getTime() / 60_000)}`;
  await eachDue(
    (limit, skip) => store.assignments.listQueued(limit, skip),
    (queued) =>
      enqueue(
        'assign',
        ...queued.map(({ kommoLeadId, score }) => ({
          ...{ kommoLeadId, requestId },
          withinMs: (score >= 70 ? 2 : 4) * hourMs,
        })),
      ),
  );
}
