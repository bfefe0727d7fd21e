import { distribute } from '../../../../domain/assignment/distribute.js';
import type { Team } from '../../../../domain/assignment/team.js';
import type { Services } from '../../services.js';

const most = 500;

/** Gives the queue away, one process at a time: no two leads see the same count of open ones (R3.1). */
export const giveAway = (
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  team: Team,
): Promise<void> =>
  store.shared.withLock('assign', async () => {
    const queued = await store.assignments.listQueued(most);
    const now = clock();
    const given = distribute(queued, { team, loads: await store.assignments.loads() }, now);
    for (const [index, { lead, choice }] of given.entries()) {
      const { executive, reason, fit, outOf } = choice;
      const chosen = { userId: executive.userId, reason, fit, outOf };
      await store.assignments.choose(lead.kommoLeadId, chosen, new Date(now.getTime() + index));
    }
  });
