import type { FollowUpAct } from '../../../../contract/card-follow-up.js';
import type { Services } from '../../services.js';
import { nextTouchOf } from '../card/card-follow-up.js';
import { readCard } from '../card/read-card.js';
import type { UnwordedCard } from '../card/read-card.js';

/** A person pauses, resumes or ends the follow-up, or leaves its next touch out (R5.2). Answers the new card. */
export async function steerFollowUp(
  services: Services,
  kommoLeadId: number,
  { to, requestId }: { readonly to: FollowUpAct; readonly requestId: string },
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
      await skipNext(services, kommoLeadId);
  }
  return readCard(services, kommoLeadId);
}

async function skipNext({ store, clock }: Services, kommoLeadId: number): Promise<void> {
  const followUp = await store.followUps.find(kommoLeadId);
  const next = followUp === null ? undefined : nextTouchOf(followUp);
  if (next === undefined) return;
  await store.followUps.changeTouch(next, 'planned', { state: 'skipped', at: clock() });
  await store.followUps.finish(kommoLeadId);
}
