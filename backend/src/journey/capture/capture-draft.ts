import { clampScore } from '../../../../domain/capture/inlead-post.js';
import { fieldsOf } from '../../../../domain/capture/known-fields.js';
import { mapFields } from '../../../../domain/capture/source-map.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { readSourceMap } from '../reading/read-source-map.js';
import { capture } from './capture.js';

/** What a quiz has sent of a visitor becomes a lead once it says who that is (R1.3); until then it waits for the next post. */
export const captureDraft = oneByOne('capture-draft', async (services, { draftId }) => {
  const { store, clock, log } = services;
  const draft = await store.drafts.find(draftId);
  if (draft === null) return done();

  const captureId = await take(services, draft);

  if (captureId === null) await store.drafts.rest(draft.id, draft.posts);
  else await store.drafts.settle(draft.id, clock());

  if (captureId !== null) log.info({ captureId, posts: draft.posts }, 'captured a quiz');
  return done();
});

type Draft = NonNullable<Awaited<ReturnType<Services['store']['drafts']['find']>>>;

/** Null where it is no lead yet. */
async function take(services: Services, { code, fields }: Draft): Promise<string | null> {
  const map = await readSourceMap(services, 'inlead');
  const keys = fieldsOf('inlead', services.blueprint);
  const { body, unmapped } = mapFields(Object.entries(fields), map, keys);
  const score = clampScore(body['inlead_score']);
  const rest = Object.fromEntries(Object.entries(unmapped).filter(([name]) => name !== 'code'));
  try {
    const { captureId } = await capture(services, 'inlead', {
      body: { ...body, inlead_score: score },
      ...{ bodyHash: '', idempotencyKey: `code ${code}`, requestId: `quiz ${code.slice(0, 100)}` },
      formFacts: Object.keys(rest).length === 0 ? {} : { unmapped: rest },
    });
    return captureId;
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_body') return null;
    throw error;
  }
}
