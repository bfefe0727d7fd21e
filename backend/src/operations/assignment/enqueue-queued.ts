import { isThere } from '../../../../domain/assignment/team.js';
import type { Services } from '../../services.js';
import type { Assignment } from '../../storage/tables.js';
import { eachDue } from '../each-due.js';

type Tools = Pick<Services, 'store' | 'clock' | 'enqueue'>;

const hourMs = 60 * 60_000;
/** A job that has chosen for its own lead is done by then. */
const chosenMs = 15_000;

/**
 * Asks for the leads that wait as soon as somebody is there for them (R5.1). The first job gives the whole queue away, so those
 * that it has chosen for and that have no job of their own are asked for too.
 */
export async function enqueueQueued(tools: Tools): Promise<void> {
  const { store, clock } = tools;
  const now = clock();
  const before = new Date(now.getTime() - chosenMs);
  // Once a minute: what a job leaves in the queue is asked for again.
  const ask = asking(tools, `queue:${Math.floor(now.getTime() / 60_000)}`);
  await eachDue((limit, skip) => store.assignments.listChosen(before, limit, skip), ask);
  if (await isSomebodyThere(tools, now))
    await eachDue((limit, skip) => store.assignments.listQueued(limit, skip), ask);
}

async function isSomebodyThere({ store }: Tools, now: Date): Promise<boolean> {
  const [waits] = await store.assignments.listQueued(1);
  if (waits === undefined) return false;
  const team = await store.team.read();
  return team.members.some((member) => isThere(team, member, now));
}

const asking =
  ({ enqueue }: Tools, requestId: string) =>
  (leads: readonly Assignment[]): Promise<void> =>
    enqueue(
      'assign',
      ...leads.map(({ kommoLeadId, score }) => ({
        ...{ kommoLeadId, requestId },
        withinMs: (score >= 70 ? 2 : 4) * hourMs,
      })),
    );
