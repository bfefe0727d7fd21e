import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../../backend/src/app.js';
import { serve } from '../../support/serve.js';
import { body, openWorld, profile, until } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

const listed = z.object({
  _embedded: z.object({
    leads: z.array(
      z.object({
        id: z.number(),
        _embedded: z.object({ contacts: z.array(z.object({ id: z.number() })) }),
      }),
    ),
  }),
});
const leadsIn = async (world: World) => {
  const answer = await world.kommo('/api/v4/leads?with=contacts&limit=250');
  return answer === null ? [] : listed.parse(answer)._embedded.leads;
};

describe('one person, several captures (R1.3, R5.3)', () => {
  let talk: TalkWorld;
  beforeAll(async () => {
    talk = await openTalkWorld();
  });
  afterAll(() => talk.close());

  /** The same person, by whatever way. */
  async function again(index: number, change: object, facts: object = {}): Promise<void> {
    const { store } = talk.services;
    const appended = await store.captures.append({
      ...{ source: 'direct', idempotencyKey: null, bodyHash: '', requestId: 'r' },
      profile: { ...profile(index, { ...change }), ...facts },
    });
    if (appended.kind === 'conflict') throw new Error('not stored');
    await talk.services.enqueue('score', { id: appended.captureId });
    await talk.drain();
    await talk.settle();
    expect(talk.takeFailures()).toEqual([]);
  }
  const leadOf = (leadId: number) => talk.services.store.leads.findByKommoId(leadId);

  test('an open lead takes the newer answers with their origins, in Kommo too, is scored anew, and a note says what came', async () => {
    const { leadId, id } = await talk.capture(1, { company_size: '6-20' });
    const before = (await leadsIn(talk.world)).length;
    talk.advance(60_000);
    await again(
      1,
      { company_size: '51-100', service_type: 'Nómina', utm_source: 'instagram' },
      { source: 'inlead' },
    );
    expect(await leadsIn(talk.world)).toHaveLength(before);
    const row = await leadOf(leadId);
    expect(row?.id).toBe(id);
    expect(row?.profile).toMatchObject({
      services: ['accounting', 'payroll'],
      answers: { company_size: { value: '51-100' } },
      attribution: { utm_source: 'facebook' },
      lastTouch: { utm_source: 'instagram' },
    });
    const held = await talk.readLead(leadId);
    expect(held.answers.company_size?.value).toBe('51-100');
    expect(held.services).toEqual(['accounting', 'payroll']);
    const [newest] = await talk.services.store.scores.history(id, 1);
    expect(newest?.cause).toBe('came_again');
    expect(held.leadScore).toBe(newest?.score.total);
    expect((await talk.notes(leadId)).filter((text) => text.includes('InLead'))).toEqual([
      expect.stringContaining('Nómina'),
    ]);
  });

  test('after the lead was closed the same person is a new lead of the same contact', async () => {
    const { leadId } = await talk.capture(2);
    await talk.move(leadId, { won: true });
    await talk.settle();
    await again(2, {});
    const [closed, second] = (await leadsIn(talk.world))
      .filter((lead) => lead.id >= leadId)
      .sort((a, b) => a.id - b.id);
    expect(closed?.id).toBe(leadId);
    expect(second?._embedded.contacts).toEqual(closed?._embedded.contacts);
  });

  test('a lead that was closed a moment ago, which no hook has told, is found closed: a new one is made', async () => {
    const { leadId } = await talk.capture(3);
    await talk.move(leadId, { won: true });
    await again(3, {});
    const made = (await leadsIn(talk.world)).filter((lead) => lead.id > leadId);
    expect(made).toHaveLength(1);
  });

  test('a form finished after its partial lead was made completes that lead, and its welcome leaves (R2.4)', async () => {
    const { leadId: half } = await talk.capture(
      5,
      { company_size: undefined },
      { isPartial: true },
    );
    expect(await talk.said(half)).toEqual([]);
    const before = (await leadsIn(talk.world)).length;
    await again(5, { company_size: '21-50' });
    expect(await leadsIn(talk.world)).toHaveLength(before);
    const profileNow = (await leadOf(half))?.profile;
    expect(profileNow?.isPartial).toBeUndefined();
    expect(profileNow?.answers.company_size?.value).toBe('21-50');
    expect(await talk.said(half)).toHaveLength(1);
  });

  test('who comes again from the campaign’s pipeline is a new lead to call, and its touches end (R5.2)', async () => {
    const { leadId } = await talk.capture(6);
    await talk.moveTo(leadId, 'nurturing');
    await talk.settle();
    await again(6, {});
    expect((await talk.readLead(leadId)).stage).toBe('new');
  });
});

