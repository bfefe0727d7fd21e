import { describe, expect, test } from '@jest/globals';
import { workingHours } from '../../../domain/blueprint/working-hours.js';
import { byQueueOrder, chooseExecutive } from '../../../domain/assignment/choose-executive.js';
import type { Executive } from '../../../domain/assignment/choose-executive.js';

const now = new Date('2026-11-23T10:00-04:00');
const executive = (userId: number, changes: Partial<Executive> = {}): Executive => ({
  userId,
  name: `Executive ${userId}`,
  services: [],
  sectors: [],
  time: { week: workingHours, holidays: { added: [], removed: [] }, absences: [] },
  active: true,
  openLeads: 0,
  lastAssignedAt: null,
  ...changes,
});
const lead = { services: ['tax'], sector: 'commerce' } as const;
const absentToday = { from: '2026-11-23', to: '2026-11-23' };

describe('who gets a lead (R5.1)', () => {
  test.each<[string, readonly Executive[], number, string]>([
    ['the only one there', [executive(1, { active: false }), executive(2)], 2, 'only_available'],
    [
      'not who is absent today',
      [executive(1, { time: { ...executive(1).time, absences: [absentToday] } }), executive(2)],
      2,
      'only_available',
    ],
    [
      'the one who knows the service, however many leads are open',
      [executive(1), executive(2, { services: ['tax'], openLeads: 9 })],
      2,
      'speciality',
    ],
    [
      'service before sector',
      [executive(1, { sectors: ['commerce'] }), executive(2, { services: ['tax'] })],
      2,
      'speciality',
    ],
    [
      'service and sector before service alone',
      [
        executive(1, { services: ['tax'] }),
        executive(2, { services: ['tax'], sectors: ['commerce'] }),
      ],
      2,
      'speciality',
    ],
    [
      'fewest open leads',
      [executive(1, { openLeads: 3 }), executive(2, { openLeads: 2 })],
      2,
      'fewest_leads',
    ],
    [
      'longest idle',
      [
        executive(1, { lastAssignedAt: '2026-11-23T13:00:00Z' }),
        executive(2, { lastAssignedAt: '2026-11-23T12:00:00Z' }),
      ],
      2,
      'longest_idle',
    ],
    [
      'who never got one is idle longest',
      [executive(1, { lastAssignedAt: '2026-11-20T12:00:00Z' }), executive(2)],
      2,
      'longest_idle',
    ],
    ['the lower number where all is the same', [executive(2), executive(1)], 1, 'longest_idle'],
  ])('%s', (_name, team, userId, reason) => {
    expect(chooseExecutive(lead, team, now)).toMatchObject({
      kind: 'assigned',
      executive: { userId },
      reason,
    });
  });

  test('nobody there: the lead waits', () => {
    const sunday = new Date('2026-11-29T10:00-04:00');
    expect(chooseExecutive(lead, [executive(1)], sunday)).toEqual({ kind: 'queued' });
    expect(chooseExecutive(lead, [], now)).toEqual({ kind: 'queued' });
  });

  test('the queue gives the hottest first, then the oldest', () => {
    const queue = [
      { id: 'late', score: 70, since: '2026-11-23T12:00:00Z' },
      { id: 'hot', score: 90, since: '2026-11-23T13:00:00Z' },
      { id: 'early', score: 70, since: '2026-11-23T11:00:00Z' },
    ];
    expect([...queue].sort(byQueueOrder).map(({ id }) => id)).toEqual(['hot', 'early', 'late']);
  });
});
