import { expect, test } from '@jest/globals';
import { workTimeOf } from '../../../domain/assignment/team.js';
import { planMeeting } from '../../../domain/stage/plan-meeting.js';
import { team } from '../../support/team.js';

const time = workTimeOf(team(), null);

test.each([
  ['virtual', '2026-11-23T14:00:00Z', 'virtual', '2026-11-23T18:00:00.000Z'],
  ['in_person', '2026-11-23T14:00:00Z', 'in_person', '2026-11-24T12:30:00.000Z'],
  ['whatsapp', '2026-11-23T14:00:00Z', 'whatsapp', '2026-11-23T15:00:00.000Z'],
  ['call', '2026-11-23T21:00:00Z', 'call', '2026-11-24T12:30:00.000Z'],
  // The evening before Christmas: the 25th is a holiday, the 26th a Saturday.
  ['call', '2026-12-24T21:30:00Z', 'call', '2026-12-26T14:00:00.000Z'],
  [undefined, '2026-11-23T14:00:00Z', 'call', '2026-11-23T15:00:00.000Z'],
])('who prefers %s, in contact at %s, has a %s at %s (R3.1)', (preference, now, kind, at) => {
  const meeting = planMeeting(preference, new Date(now), time);
  expect([meeting.kind, meeting.at.toISOString()]).toEqual([kind, at]);
});
