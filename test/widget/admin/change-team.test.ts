import { expect, test } from '@jest/globals';
import type { SavedTeam, TeamPage } from '../../../contract/team.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { findWrong } from '../../../widget/admin/team/find-wrong.js';
import { readSpans, saySpans } from '../../../widget/admin/team/hours-text.js';
import { changeTeam, sectors } from '../../../widget/admin/team/change-team.js';

const laura: SavedTeam['members'][number] = {
  ...{ userId: 1002, name: 'Laura', services: ['tax'], sectors: [], week: null },
  ...{ absences: [{ from: '2026-12-20', to: '2026-12-31' }], active: true },
};
const page: TeamPage = {
  team: {
    ...{ queueOwnerId: null, managerId: 1001, holidays: { added: [], removed: [] } },
    members: [laura],
  },
  ...{ loads: [], users: [{ id: 1003, name: 'Pedro' }], queued: 0, recent: [] },
};
const withLaura = (change: Partial<typeof laura>) => ({ members: [{ ...laura, ...change }] });

test.each<readonly [string, string, Readonly<Record<string, string>>, object | null]>([
  ['somebody is added', 'add:1003', {}, { members: [laura, { userId: 1003, name: 'Pedro' }] }],
  ['a stranger is not', 'add:9', {}, null],
  ['somebody leaves', 'remove:1002', {}, { members: [] }],
  ['the queue has an owner', 'owner:1001', {}, { queueOwnerId: 1001 }],
  ['pressed again, no manager', 'manager:1001', {}, { managerId: null }],
  ['no more leads', 'active:1002', {}, withLaura({ active: false })],
  ['another speciality', 'service:1002:payroll', {}, withLaura({ services: ['tax', 'payroll'] })],
  ['one speciality less', 'service:1002:tax', {}, withLaura({ services: [] })],
  ['a service that is none', 'service:1002:cooking', {}, null],
  [
    'absent for a day',
    'absence:1002',
    { from: '2027-01-04', to: '' },
    withLaura({ absences: [...laura.absences, { from: '2027-01-04', to: '2027-01-04' }] }),
  ],
  ['no date', 'absence:1002', { from: 'mañana', to: '' }, null],
  ['another sector', 'sector:1002:commerce', {}, withLaura({ sectors: ['commerce'] })],
  ['a sector that is none', 'sector:1002:cooking', {}, null],
  [
    'hours of their own',
    'hours:1002',
    { day_1: '8:00-12:00, 13:00-17:30', day_6: '9:00–13:00', day_7: ' ' },
    withLaura({
      week: {
        1: [
          { from: 480, to: 720 },
          { from: 780, to: 1_050 },
        ],
        6: [{ from: 540, to: 780 }],
      },
    }),
  ],
  ["the firm's hours", 'firm-hours:1002', {}, withLaura({ week: null })],
  [
    'a free day of the firm',
    'holiday:added',
    { date: '2026-12-24' },
    { holidays: { added: ['2026-12-24'], removed: [] } },
  ],
  ['back', 'present:1002:2026-12-20', {}, withLaura({ absences: [] })],
])('%s (R3.1)', (_case, order, fields, change) => {
  const after = changeTeam(page, order, fields);
  if (change === null) expect(after).toBeNull();
  else expect(after).toMatchObject(change);
});

test.each([
  ['hours:1002', { day_1: '8-12' }, { field: 'day_1', problem: 'hours' }],
  ['hours:1002', { day_1: '', day_2: '12:00-8:00' }, { field: 'day_2', problem: 'hours' }],
  ['hours:1002', { day_3: '8:00-12:00, 11:00-13:00' }, { field: 'day_3', problem: 'hours' }],
  ['hours:1002', { day_4: '8:00-24:01' }, { field: 'day_4', problem: 'hours' }],
  ['hours:1002', { day_5: '8:00-24:00' }, null],
  ['absence:1002', { from: '', to: '' }, { field: 'from', problem: 'date' }],
  ['absence:1002', { from: '2027-01-04', to: '2027-01-03' }, { field: 'to', problem: 'dates' }],
  ['absence:1002', { from: '2027-01-04', to: '2027-01-04' }, null],
  ['holiday:added', { date: '' }, { field: 'date', problem: 'date' }],
  ['holiday:added', { date: '2026-12-24' }, null],
])('%s with %j says which field is wrong (R3.1)', (order, fields, wrong) => {
  if (wrong === null) expect(findWrong(order, fields)).toBeNull();
  else expect(findWrong(order, fields)).toMatchObject(wrong);
});

test('the sectors are those of the form (R5.1)', () => {
  const sector = blueprint.questions.find(({ key }) => key === 'industry_sector');
  expect(sector?.options.map(({ key }) => key)).toEqual([...sectors]);
});

test('hours are written as they are read', () => {
  expect(saySpans(readSpans('8:00-12:00, 13:05-17:30') ?? [])).toBe('8:00-12:00, 13:05-17:30');
});
