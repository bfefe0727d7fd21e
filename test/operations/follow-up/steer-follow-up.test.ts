import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FollowUpAct } from '../../../contract/card-follow-up.js';
import { startFollowUp } from '../../../backend/src/journey/follow-up/start-follow-up.js';
import { steerFollowUp } from '../../../backend/src/operations/follow-up/steer-follow-up.js';
import { readFlow } from '../../../backend/src/operations/team/flow-page.js';
import { minute, openTalkWorld } from '../../journey/conversation/talk-world.js';
import type { TalkWorld } from '../../journey/conversation/talk-world.js';

const day = 24 * 60 * minute;

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

test('the card shows the next touch; a person pauses, resumes, skips and ends (R5.2)', async () => {
  const { leadId } = await talk.capture(1, { consent: 'No' });
  const start = { kommoLeadId: leadId, requestId: 'r', byPerson: true };
  await startFollowUp.run(talk.services, [start]);
  const steer = (to: FollowUpAct) =>
    steerFollowUp(talk.services, leadId, { to, requestId: `r-${to}` });
  const paused = await steer('pause');
  expect(paused.followUp).toMatchObject({ state: 'paused', next: { name: 'soft_reminder_24h' } });
  await talk.pass(2 * day);
  expect(await talk.tasks(leadId)).not.toContainEqual(
    expect.objectContaining({ text: expect.stringMatching(/^Seguimiento/) }),
  );
  const { touches } = await readFlow(talk.services);
  expect(touches).toHaveLength(6);
  for (const { why } of touches) expect(why).toEqual({ code: 'touch.why_paused' });

  const skipped = await steer('skip');
  expect(skipped.followUp?.next?.name).toBe('value_email_3d');
  expect((await steer('resume')).followUp?.state).toBe('active');
  const ended = await steer('end');
  expect(ended.followUp).toEqual({ state: 'ended', next: null });
  expect((await readFlow(talk.services)).touches).toEqual([]);
});

test('who leaves out the last touch ends the follow-up: nothing is left to come (R5.2)', async () => {
  const { leadId } = await talk.capture(2, { consent: 'No' });
  const at = talk.services.clock();
  await talk.services.store.followUps.start(
    {
      ...{ kommoLeadId: leadId, stage: 'new', byPerson: true, repeats: true },
      silentSince: at.toISOString(),
      touches: [{ key: 'nurturing_pipeline', dueAt: new Date(at.getTime() + day) }],
    },
    at,
  );
  const card = await steerFollowUp(talk.services, leadId, { to: 'skip', requestId: 'r-last' });
  expect(card.followUp).toEqual({ state: 'ended', next: null });
  expect(await talk.services.store.followUps.find(leadId)).toMatchObject({ endedWhy: 'finished' });
});

test('what two people press at once is done once: one touch is left out, and nothing of what was ended (R5.2)', async () => {
  const { leadId } = await talk.capture(3, { consent: 'No' });
  const start = { kommoLeadId: leadId, requestId: 'r', byPerson: true };
  await startFollowUp.run(talk.services, [start]);
  const steer = (to: FollowUpAct, touch?: string) =>
    steerFollowUp(talk.services, leadId, {
      ...{ to, requestId: 'r-both' },
      ...(touch !== undefined && { touch }),
    });
  const twice = async (to: FollowUpAct, touch?: string) => {
    await Promise.all([steer(to, touch), steer(to, touch)]);
    return (await steer(to, touch)).followUp;
  };
  expect(await twice('skip', 'soft_reminder_24h')).toMatchObject({
    next: { name: 'value_email_3d' },
  });
  expect(await twice('pause')).toMatchObject({ state: 'paused' });
  expect(await twice('resume')).toMatchObject({ state: 'active' });
  await Promise.all([steer('end'), steer('skip', 'value_email_3d'), steer('pause')]);
  const before = await talk.services.store.followUps.find(leadId);
  for (const to of ['skip', 'pause', 'resume', 'end'] as const) await steer(to);
  expect(await talk.services.store.followUps.find(leadId)).toEqual(before);
  expect(before).toMatchObject({ state: 'ended', endedWhy: 'ended_by_person' });
});
