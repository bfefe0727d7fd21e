import { describe, expect, test } from '@jest/globals';
import { mayWithAnyLead, mayWithLead } from '../../../domain/rights/lead-rights.js';
import type { LeadPlace, Reach, UserRights } from '../../../domain/rights/lead-rights.js';

const user = (change: Partial<UserRights>): UserRights => ({
  userId: 7,
  isAdmin: false,
  isActive: true,
  groupId: 3,
  leads: { view: 'all', edit: 'all' },
  stages: [],
  ...change,
});

const place = (change: Partial<LeadPlace> = {}): LeadPlace => ({
  leadId: 1,
  responsibleUserId: 8,
  groupId: 4,
  pipelineId: 10,
  statusId: 11,
  ...change,
});
const own = place({ responsibleUserId: 7, groupId: 3 });
const ofGroup = place({ groupId: 3 });
const ofNobody = place({ responsibleUserId: null, groupId: 0 });
const others = place();

describe('what a user may do to a lead in Kommo is what they may do to it here (R8.2)', () => {
  test.each<[Reach, boolean, boolean, boolean, boolean]>([
    ['all', true, true, true, true],
    ['group', true, true, false, false],
    ['own', true, false, false, false],
    ['none', false, false, false, false],
  ])('who may see "%s" leads', (view, mayOwn, mayGroup, mayOthers, mayNobodys) => {
    const rights = user({ leads: { view, edit: 'none' } });
    expect(
      [own, ofGroup, others, ofNobody].map((lead) => mayWithLead(rights, 'view', lead)),
    ).toEqual([mayOwn, mayGroup, mayOthers, mayNobodys]);
    expect(mayWithLead(rights, 'edit', own)).toBe(false);
  });

  test('nobody edits what he may not see', () => {
    const rights = user({ leads: { view: 'own', edit: 'all' } });
    expect([own, others].map((lead) => mayWithLead(rights, 'edit', lead))).toEqual([true, false]);
  });

  test('what is set for a stage counts there instead', () => {
    const stage = { pipelineId: 10, statusId: 11, view: 'all', edit: 'none' } as const;
    const rights = user({ leads: { view: 'own', edit: 'own' }, stages: [stage] });
    expect([others, own].map((lead) => mayWithLead(rights, 'view', lead))).toEqual([true, true]);
    expect(mayWithLead(rights, 'edit', own)).toBe(false);
    const elsewhere = { ...own, statusId: 12 };
    expect(mayWithLead(rights, 'edit', elsewhere)).toBe(true);
  });

  test.each<[string, Partial<UserRights>, boolean | null]>([
    ['everything', {}, true],
    ['an administrator', { isAdmin: true, leads: { view: 'none', edit: 'none' } }, true],
    ['one who is deactivated', { isAdmin: true, isActive: false }, false],
    ['nothing', { leads: { view: 'none', edit: 'none' } }, false],
    ['own leads', { leads: { view: 'all', edit: 'own' } }, null],
    [
      'another right in one stage',
      { stages: [{ pipelineId: 10, statusId: 11, view: 'all', edit: 'none' }] },
      null,
    ],
  ])('whether the lead has to be looked at: %s', (_name, change, expected) => {
    expect(mayWithAnyLead(user(change), 'edit')).toBe(expected);
  });
});