describe('all at once through the real capture path (R1.3, R6.1)', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test('twelve deliveries of two people by three sources: two contacts, an open lead each, nothing lost', async () => {
    const served = await serve(createApp(world.services, world.verify, world.metrics));
    await world.work();
    const post = async (source: string, index: number, change: object) => {
      const response = await fetch(`${served.url}/webhooks/leads/${source}`, {
        method: 'POST',
        headers: {
          ...{ authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
        },
        body: JSON.stringify({ ...body(index), ...change }),
      });
      expect(response.status).toBe(202);
    };
    const sizes = ['1-5', '6-20', '21-50', '51-100'];
    const ways = ['direct', 'inlead', 'meta'] as const;
    const all = [1, 2].flatMap((index) =>
      ways.flatMap((source) =>
        sizes.slice(0, 2).map((company_size) => {
          const service = source === 'meta' ? { service_interest: 'Nómina' } : {};
          return post(source, index, { company_size, ...service });
        }),
      ),
    );
    await Promise.all(all);

    const rows = () =>
      world.pool
        .query<{ kommo_lead_id: number | null; profile: { source: string } }>('select * from leads')
        .then((answer) => answer.rows);
    await until('every capture is in a lead', async () => {
      const { rows: waiting } = await world.pool.query(
        `select 1 from captures where state = 'received'
         union all select 1 from pgboss.job where state in ('created', 'retry', 'active')
           and name in ('score', 'send-to-kommo', 'merge-lead')`,
      );
      const held = await rows();
      return waiting.length === 0 && held.every((row) => row.kommo_lead_id !== null);
    });
    await served.close();

    const held = await leadsIn(world);
    expect(held).toHaveLength(2);
    expect(new Set(held.map(({ _embedded }) => _embedded.contacts[0]?.id)).size).toBe(2);
    expect(await rows()).toHaveLength(2);
    expect(await world.services.deadLetterQueue.countDeadLetters()).toBe(0);
  });

  test('a known contact without an open lead: captures at once make one', async () => {
    const [first] = await leadsIn(world);
    if (first === undefined) throw new Error('no lead');
    const row = await world.services.store.leads.findByKommoId(first.id);
    await world.kommo(`/sandbox/leads/${first.id}/move`, { method: 'POST', body: { won: true } });
    await world.services.store.leadStages.see(
      { kommoLeadId: first.id, stage: 'won', outcome: 'won', responsibleUserId: null },
      world.services.clock(),
    );
    const index = Number(/(\d{4})$/.exec(row?.profile.person.phone ?? '')?.[1]);
    for (let copy = 0; copy < 5; copy += 1) {
      await world.services.store.captures.append({
        ...{ source: 'direct', idempotencyKey: null, bodyHash: String(copy), requestId: 'r' },
        profile: profile(index),
      });
    }
    await world.relay.look();
    await until('all five are in one lead', async () => {
      const { rows: left } = await world.pool.query(
        `select 1 from captures where state = 'received'
         union all select 1 from pgboss.job where state in ('created', 'retry', 'active')
           and name in ('score', 'send-to-kommo', 'merge-lead')`,
      );
      return left.length === 0;
    });
    const now = (await leadsIn(world)).filter(
      ({ _embedded }) => _embedded.contacts[0]?.id === first._embedded.contacts[0]?.id,
    );
    expect(now).toHaveLength(2);
  });
});
