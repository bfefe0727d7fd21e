import type { QuizPost } from '../../../../domain/capture/inlead-post.js';
import type { Services } from '../../services.js';

/** A quiz posts at every step; after so long without another one the visitor has stopped. */
const stoppedMs = 45_000;

/** One post of a quiz is on disk when this resolves. `ownCode` names it where it names itself by nothing. */
export async function receivePost(
  { store, clock, log }: Services,
  { fields, code }: QuizPost,
  ownCode: string,
): Promise<void> {
  const at = clock();
  const dueAt = new Date(at.getTime() + (code === null ? 0 : stoppedMs));
  const isNew = await store.drafts.merge({
    ...{ source: 'inlead', code: code ?? ownCode, fields, at, dueAt },
  });
  log.info({ isNew, fields: Object.keys(fields).length }, 'stored a post of a quiz');
}
