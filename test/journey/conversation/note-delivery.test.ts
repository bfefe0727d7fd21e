import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../../backend/src/app.js';
import { serve } from '../../support/serve.js';
import type { Served } from '../../support/serve.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
let served: Served;
beforeAll(async () => {
  talk = await openTalkWorld();
  served = await serve(createApp(talk.services, talk.world.verify, talk.world.metrics));
}, 60_000);
afterAll(async () => {
  await served.close();
  await talk.close();
});

/** What Meta delivers of the number of a lead, and all that follows. */
async function tell(index: number, value: (phone: string) => object): Promise<void> {
  const phone = `1809555${String(index).padStart(4, '0')}`;
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: value(phone) }] }],
  });
  const hex = createHmac('sha256', 'sandbox-meta-secret').update(body).digest('hex');
  const response = await fetch(`${served.url}/webhooks/meta`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${hex}` },
    body,
  });
  expect(response.status).toBe(200);
  await talk.drain();
  await talk.settle();
}

const stamp = () => String(Math.floor(talk.services.clock().getTime() / 1_000));
const status = (what: string, code?: number) => (recipient_id: string) => ({
  statuses: [
    {
      ...{ id: `wamid.${what}`, status: what, timestamp: stamp(), recipient_id },
      ...(code === undefined ? {} : { errors: [{ code }] }),
    },
  ],
});

const read = async (leadId: number) => {
  const row = await talk.services.store.leads.findByKommoId(leadId);
  const [conversation] = await talk.services.store.conversations.find([leadId]);
  const score = row && (await talk.services.store.scores.latest([row.id], 'pre')).get(row.id);
  return {
    verified: row?.profile.whatsappVerified,
    marketing: row?.profile.marketingConsent,
    total: score?.score.total,
    ...{ state: conversation?.state, facts: conversation?.facts, dueAt: conversation?.dueAt },
  };
};

describe('a number is verified by what WhatsApp says of it (R2.5)', () => {
  test('by a message of the lead', async () => {
    const { leadId } = await talk.capture(1);
    const before = await read(leadId);
    expect(before.verified).toBe(false);
    await tell(1, (from) => ({
      messages: [{ id: 'wamid.a', from, timestamp: stamp(), type: 'text', text: { body: 'Hola' } }],
    }));
    const after = await read(leadId);
    expect(after.verified).toBe(true);
    expect(after.total).toBeGreaterThan(before.total ?? 100);
    const inKommo = z
      .object({
        custom_fields_values: z.array(
          z.object({ field_code: z.string(), values: z.array(z.object({ value: z.unknown() })) }),
        ),
      })
      .parse(await talk.world.kommo(`/api/v4/leads/${leadId}`));
    expect(
      inKommo.custom_fields_values.find((one) => one.field_code === 'LEAD_SCORE')?.values,
    ).toMatchObject([{ value: String(after.total) }]);
  });

  test.each([
    [2, 'delivered'],
    [3, 'read'],
  ])('by a message that arrived (%i, %s)', async (index, what) => {
    const { leadId } = await talk.capture(index);
    await tell(index, status(what));
    expect(await read(leadId)).toMatchObject({ verified: true });
  });

  test.each([
    [4, 'sent', undefined],
    [5, 'failed', 131_047],
    [6, 'failed', 131_026],
  ])('not by one that did not (%i, %s)', async (index, what, code) => {
    const { leadId } = await talk.capture(index);
    await tell(index, status(what, code));
    expect(await read(leadId)).toMatchObject({ verified: false });
  });

  test('nothing is kept of a number that is no lead’s', async () => {
    await tell(999, status('delivered'));
    expect(talk.takeFailures()).toEqual([]);
  });
});

describe('where WhatsApp tells of arrivals, the two minutes begin with it (R5.1)', () => {
  test('the welcome that left waits for its arrival, and the bot comes two minutes after that', async () => {
    const { leadId } = await talk.capture(20);
    // The hook of the message that left has come, and says less than what is being told.
    expect(await read(leadId)).toMatchObject({ state: 'welcomed' });
    await talk.pass(minute);
    await tell(20, status('delivered'));
    const told = await read(leadId);
    expect(told).toMatchObject({ state: 'waiting' });
    const at = talk.services.clock().getTime();
    expect(Date.parse(told.dueAt ?? '') - at).toBe(2 * minute);
    await talk.pass(2 * minute);
    expect(await read(leadId)).toMatchObject({ state: 'running' });
  });

  test('statuses in any order come to the same: read before delivered, failed after both', async () => {
    const { leadId } = await talk.capture(21);
    await tell(21, status('read'));
    const first = await read(leadId);
    await tell(21, status('delivered'));
    await tell(21, status('failed', 131_026));
    expect(await read(leadId)).toMatchObject({
      state: 'waiting',
      verified: true,
      dueAt: first.dueAt,
    });
  });

  test('a welcome to a number without WhatsApp becomes a person’s', async () => {
    const { leadId } = await talk.capture(22);
    await tell(22, status('failed', 131_026));
    expect(await read(leadId)).toMatchObject({ state: 'ended', facts: { ending: 'undelivered' } });
    expect((await talk.tasks(leadId)).length).toBeGreaterThan(0);
  });

  test('who refuses advertising at WhatsApp gets none of it (R8.1)', async () => {
    const { leadId } = await talk.capture(23, { marketing_opt_in: true });
    expect(await read(leadId)).toMatchObject({ marketing: true });
    await tell(23, status('failed', 131_050));
    expect((await read(leadId)).marketing).toBeUndefined();
  });
});
