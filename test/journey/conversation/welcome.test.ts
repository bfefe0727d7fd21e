import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

import { decideVerdict } from '../../../backend/src/jobs/run/verdict.js';
import { work } from '../../../backend/src/work/table.js';
import { messageBacklog } from '../../../backend/src/operations/conversations/message-backlog.js';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { inSpanish } from '../../support/in-spanish.js';
import { welcome } from '../../../backend/src/journey/conversation/welcome.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
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
  await welcome.run(talk.services, [
    { leadId: id, requestId: '' },
    { leadId: id, requestId: '' },
  ]);
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

const withMessages = (change: Partial<TalkWorld['services']['config']['messages']>) => ({
  ...talk.services,
  config: { ...talk.world.config, messages: { ...talk.world.config.messages, ...change } },
});

/** A lead that no welcome has looked at yet. */
async function unwelcomed(index: number): Promise<{ id: string; leadId: number }> {
  const { id, leadId } = await talk.capture(index, { consent: false });
  const { leads, conversations } = talk.services.store;
  const [lead] = await leads.findByIds([id]);
  if (lead !== undefined) await leads.saveProfile(id, { ...lead.profile, consent: null });
  await conversations.forget(leadId, 'none');
  return { id, leadId };
}

test('where nobody knows whether its form asks, a lead gets nothing, and the card says why (R8.1)', async () => {
  const { id, leadId } = await unwelcomed(5);
  const unasked = withMessages({ consentTexts: { direct: null, inlead: 'Acepto', meta: null } });
  await welcome.run(unasked, [{ leadId: id, requestId: '' }]);
  await talk.settle();
  expect(await talk.said(leadId)).toEqual([]);
  expect(inSpanish((await readCard(talk.services, leadId)).noMessage)).toEqual({
    reason:
      'No consta que aceptara que le escribamos: falta el texto de consentimiento de su formulario.',
  });
});

test('over the daily limit a welcome waits as a row, is counted, and leaves when there is room (R5.4)', async () => {
  const { id, leadId } = await unwelcomed(6);
  await welcome.run(withMessages({ peoplePerDay: 0 }), [{ leadId: id, requestId: '' }]);
  const [waiting] = await talk.services.store.conversations.find([leadId]);
  expect(waiting).toMatchObject({ due: 'welcome', facts: { reason: 'over_limit' } });
  expect(await messageBacklog(talk.services)).toMatchObject({ newLeads: 1, peoplePerDay: 1_000 });
  expect((await readCard(talk.services, leadId)).noMessage).not.toBeNull();

  await talk.pass(60 * minute);
  expect(await talk.said(leadId)).toHaveLength(1);
  expect(await messageBacklog(talk.services)).toMatchObject({ newLeads: 0, nextAt: null });
  expect((await readCard(talk.services, leadId)).noMessage).toBeNull();
});

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
    const [first] = await welcome.run(talk.services, [{ leadId: id, requestId: '' }]);
    const [second] = await welcome.run(talk.services, [{ leadId: id, requestId: '' }]);
    await talk.settle();
    const verdict =
      first === undefined
        ? null
        : decideVerdict(first, { attempt: 1, isLast: false }, work.welcome.ladder, () => 0).kind;
    return [verdict, second?.kind, (await talk.said(leadId)).length];
  };
  expect(await once('404')).toEqual(['again', 'done', 1]);
  expect(await once('502')).toEqual(['done', 'done', 0]);
});
