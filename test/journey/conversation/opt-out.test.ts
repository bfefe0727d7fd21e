import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

test('"no me escrivan" stops everything at once, is confirmed once, and outlives a new form (R8.1)', async () => {
  const { leadId } = await talk.capture(1);
  await talk.write(leadId, 'No me escrivan más por favor');
  const after = await talk.said(leadId);
  expect(after.slice(1)).toEqual([expect.stringMatching(/^Listo, no te enviaremos más mensajes/)]);
  await talk.pass(40 * minute);
  expect(await talk.said(leadId)).toEqual(after);
  expect((await talk.readLead(leadId)).tags).toContain('no-escribir');
  await talk.setAside(leadId);
  const again = await talk.capture(1, { service_type: 'Fiscal' });
  expect(await talk.said(again.leadId)).toEqual([]);
  expect((await talk.services.store.conversations.find([again.leadId]))[0]).toMatchObject({
    state: 'none',
    facts: { reason: 'opted_out' },
  });
});

test('in the middle of the conversation the bot is stopped, and confirms itself what it can read (R8.1)', async () => {
  for (const [index, words] of [
    [2, 'BAJA'],
    [3, 'quiero darme de baja'],
  ] as const) {
    const { leadId } = await talk.capture(index);
    await talk.write(leadId, 'hola');
    await talk.pass(2 * minute);
    await talk.write(leadId, words);
    await talk.pass(40 * minute);
    const goodbyes = (await talk.said(leadId)).filter((text) => text.startsWith('Listo, no te'));
    expect([words, goodbyes.length]).toEqual([words, 1]);
    expect((await talk.readLead(leadId)).conversation.end).toBe('No quiere mensajes');
  }
  expect(talk.takeFailures()).toEqual([]);
});

const goodbyesOf = async (leadId: number) =>
  (await talk.said(leadId)).filter((text) => text.startsWith('Listo, no te'));

test('only a form with a new tick ends an opt-out, and a second "BAJA" works again (R8.1)', async () => {
  const { leadId } = await talk.capture(4);
  await talk.write(leadId, 'BAJA');
  await talk.write(leadId, 'baja ya');
  expect(await goodbyesOf(leadId)).toHaveLength(1);
  await talk.setAside(leadId);
  const untouched = await talk.capture(4, { service_type: 'Fiscal' });
  expect(await talk.said(untouched.leadId)).toEqual([]);

  await talk.pass(minute);
  await talk.setAside(untouched.leadId);
  const ticked = await talk.capture(4, { service_type: 'Nómina', consent: true });
  expect(await talk.said(ticked.leadId)).toHaveLength(1);
  await talk.write(ticked.leadId, 'BAJA');
  expect(await goodbyesOf(ticked.leadId)).toHaveLength(1);
  await talk.pass(40 * minute);
  expect(await talk.said(ticked.leadId)).toHaveLength(2);
});

test('a "BAJA" that is read after its window has closed is kept without a word (R8.1)', async () => {
  const { leadId } = await talk.capture(7);
  const body = { text: 'BAJA' };
  await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body });
  const hooks = await talk.takeHooks();
  const advanceMs = 25 * 60 * minute;
  await talk.world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs } });
  talk.advance(advanceMs);
  await talk.deliver(hooks);
  const { person } = await talk.readLead(leadId);
  expect(await talk.services.store.optOuts.has(person.phone ?? '')).toBe(true);
  expect(await goodbyesOf(leadId)).toEqual([]);
  const lines = await talk.services.store.consents.list([person.phone ?? '']);
  expect(lines.slice(-2)).toMatchObject([
    { act: 'withdrawn', purpose: 'contact', by: 'whatsapp' },
    { act: 'withdrawn', purpose: 'marketing', by: 'whatsapp' },
  ]);
});

test('an opt-out is of the person: the conversation of its other lead ends too (R8.1)', async () => {
  const { leadId } = await talk.capture(5);
  await talk.setAside(leadId);
  const other = await talk.capture(5, { service_type: 'Fiscal' });
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  const before = await talk.said(leadId);
  await talk.write(other.leadId, 'No quiero más mensajes');
  await talk.pass(40 * minute);
  expect(await talk.said(leadId)).toEqual(before);
});

test('a lead that nobody has captured is kept too, by its number (R8.1)', async () => {
  const { leadId } = await talk.capture(6);
  const { person } = await talk.readLead(leadId);
  await talk.world.pool.query('delete from leads where kommo_lead_id = $1', [leadId]);
  await talk.write(leadId, 'STOP');
  expect(await talk.services.store.optOuts.has(person.phone ?? '')).toBe(true);
});

test('the number is kept as a keyed hash only (R8.1)', async () => {
  const { rows } = await talk.world.pool.query<{ phone_hash: string }>('select * from opt_outs');
  expect(rows.length).toBeGreaterThan(3);
  for (const { phone_hash: hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
