import type { PersonRequests } from '../../../../contract/privacy.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { ByHand, PlaceDid, PrivacyRequest } from '../../storage/tables.js';
import { places } from './privacy-request.js';

type Shown = Unworded<PersonRequests>;

/** The last requests about persons: how far each is, what was done, and what is left for a person to delete (R8.1). */
export async function readRequests({ store }: Services): Promise<Shown> {
  const requests = await store.privacyRequests.list(20);
  return {
    running: requests.some(({ state }) => state === 'running'),
    requests: requests.map(shownOf),
  };
}

function shownOf(request: PrivacyRequest): Shown['requests'][number] {
  const { id, kind, by, askedAt, state, finishedAt, steps, byHand, receipt, receiptHash } = request;
  return {
    ...{ id, kind, by, askedAt, state, finishedAt, receiptHash },
    done: steps.length,
    total: places.length,
    lines: steps.flatMap(({ done }) => done.map(saidDone)),
    byHand: byHand.map((one) => ({
      ...{ text: saidByHand(one), url: one.url, isGone: one.goneAt !== null },
    })),
    receipt: receipt === null ? null : JSON.stringify(receipt, null, 2),
  };
}

const saidDone = ({ what, did, count }: PlaceDid): Sentence => ({
  code: `privacy.did_${did}`,
  params: { what: { code: `privacy.place_${what}` }, count },
});

const saidByHand = ({ what, id }: ByHand): Sentence => ({
  code: `privacy.hand_${what}`,
  params: { id },
});
