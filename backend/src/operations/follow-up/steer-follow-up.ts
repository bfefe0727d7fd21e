import type { SteerFollowUp } from '../../../../contract/card-follow-up.js';
import type { Services } from '../../services.js';
import { nextTouchOf } from '../card/card-follow-up.js';
import { readCard } from '../card/read-card.js';
import type { UnwordedCard } from '../card/read-card.js';

/** A person pauses, resumes or ends the follow-up, or leaves its next touch out (R5.2). Answers the new card. */
export async function steerFollowUp(
  services: Services,
  kommoLeadId: number,
  { to, touch, requestId }: SteerFollowUp & { readonly requestId: string },
): Promise<UnwordedCard> {
  const { followUps, audit } = services.store;
  const state = (await followUps.find(kommoLeadId))?.state ?? null;
  await audit.note(requestId, { before: { state }, after: { to } });
  switch (to) {
    case 'pause':
      await followUps.change(kommoLeadId, ['active'], { state: 'paused' });
      break;
    case 'resume':
      await followUps.change(kommoLeadId, ['paused'], { state: 'active' });
      break;
    case 'end':
      await followUps.change(kommoLeadId, ['active', 'paused'], {
        ...{ state: 'ended', endedWhy: 'ended_by_person' },
      });
      break;
    case 'skip':
      await skipNext(services, kommoLeadId, touch);
  }
  return readCard(services, kommoLeadId);
}

/** Pressed twice, or by two people at once, one touch is left out: the one that they saw. */
async function skipNext(
  { store, clock }: Services,
  kommoLeadId: number,
  touch: string | undefined,
): Promise<void> {
  const followUp = await store.followUps.find(kommoLeadId);
  if (followUp === null || followUp.state === 'ended') return;
  const next = nextTouchOf(followUp);
  if (next === undefined || (touch ?? next.key) !== next.key) return;
  await store.followUps.changeTouch(next, 'planned', { state: 'skipped', at: clock() });
  await store.followUps.finish(kommoLeadId);
}
