import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { odooSteps } from '../../contract/odoo.js';
import { randomUUID } from 'node:crypto';
import type { Score } from '../../contract/score.js';
import type { LeadRow } from '../../backend/src/storage/tables.js';
import { openTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { profile } from './examples.js';

const score = (total: number, change: Partial<Score> = {}): Score => ({
  model: 'pre',
  version: 'pre-1',
  total,
  leadClass: 'COLD',
  contributions: [{ factor: 'company_size', answer: '6-20', points: total, most: 100 }],
  missing: [],
  ...change,
});

const newLead = (change: Partial<LeadRow> = {}): LeadRow => ({
  id: randomUUID(),
  profile: profile(),
  capturedAt: '2026-11-20T12:00:00.000Z',
  kommoLeadId: null,
  kommoContactId: null,
  kommoCompanyId: null,
  sendingSince: null,
  ...change,
});

describe.each(['embedded', 'url'] as const)('tables on a server reached as %s', (reached) => {
  let database: TestDatabase;
  let now = new Date('2026-11-20T12:00:00.000Z');
  beforeAll(async () => {
    database = await openTestDatabase({ reached, clock: () => now });
  });
  afterAll(() => database.drop());

  describe('leads', () => {
    test('a lead is inserted once, with its first score (R2.5)', async () => {
      const { leads, scores } = database.store;
      const lead = newLead();
      await leads.insertMany([{ lead, score: score(40), cause: 'capture' }]);
      await leads.insertMany([
        {
          lead: { ...lead, profile: profile({ fullName: 'Otra Persona' }) },
          score: score(99),
          cause: 'again',
        },
      ]);

      expect(await leads.findByIds([lead.id, 'unknown'])).toEqual([lead]);
      expect(await scores.history(lead.id, 10)).toEqual([
        { at: now.toISOString(), cause: 'capture', score: score(40) },
      ]);
    });

    test('its Kommo ids are recorded once the create call is answered (R3.3)', async () => {
      const { leads } = database.store;
      const lead = newLead();
      await leads.insertMany([{ lead, score: score(40), cause: 'capture' }]);
      await leads.markSending([{ id: lead.id, contactId: null }], now);
      expect((await leads.findByIds([lead.id]))[0]?.sendingSince).toBe(now.toISOString());

      const ids = {
        id: lead.id,
        kommoLeadId: 30_000_000_001,
        kommoContactId: 7,
        kommoCompanyId: null,
      };
      await leads.recordKommoIds([ids]);
      await leads.saveProfile(lead.id, profile({ companyName: 'Nueva' }));
      expect(await leads.findByKommoId(30_000_000_001)).toEqual({
        ...lead,
        ...ids,
        profile: profile({ companyName: 'Nueva' }),
      });
      expect(await leads.findByKommoId(1)).toBeNull();
    });
  });

  describe('scores', () => {
    test('a score that says the same as the latest of its model is not stored again (R2.5)', async () => {
      const { scores } = database.store;
      const leadId = randomUUID();
      const at = now;
      expect(await scores.append(leadId, score(40), 'one', at)).toBe(true);
      expect(await scores.append(leadId, score(40), 'same', at)).toBe(false);
      expect(await scores.append(leadId, score(40, { model: 'lead' }), 'other model', at)).toBe(
        true,
      );
      expect(
        await scores.append(leadId, score(40, { version: 'pre-2' }), 'other version', at),
      ).toBe(true);
      expect(await scores.append(leadId, score(50, { version: 'pre-2' }), 'other total', at)).toBe(
        true,
      );
      expect(await scores.append(leadId, score(50, { version: 'pre-2' }), 'same', at)).toBe(false);

      expect((await scores.latest([leadId, 'unknown'], 'pre')).get(leadId)?.cause).toBe(
        'other total',
      );
      expect((await scores.latest([leadId], 'inlead')).size).toBe(0);
      expect((await scores.history(leadId, 2)).map(({ cause }) => cause)).toEqual([
        'other total',
        'other version',
      ]);
    });

    test('two steps that score one lead at once store one score', async () => {
      const leadId = randomUUID();
      const stored = await Promise.all(
        Array.from({ length: 8 }, () =>
          database.store.scores.append(leadId, score(60), 'race', now),
        ),
      );
      expect(stored.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('people', () => {
    test('a person is claimed once, busy until assigned, then known by any key', async () => {
      const { people } = database.store;
      const claims = await people.claim([
        { leadId: 'p1', keys: ['phone:+18095550111', 'email:a@a.example'] },
        { leadId: 'p2', keys: ['email:a@a.example'] },
        { leadId: 'p3', keys: ['phone:+18095550113'] },
      ]);
      expect([...claims]).toEqual([
        ['p1', { kind: 'claimed' }],
        ['p2', { kind: 'busy', byLeadId: 'p1' }],
        ['p3', { kind: 'claimed' }],
      ]);
      // The same lead again, after a crash: the claim is still its own.
      expect(
        (await people.claim([{ leadId: 'p1', keys: ['email:a@a.example'] }])).get('p1'),
      ).toEqual({ kind: 'claimed' });

      await people.assign([{ leadId: 'p1', contactId: 501 }]);
      await people.release(['p3']);
      const later = await people.claim([
        { leadId: 'p2', keys: ['email:a@a.example', 'phone:+18095550119'] },
        { leadId: 'p4', keys: ['phone:+18095550113'] },
      ]);
      expect([...later.values()]).toEqual([{ kind: 'known', contactId: 501 }, { kind: 'claimed' }]);
    });

    test('what Kommo says of a contact replaces what was known of it', async () => {
      const { people } = database.store;
      await people.learn([{ contactId: 601, keys: ['phone:+18095550121', 'email:old@b.example'] }]);
      await people.claim([{ leadId: 'q1', keys: ['email:new@b.example'] }]);
      await people.learn([{ contactId: 601, keys: ['phone:+18095550121', 'email:new@b.example'] }]);
      const claims = await people.claim([
        { leadId: 'q1', keys: ['email:new@b.example'] },
        { leadId: 'q2', keys: ['email:old@b.example'] },
      ]);
      expect([...claims.values()]).toEqual([
        { kind: 'known', contactId: 601 },
        { kind: 'claimed' },
      ]);
    });

    test('ten connections that claim the same people make one claim each (no contact twice)', async () => {
      const keysOf = (index: number) => [
        `phone:+1809555${String(index).padStart(4, '0')}`,
        `email:x${index}@c.example`,
      ];
      const all = await Promise.all(
        Array.from({ length: 10 }, (_, caller) =>
          database.store.people.claim(
            Array.from({ length: 20 }, (_, index) => ({
              leadId: `${caller}-${index}`,
              keys: caller % 2 ? keysOf(index) : keysOf(index).reverse(),
            })),
          ),
        ),
      );
      const kinds = all.flatMap((claims) => [...claims.values()].map(({ kind }) => kind));
      expect(kinds.filter((kind) => kind === 'claimed')).toHaveLength(20);
      expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(180);
    });

    test('until when the catch-up has read is unknown before the first pass', async () => {
      const { people } = database.store;
      expect(await people.knownUntil()).toBeNull();
      await people.setKnownUntil(now);
      expect(await people.knownUntil()).toEqual(now);
    });
  });

  describe('handOvers', () => {
    test('steps that end in one millisecond keep the order they run in (R5.5)', async () => {
      const { handOvers } = database.store;
      await handOvers.request(77, 'hook', 'r1');
      const at = now.toISOString();
      for (const step of odooSteps) {
        await handOvers.recordStep(77, { step, state: 'skipped', odooId: null, url: null, at });
      }
      const { steps = [] } = (await handOvers.find(77)) ?? {};
      expect(steps.map(({ step }) => step)).toEqual(odooSteps);
    });

    test('a hand-over is requested once, and again only after it failed (R5.5)', async () => {
      const { handOvers } = database.store;
      expect(await handOvers.find(1)).toBeNull();
      expect(await handOvers.request(1, 'user:1002', 'r1')).toBe(true);
      expect(await handOvers.request(1, 'hook', 'r2')).toBe(false);
      await handOvers.recordStep(1, {
        step: 'customer',
        state: 'done',
        odooId: 12,
        url: 'http://o.example/12',
        at: now.toISOString(),
      });
      await handOvers.recordWaiting(1, 'odoo_unreachable');
      expect(await handOvers.find(1)).toEqual({
        kommoLeadId: 1,
        state: 'requested',
        choices: [],
        chosenCustomer: null,
        requestedAt: now.toISOString(),
        reason: null,
        requestedBy: 'user:1002',
        requestId: 'r1',
        finishedAt: null,
        failure: { code: 'odoo_unreachable', reason: null, at: now.toISOString() },
        steps: [
          {
            step: 'customer',
            state: 'done',
            odooId: 12,
            url: 'http://o.example/12',
            at: now.toISOString(),
          },
        ],
      });

      await handOvers.recordWaiting(1, null);
      expect((await handOvers.find(1))?.failure).toBeNull();
      await handOvers.fail(1, 'odoo_rejected', { code: 'problem.odoo_rejected' }, now);
      expect(await handOvers.find(1)).toMatchObject({
        state: 'failed',
        failure: { code: 'odoo_rejected', reason: { code: 'problem.odoo_rejected' } },
      });

      now = new Date(now.getTime() + 60_000);
      expect(await handOvers.request(1, 'user:1003', 'r3')).toBe(true);
      expect(await handOvers.find(1)).toMatchObject({
        state: 'requested',
        requestedBy: 'user:1003',
        failure: null,
        steps: [{ odooId: 12 }],
      });
      await handOvers.forgetStep(1, 'customer');
      await handOvers.finish(1, now);
      expect(await handOvers.find(1)).toMatchObject({
        state: 'done',
        finishedAt: now.toISOString(),
        steps: [],
      });
      expect(await handOvers.request(1, 'hook', 'r4')).toBe(false);
    });

    test('two presses at the same moment make one hand-over (R5.5)', async () => {
      const asked = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          database.store.handOvers.request(2, `user:${index}`, `r${index}`),
        ),
      );
      expect(asked.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('hooks', () => {
    test('the same delivery is stored once, also within one commit (R8.3)', async () => {
      const { hooks } = database.store;
      const hook = {
        kind: 'account' as const,
        dedupeKey: 'd1',
        body: { leads: { add: [{ id: '7' }] } },
        requestId: 'r',
      };
      const stored = await Promise.all(
        [hook, hook, hook, { ...hook, kind: 'meta' as const }].map((one) => hooks.append(one)),
      );
      expect(stored).toEqual([true, false, false, true]);
      expect(await hooks.append(hook)).toBe(false);

      const { rows } = await database.pool.query<{ id: string }>(
        `select id from hooks where kind = 'account'`,
      );
      expect(await hooks.findByIds(rows.map(({ id }) => id))).toEqual([
        { id: rows[0]?.id, kind: 'account', body: hook.body, receivedAt: now.toISOString() },
      ]);
    });

    test('a body may be anything', async () => {
      const { hooks } = database.store;
      for (const [index, body] of [null, undefined, 'text', [1], 0].entries()) {
        expect(
          await hooks.append({ kind: 'salesbot', dedupeKey: `any${index}`, body, requestId: 'r' }),
        ).toBe(true);
      }
    });
  });

  describe('settings', () => {
    test('a setting is what was set; a generated one is generated once', async () => {
      const { settings } = database.store;
      expect(await settings.get('s')).toBeUndefined();
      await settings.set('s', { a: [1, null] });
      await settings.set('s', { b: 2 });
      expect(await settings.get('s')).toEqual({ b: 2 });

      let made = 0;
      const values = await Promise.all(
        Array.from({ length: 5 }, () => settings.getOrSet('secret', () => `made ${(made += 1)}`)),
      );
      expect(new Set(values).size).toBe(1);
      expect(await settings.getOrSet('secret', () => 'never')).toBe(values[0]);
    });
  });

  test('the database answers a ping', async () => {
    await expect(database.store.ping()).resolves.toBeUndefined();
  });
});
