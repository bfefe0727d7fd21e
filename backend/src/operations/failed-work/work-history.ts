import type { WorkHistory } from '../../../../contract/admin.js';
import type { Services } from '../../services.js';
import { aboutOf } from '../../work/table.js';
import type { Unworded } from '../../../../wording/sentence.js';
import { planOf } from './dead-letter-preview.js';
import { loadKept } from './kept-leads.js';

type Shown = Unworded<WorkHistory, 'task' | 'reason' | 'label' | 'after'>;
type Decision = Shown['items'][number];

/** Who put back or gave up what, with which corrections and why, the newest first (R6.2). */
export async function readWorkHistory(services: Services, limit: number): Promise<Shown> {
  const decisions = await Promise.all([
    listReplayed(services, limit),
    listDiscarded(services, limit),
  ]);
  const items = decisions.flat().sort((one, other) => other.at.localeCompare(one.at));
  return { items: items.slice(0, limit) };
}

async function listReplayed({ store }: Services, limit: number): Promise<readonly Decision[]> {
  const replayed = await store.replays.listItems(limit);
  return replayed.map(({ by, startedAt, item: { step, data, plan, state, reason, changes } }) => ({
    at: startedAt,
    by: userOf(by),
    kind: state === 'refused' ? 'not_replayed' : 'replayed',
    kommoLeadId: aboutOf(step, data).kommoLeadId ?? null,
    task: plan,
    reason,
    changes,
  }));
}

async function listDiscarded(services: Services, limit: number): Promise<readonly Decision[]> {
  const letters = await services.deadLetterQueue.discarded(limit);
  const leads = await loadKept(
    services,
    letters.map(({ step, data }) => aboutOf(step, data)),
  );
  return letters.map(({ step, discardedAt, discardedBy, discardReason }, index) => {
    const { kommoLeadId, name } = leads[index] ?? { kommoLeadId: null, name: null };
    return {
      at: discardedAt,
      by: userOf(discardedBy),
      kind: 'discarded',
      kommoLeadId,
      task: planOf(step, { name, kommoLeadId }),
      reason: discardReason,
      changes: [],
    };
  });
}

/** "user:1001" */
function userOf(by: string): number | null {
  const id = /^user:(\d+)$/u.exec(by)?.[1];
  return id === undefined ? null : Number(id);
}
