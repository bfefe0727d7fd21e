import { createHash } from 'node:crypto';
import type { Services } from '../../services.js';
import type { PrivacyPlace, PrivacyRequest, PrivacyWork } from '../../storage/tables.js';
import { done, later } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { correctPlace } from './correct-place.js';
import { erasePlace } from './erase-place.js';
import { keysOf } from './keys-of.js';
import type { PlaceDone } from './place-done.js';

/** Vendors first: what they still tell us afterwards is swept up where it arrives. */
export const places: readonly PrivacyPlace[] = ['odoo', 'kommo', 'companion'];

/** Erases or corrects a person place by place; each is written down, so that a restart goes on behind it (R8.1). */
export const privacyRequest = oneByOne(
  'privacy-request',
  async (services, { requestId }) => {
    const request = await services.store.privacyRequests.find(requestId);
    if (request === null || request.state !== 'running' || request.work === null) return done();

    const next = places.find((place) => !request.steps.some((step) => step.place === place));
    if (next !== undefined) {
      const came = await runPlace(services, request, { place: next, work: request.work });
      if (came === null) return later(5_000, 'work of the person is still running');
      await services.store.privacyRequests.save(requestId, {
        steps: [...request.steps, came.step],
        byHand: [...request.byHand, ...came.byHand],
      });
      return later(1, 'the next place');
    }
    await finish(services, request, request.work);
    return done();
  },
  async ({ store, clock }, { requestId }) => store.privacyRequests.fail(requestId, clock()),
);

const runPlace = (
  services: Services,
  { id, kind }: PrivacyRequest,
  at: { readonly place: PrivacyPlace; readonly work: PrivacyWork },
): Promise<PlaceDone | null> =>
  kind === 'erase' ? erasePlace(services, { id, ...at }) : correctPlace(services, at);

/** The receipt names nobody: who has the person's number or address can make the same hashes, and nobody else can. */
async function finish(
  { store, clock, log }: Services,
  { id, kind, by, askedAt, steps, byHand }: PrivacyRequest,
  { traces, change }: PrivacyWork,
): Promise<void> {
  const at = clock();
  const receipt = {
    ...{ id, kind, by, askedAt, finishedAt: at.toISOString() },
    person: await store.erasures.hashes(keysOf(traces)),
    changed: Object.keys(change),
    steps,
    byHand: byHand.map(({ system, what, id: record }) => ({ system, what, id: record })),
  };
  const receiptHash = createHash('sha256').update(JSON.stringify(receipt)).digest('hex');
  await recordEnd(store, { id, kind, by, at, receiptHash });
  await store.privacyRequests.finish(id, { receipt, receiptHash, at });
  log.info(
    { privacyRequestId: id, kind, byHand: byHand.length },
    'finished a request about a person',
  );
}

interface End {
  readonly id: string;
  readonly kind: string;
  readonly by: string;
  readonly at: Date;
  readonly receiptHash: string;
}

/** The click has its row already; this one says that it came to its end. Written once, whatever was cut off. */
async function recordEnd(
  { audit }: Services['store'],
  { id, kind, by, at, receiptHash }: End,
): Promise<void> {
  const requestId = `privacy:${id}`;
  await audit.begin({ requestId, at, by, action: `privacy ${kind}`, kommoLeadId: null });
  await audit.end(requestId, { status: 200, asked: { receiptHash } });
}
