import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { member, team } from '../../support/team.js';
import { minute, openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

const hour = 60 * minute;

let talk: TalkWorld;
let people = 0;
beforeAll(async () => {
  talk = await openTalkWorld();
  await talk.services.store.team.save(team());
});
afterAll(() => talk.close());

/** The API's token is user 1001's. */
async function qualified(responsible: number): Promise<number> {
  const members = responsible === 1001 ? [member(1001)] : [member(1002)];
  const queueOwnerId = responsible === 1001 ? null : 1001;
  await talk.services.store.team.save(team({ members, queueOwnerId }));
  const { leadId } = await talk.capture(++people, { consent: 'No' });
  const body = { responsible_user_id: responsible };
  await talk.world.kommo(`/api/v4/leads/${leadId}`, { method: 'PATCH', body });
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  // Entered, given to its executive, entered again.
  await talk.pass(minute);
  await talk.pass(minute);
  return leadId;
}

/** As one does in Kommo's own page. */
const inItsName = async (write: () => Promise<unknown>): Promise<void> => {
  const turn = (on: boolean) =>
    talk.world.kommo('/sandbox/switches', {
      method: 'POST',
      body: { 'api-writes-as-token-user': on },
    });
  await turn(true);
  await write();
  await turn(false);
};

const note = (leadId: number, note_type: string, params: object) =>
  talk.world.kommo(`/api/v4/leads/${leadId}/notes`, {
    method: 'POST',
    body: [{ note_type, params }],
  });
const call = {
  ...{ uniq: 'c-1', duration: 94, source: 'centralita', link: 'https://example.com/c-1.mp3' },
  ...{ phone: '+18095550142', call_status: 4 },
};
const messageOf = (by: 'person' | 'bot') => (leadId: number) =>
  talk.world.kommo('/sandbox/messages', {
    method: 'POST',
    body: { leadId, text: 'Buenas', direction: 'outgoing', by },
  });

test.each<readonly [string, number, string, (leadId: number) => Promise<unknown>]>([
  ['writes', 1002, 'in_contact', messageOf('person')],
  ['calls', 1002, 'in_contact', (id) => note(id, 'call_out', call)],
  ['takes a call', 1002, 'in_contact', (id) => note(id, 'call_in', call)],
  ['reaches nobody', 1002, 'qualified', (id) => note(id, 'call_out', { ...call, duration: 0 })],
  [
    'notes',
    1001,
    'in_contact',
    (id) => inItsName(() => note(id, 'common', { text: 'Pidió que llame el lunes' })),
  ],
  [
    'only finds our summary',
    1001,
    'qualified',
    (id) => inItsName(() => note(id, 'common', { text: 'Conversación de WhatsApp · Nómina' })),
  ],
  [
    'sees a note of another person',
    1002,
    'qualified',
    (id) => inItsName(() => note(id, 'common', { text: 'Hola' })),
  ],
  ['sees a note of a machine', 1002, 'qualified', (id) => note(id, 'common', { text: 'Hola' })],
  ['sees a bot write', 1002, 'qualified', messageOf('bot')],
  ['hears from the lead', 1002, 'qualified', (id) => talk.write(id, '¿Me llaman?')],
  ['does nothing', 1002, 'qualified', () => Promise.resolve()],
])(
  'a lead whose executive %s (user %i) stands in %s minutes later (R3.1)',
  async (_case, responsible, stage, act) => {
    const leadId = await qualified(responsible);
    await act(leadId);
    await talk.settle();
    await talk.pass(6 * minute);
    expect((await talk.readLead(leadId)).stage).toBe(stage);
    expect(talk.takeFailures()).toEqual([]);
  },
);

test('while nobody acts, all leads together cost two calls a look, and none its own history (R8.4)', async () => {
  const ids = [await qualified(1002), await qualified(1002), await qualified(1002)];
  await talk.takeCalls();
  for (let looks = 0; looks < 3; looks += 1) await talk.pass(6 * minute);
  const calls = await talk.takeCalls();
  const own = (call: string): boolean => ids.some((id) => call.includes(`/leads/${id}/notes`));
  expect(calls.filter(own)).toEqual([]);
  expect(calls.filter((call) => call.includes('/leads/notes?'))).toHaveLength(3);
}, 60_000);

test('what was done before the stage began is no contact of it (R3.1)', async () => {
  const { leadId } = await talk.capture(++people, { consent: 'No' });
  await messageOf('person')(leadId);
  await talk.pass(minute);
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  await talk.pass(minute);
  await talk.pass(10 * minute);
  await talk.pass(10 * minute);
  expect((await talk.readLead(leadId)).stage).toBe('qualified');
});

test('whoever moves the task of a meeting moves its time: it is made once, and nobody is told before it (R3.1)', async () => {
  const since = talk.services.clock().getTime() - Date.parse('2026-11-23T14:00:00Z');
  await talk.pass((7 * 24 * hour - (since % (7 * 24 * hour))) % (7 * 24 * hour));
  const leadId = await qualified(1002);
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  await talk.pass(minute);
  const meetings = async () =>
    (await talk.services.kommo.readTasks(leadId)).filter(({ text }) => text.startsWith('Llamar a'));
  const told = async () =>
    (await talk.tasksFor(leadId)).filter(({ text }) => text.startsWith('Plazo vencido')).length;
  const [meeting] = await meetings();
  const moved = Math.floor(talk.services.clock().getTime() / 1_000) + (72 * hour) / 1_000;
  const body = { complete_till: moved };
  await talk.world.kommo(`/api/v4/tasks/${meeting?.id ?? 0}`, { method: 'PATCH', body });
  const { leadStages } = talk.services.store;
  const [stay] = await leadStages.find([leadId]);
  if (stay === undefined) throw new Error('nowhere');
  // As after a crash: the stage is entered again.
  await leadStages.change(stay, { due: { what: 'enter-stage', at: talk.services.clock() } });
  await talk.pass(71 * hour);
  expect(await meetings()).toMatchObject([{ dueAt: new Date(moved * 1_000).toISOString() }]);
  expect(await told()).toBe(0);
  await talk.pass(2 * hour);
  expect(await told()).toBe(1);
});
