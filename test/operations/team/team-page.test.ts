import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFlow } from '../../../backend/src/operations/team/flow-page.js';
import { readTeam, saveTeam } from '../../../backend/src/operations/team/team-page.js';
import { minute, openTalkWorld } from '../../journey/conversation/talk-world.js';
import type { TalkWorld } from '../../journey/conversation/talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

const member = (userId: number, name: string) => ({
  ...{ userId, name, services: [], sectors: [], week: null, absences: [], active: true },
});
const saved = {
  ...{ queueOwnerId: 1001, managerId: 1001, holidays: { added: [], removed: [] } },
  members: [member(1002, 'Laura'), member(9999, 'Quien se fue')],
};

test('the page says who is there, what each has to do, and who is no user of Kommo (R3.1)', async () => {
  await saveTeam(talk.services, saved, 'r1');
  const page = await readTeam(talk.services);
  expect(page.team).toEqual(saved);
  expect(page.users.map(({ id }) => id)).toEqual(expect.arrayContaining([1001, 1002, 1003]));
  expect(page.loads).toEqual([
    { userId: 1002, openLeads: 0, inKommo: true, isThere: true },
    { userId: 9999, openLeads: 0, inKommo: false, isThere: true },
  ]);
});

test('the last assignments say why, and a lead over its limit is listed with who was told (R3.1, R8.5)', async () => {
  await saveTeam(talk.services, { ...saved, members: [member(1002, 'Laura')] }, 'r2');
  const { leadId } = await talk.capture(1, { consent: 'No' });
  await talk.world.kommo(`/api/v4/leads/${leadId}`, {
    method: 'PATCH',
    body: { responsible_user_id: 1001 },
  });
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  await talk.pass(minute);
  const { recent, loads } = await readTeam(talk.services);
  expect(recent).toMatchObject([
    {
      ...{ kommoLeadId: leadId, userName: 'Laura' },
      reason: { code: 'assignment.because_only_available' },
    },
  ]);
  expect(loads[0]?.openLeads).toBe(1);
  expect((await readFlow(talk.services)).over).toEqual([]);
  await talk.pass(120 * minute);
  expect((await readFlow(talk.services)).over).toMatchObject([
    { kommoLeadId: leadId, stage: 'Calificado', told: { code: 'stage.told_executive' } },
  ]);
});

test('a touch that may not be sent is listed as held back, with why and who was asked instead (R5.2)', async () => {
  const cold = { company_size: '6-20', urgency_level: 'Próximos 3 meses' };
  const { leadId } = await talk.capture(2, { ...cold, budget_range: '15K-30K' });
  await talk.pass(2 * minute);
  await talk.pass(40 * minute);
  expect((await readFlow(talk.services)).held).toEqual([]);
  for (let days = 0; days < 4; days += 1) await talk.pass(24 * 60 * minute);
  expect((await readFlow(talk.services)).held).toContainEqual(
    expect.objectContaining({
      ...{ kommoLeadId: leadId, name: 'value_email_3d' },
      heldWhy: {
        code: 'touch.was_asked',
        params: { reasons: [{ code: 'touch.no_marketing_consent' }] },
      },
    }),
  );
  await talk.pass(30 * 24 * 60 * minute);
  const names = (await readFlow(talk.services)).held.map(({ name }) => name);
  expect(names).not.toContain('value_email_3d');
});
