import type { Services } from '../../services.js';
import { eachDue } from '../each-due.js';

type Tools = Pick<Services, 'store' | 'clock' | 'enqueue'>;

/** Who left a quiz before saying who it is. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Drafts to which nobody has added for a while become leads, where they say who it is; old ones are forgotten. */
export async function enqueueQuizzes({ store, clock, enqueue }: Tools): Promise<void> {
  const now = clock();
  await eachDue(
    (limit, skip) => store.drafts.listDue(now, limit, skip),
    (due) => enqueue('capture-draft', ...due.map(({ id: draftId, posts }) => ({ draftId, posts }))),
  );
  await store.drafts.forgetBefore(new Date(now.getTime() - keptMs));
}
