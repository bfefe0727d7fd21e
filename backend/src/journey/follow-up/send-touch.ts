import { allTouches } from '../../../../domain/blueprint/follow-up.js';
import { workTimeOf } from '../../../../domain/assignment/team.js';
import { decideTouch } from '../../../../domain/follow-up/decide-touch.js';
import type { TouchDecision } from '../../../../domain/follow-up/decide-touch.js';
import type { Services } from '../../services.js';
import type { FollowUp, TouchChange, TouchRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import { momentOf } from '../../work/moment-of.js';
import { oneByOne } from '../../work/step.js';
import type { Input } from '../../work/table.js';
import { doTouch } from './do-touch.js';
import { giveUpTouch } from './give-up-touch.js';
import { readFacts } from './touch-facts.js';
import type { Touching } from './touch-facts.js';

/** A call that nobody has closed is looked at again. */
const callAgainMs = 24 * 60 * 60_000;

/** R5.2. At most once whatever fails: a touch that may have left is not sent again. */
export const sendTouch = oneByOne('send-touch', send, giveUpTouch);

async function send(services: Services, asked: Input['send-touch']): Promise<Outcome<never>> {
  const { clock, log } = services;
  const { kommoLeadId, touch: key } = asked;
  const found = await load(services, asked);
  if (found === null) {
    // It may have been the last, whatever became of it.
    await services.store.followUps.finish(kommoLeadId);
    return done();
  }
  const time = workTimeOf(await services.store.team.read(), null);

  const facts = await readFacts(services, found);
  const decision = decideTouch(found.touch, facts, { now: clock(), time });

  await act(services, found, decision);

  await services.store.followUps.finish(kommoLeadId);
  log.info({ leadId: kommoLeadId, touch: key, decision: decision.kind }, 'looked at a touch');
  return done();
}

/** Null where it is not due any more, or where it may have left already. */
async function load(
  services: Services,
  { kommoLeadId, touch: key, requestId }: Input['send-touch'],
): Promise<Touching | null> {
  const { store, kommo } = services;
  const followUp = await store.followUps.find(kommoLeadId);
  const planned = followUp?.touches.find((one) => one.key === key);
  const touch = allTouches.find((one) => one.key === key);
  if (followUp?.state !== 'active' || planned === undefined || touch === undefined) return null;
  if (!(await isStillPlanned(services, planned, requestId))) return null;
  if (await isOvertaken(services, followUp, planned)) return null;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  if (row !== null && lead !== undefined) return { touch, followUp, lead, row };
  await end(services, followUp, 'lost');
  return null;
}

/** At the moment that the job is of. */
async function isStillPlanned(
  { store, clock }: Services,
  touch: TouchRow,
  requestId: string,
): Promise<boolean> {
  if (touch.state === 'sending') {
    // We ended between the message and its record.
    const unsure = { state: 'sent', why: ['unsure'], at: clock() } as const;
    await store.followUps.changeTouch(touch, 'sending', unsure);
  }
  return touch.state === 'planned' && momentOf(touch.dueAt) === requestId;
}

/** After days of standstill nobody gets two at once: the newest that is due counts. */
async function isOvertaken(
  { store, clock }: Services,
  { touches: all }: FollowUp,
  touch: TouchRow,
): Promise<boolean> {
  const at = clock();
  const isLater = all.some(
    ({ state, dueAt }) =>
      state === 'planned' && dueAt > touch.dueAt && Date.parse(dueAt) <= at.getTime(),
  );
  if (isLater) {
    const skipped = { state: 'skipped', why: ['overtaken'], at } as const;
    await store.followUps.changeTouch(touch, 'planned', skipped);
  }
  return isLater;
}

async function act(services: Services, touching: Touching, decision: TouchDecision): Promise<void> {
  const { followUp, touch } = touching;
  const at = services.clock();
  const row = { kommoLeadId: followUp.kommoLeadId, key: touch.key };
  const change = (to: TouchChange) =>
    services.store.followUps.changeTouch(row, 'planned', { ...to, at });
  const putOff = (dueAt: Date, why: string) => change({ state: 'planned', dueAt, why: [why] });
  switch (decision.kind) {
    case 'end':
      return end(services, followUp, decision.why);
    case 'later':
      await putOff(decision.until, decision.why);
      return;
    case 'wait':
      await putOff(new Date(at.getTime() + callAgainMs), decision.why);
      return;
    case 'skip':
      await change({ state: 'skipped', why: decision.held });
      return;
    case 'send':
    case 'task': {
      const until = await doTouch(services, touching, decision);
      if (until !== null) await putOff(until, 'limit');
    }
  }
}

async function end(
  { store }: Services,
  { kommoLeadId }: FollowUp,
  endedWhy: NonNullable<FollowUp['endedWhy']>,
): Promise<void> {
  await store.followUps.change(kommoLeadId, ['active', 'paused'], { state: 'ended', endedWhy });
}
