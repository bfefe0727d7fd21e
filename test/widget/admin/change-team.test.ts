import { expect, test } from '@jest/globals';
import type { SavedTeam, TeamPage } from '../../../contract/team.js';
import { changeTeam } from '../../../widget/admin/team/change-team.js';

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
  ['back', 'present:1002:2026-12-20', {}, withLaura({ absences: [] })],
])('%s (R3.1)', (_case, order, fields, change) => {
  const after = changeTeam(page, order, fields);
  if (change === null) expect(after).toBeNull();
  else expect(after).toMatchObject(change);
});
