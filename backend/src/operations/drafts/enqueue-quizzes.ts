import type { Services } from '../../services.js';

const mostAtOnce = 200;
/** Who left a quiz before saying who it is. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Drafts to which nobody has added for a while become leads, where they say who it is; old ones are forgotten. */
export async function enqueueQuizzes({ store, clock, enqueue }: Services): Promise<void> {
  const now = clock();
  const due = await store.drafts.listDue(now, mostAtOnce);
  await enqueue('capture-draft', ...due.map(({ id: draftId, posts }) => ({ draftId, posts })));
  await store.drafts.forgetBefore(new Date(now.getTime() - keptMs));
}
