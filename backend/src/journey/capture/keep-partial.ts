import { readCapture } from '../../../../domain/capture/read-capture.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** R2.4: a form left half way is a partial lead, and a person decides whether to write; its visitor agreed before it was kept. */
export const keepPartial = oneByOne('keep-partial', async (services, { formId }) => {
  const { store, blueprint, clock, log } = services;
  const draft = await store.landing.findDraft(formId);
  if (draft === null) return done();

  const read = readCapture(draft.body, 'direct', blueprint, clock());

  if (read.kind === 'ok') {
    await store.captures.append({
      source: 'direct',
      idempotencyKey: `form ${formId} partial`,
      bodyHash: '',
      profile: { ...read.profile, ...draft.facts, isPartial: true },
      requestId: `form:${formId}`,
    });
  }

  await store.landing.dropDraft(formId);
  log.info({ formId, kept: read.kind === 'ok' }, 'kept a form that was left half way');
  return done();
});
