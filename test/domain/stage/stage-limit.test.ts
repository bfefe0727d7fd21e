import { expect, test } from '@jest/globals';
import { pipelines } from '../../../domain/blueprint/pipelines.js';
import { decideLimit, limitEnd } from '../../../domain/stage/stage-limit.js';
import type { LimitDecision, OverLimit } from '../../../domain/stage/stage-limit.js';
import { runsLimit } from '../../../domain/stage/runs-limit.js';
import { team } from '../../support/team.js';

const hour = 3_600_000;
const now = new Date('2026-11-23T14:00:00Z');
const stageOf = (wanted: string) => {
  const found = pipelines.flatMap(({ stages }) => [...stages]).find(({ key }) => key === wanted);
  if (found === undefined) throw new Error(wanted);
  return found;
};
const untold: OverLimit = {
  ...{ told: [], conversation: null, hasManager: true, meetingAt: null },
};
const inOneMinute = new Date(now.getTime() + 60_000);

test.each<readonly [string, string, Partial<OverLimit>, LimitDecision]>([
  ['the owner of the queue, and nobody after', 'new', {}, tells('queue_owner', null)],
  ['the executive', 'qualified', {}, tells('executive', 2 * hour)],
  ['then the manager', 'qualified', { told: ['executive'] }, tells('manager', null)],
  [
    'nobody where there is no manager',
    'qualified',
    { told: ['executive'], hasManager: false },
    { kind: 'clear' },
  ],
  [
    'nobody while the meeting is still to come',
    'in_contact',
    { meetingAt: inOneMinute },
    { kind: 'wait', until: inOneMinute },
  ],
  [
    'the executive where the meeting has been',
    'in_contact',
    { meetingAt: now },
    tells('executive', 24 * hour),
  ],
  ['a day later at most', 'negotiation', {}, tells('executive', 24 * hour)],
  [
    'nobody while the welcome is looked for',
    'new',
    { conversation: { ended: false, optedOut: false, waitsUntil: now } },
    { kind: 'wait', until: new Date(now.getTime() + 30_000) },
  ],
  [
    'the owner of the queue where the welcome waits for tomorrow',
    'new',
    { conversation: { ended: false, optedOut: false, waitsUntil: inOneMinute } },
    tells('queue_owner', null),
  ],
  [
    'nobody where the conversation has ended',
    'qualifying',
    { conversation: { ended: true, optedOut: false, waitsUntil: null } },
    { kind: 'clear' },
  ],
  [
    'the owner of the queue where it opted out before it was asked anything: nobody else calls it',
    'new',
    { conversation: { ended: true, optedOut: true, waitsUntil: null } },
    tells('queue_owner', null),
  ],
  [
    'nobody while the bot still waits',
    'qualifying',
    { conversation: { ended: false, optedOut: false, waitsUntil: inOneMinute } },
    { kind: 'wait', until: new Date(inOneMinute.getTime() + 300_000) },
  ],
  [
    'the executive where the bot hangs',
    'qualifying',
    {
      conversation: {
        ended: false,
        optedOut: false,
        waitsUntil: new Date(now.getTime() - 600_000),
      },
    },
    tells('executive', null),
  ],
])('over the limit, told is: %s (%s, R3.1)', (_case, stage, facts, decision) => {
  expect(decideLimit(stageOf(stage), { ...untold, ...facts }, now)).toEqual(decision);
});

function tells(
  whom: 'queue_owner' | 'executive' | 'manager',
  nextMs: number | null,
): LimitDecision {
  return { kind: 'tell', whom, nextAt: nextMs === null ? null : new Date(now.getTime() + nextMs) };
}

test.each([
  ['qualified', '2026-11-27T21:00:00Z', '2026-11-27T23:00:00.000Z'],
  // Friday's call is due on Saturday at 9:00, not at night.
  ['in_contact', '2026-11-27T12:00:00Z', '2026-11-28T13:00:00.000Z'],
  ['in_contact', '2026-11-28T14:00:00Z', '2026-11-30T12:00:00.000Z'],
  ['negotiation', '2026-11-23T14:00:00Z', '2026-11-30T14:00:00.000Z'],
])('the limit of %s entered at %s ends at %s (R3.1)', (stage, entered, end) => {
  expect(limitEnd(stageOf(stage), new Date(entered), team())?.toISOString()).toBe(end);
});

test('won, lost and nurturing have no limit (R3.1)', () => {
  for (const stage of ['won', 'lost', 'nurturing']) {
    expect(limitEnd(stageOf(stage), now, team())).toBeNull();
  }
});

test.each([
  ['new', { stages: null, hasBots: false, hasTeam: true }, false],
  ['new', { stages: null, hasBots: true, hasTeam: false }, true],
  ['qualified', { stages: null, hasBots: true, hasTeam: false }, false],
  ['qualified', { stages: null, hasBots: false, hasTeam: true }, true],
  ['qualified', { stages: new Set(['new']), hasBots: true, hasTeam: true }, false],
])('the limit of %s runs with %j: %s (R3.1)', (stage, automation, runs) => {
  expect(runsLimit(stage, automation)).toBe(runs);
});
