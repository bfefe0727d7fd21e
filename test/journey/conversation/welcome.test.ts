import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

import { welcome } from '../../../backend/src/journey/conversation/welcome.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
}, 60_000);
afterAll(() => talk.close());

test('a captured lead is welcomed at once, by a template filled with its own words (R5.1, R5.4)', async () => {
  const { leadId } = await talk.capture(1);
  expect(await talk.said(leadId)).toEqual([
    '¡Hola, Carmen! Recibimos tu solicitud de propuesta para Ferretería El Progreso 0001 SRL. En unos minutos te haremos unas preguntas breves por aquí para prepararla. ¿Empezamos?',
  ]);
  expect(talk.takeFailures()).toEqual([]);
});

test('however often the step runs, the welcome leaves once (R5.1)', async () => {
  const { id, leadId } = await talk.capture(2);
  await welcome.run(talk.services, [{ leadId: id }, { leadId: id }]);
  await talk.settle();
  expect(await talk.said(leadId)).toHaveLength(1);
});

test('a person without a company reads no bare placeholder (R5.4)', async () => {
  const { leadId } = await talk.capture(3, { company_name: 'La 3' });
  const [text = ''] = await talk.said(leadId);
  expect(text).toContain('para La 3.');
  expect(text).not.toMatch(/[{}]/);
});

test.each([['said no', 4, { consent: false }, 'no_consent']] as const)(
  'a lead that %s gets none, and why is kept (R8.1)',
  async (_name, index, change, reason) => {
    const { leadId } = await talk.capture(index, change);
    expect(await talk.said(leadId)).toEqual([]);
    const [conversation] = await talk.services.store.conversations.find([leadId]);
    expect(conversation).toMatchObject({ state: 'none', facts: { reason } });
  },
);

test('a run that Kommo surely refused is tried again; one that may have run is not (R5.1)', async () => {
  const once = async (kind: string) => {
    const { id, leadId } = await talk.capture(Number(kind), { consent: false });
    await talk.services.store.conversations.forget(leadId, 'none');
    const [lead] = await talk.services.store.leads.findByIds([id]);
    if (lead !== undefined)
      await talk.services.store.leads.saveProfile(id, { ...lead.profile, consent: true });
    await talk.world.kommo('/sandbox/faults', {
      method: 'POST',
      body: { kind, match: '/api/v4/bots/', method: 'POST', times: 1 },
    });
    const [first] = await welcome.run(talk.services, [{ leadId: id }]);
    const [second] = await welcome.run(talk.services, [{ leadId: id }]);
    await talk.settle();
    return [first?.kind, second?.kind, (await talk.said(leadId)).length];
  };
  expect(await once('404')).toEqual(['failed', 'done', 1]);
  expect(await once('502')).toEqual(['done', 'done', 0]);
});
