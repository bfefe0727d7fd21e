import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Migrator } from 'kysely';
import type { ConsentEntry } from '../../domain/consent/consent-entry.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { migrate } from '../../backend/src/storage/migrate.js';
import { migrations } from '../../backend/src/storage/migrations/migrations.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { createStore } from '../../backend/src/storage/store.js';
import { openEmptyDatabase, openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { profile } from './examples.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const granted = (change: Partial<ConsentEntry> = {}): ConsentEntry => ({
  ...{ act: 'granted', purpose: 'contact', by: 'direct', at: '2026-11-20T12:00:00.000Z' },
  ...{ captureId: randomUUID(), text: 'Autorizo.', textVersion: '0123456789abcdef' },
  ...{ page: 'https://form.example/form', addressHash: 'h' },
  ...change,
});

test('a capture’s consent is kept once, and found by the number or the address of its person (R8.1)', async () => {
  const { consents } = database.store;
  const entry = granted();
  const names = ['+18095550111', 'ana@uno.example'];
  await consents.record([{ names, entry }]);
  await consents.record([{ names, entry: { ...entry, act: 'refused' } }]);
  expect(await consents.list(['+18095550111'])).toEqual([entry]);
  expect(await consents.list(['ana@uno.example'])).toEqual([entry]);
  expect(await consents.list(['+18095550112'])).toEqual([]);
  expect(await consents.list([])).toEqual([]);
});

test('it is withdrawn for every purpose, once, and a later tick grants again (R8.1)', async () => {
  const { consents } = database.store;
  const names = ['+18095550121'];
  await consents.record([{ names, entry: granted() }]);
  const at = new Date('2026-11-21T12:00:00Z');
  await consents.withdraw({ names, by: 'whatsapp', at });
  await consents.withdraw({ names, by: 'user:1001', at });
  await consents.record([{ names, entry: granted({ at: '2026-11-22T12:00:00.000Z' }) }]);
  const lines = (await consents.list(names)).map(({ act, purpose, by }) => [act, purpose, by]);
  expect(lines).toEqual([
    ['granted', 'contact', 'direct'],
    ['withdrawn', 'contact', 'whatsapp'],
    ['withdrawn', 'marketing', 'whatsapp'],
    ['granted', 'contact', 'direct'],
  ]);
});

test('the ledger itself names nobody (R8.1)', async () => {
  const { rows } = await database.pool.query('select * from consents');
  expect(rows.length).toBeGreaterThan(2);
  expect(JSON.stringify(rows)).not.toMatch(/8095550|ana@/);
});

test('what leads and opt-outs kept of before moves into the ledger, and is told nowhere else (R8.1)', async () => {
  const empty = await openEmptyDatabase('embedded');
  const pool = openPool({ connectionString: empty.connectionString, log: silentLog });
  const db = createDatabase(pool);
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  await new Migrator({ db, provider }).migrateTo('2027-06-capture-drafts');
  const consentProof = {
    ...{ text: 'Autorizo.', marketingText: 'Quiero ofertas.', version: '0123456789abcdef' },
    ...{ at: '2026-11-20T12:00:00.000Z', page: 'p', addressHash: 'h' },
  };
  const kept = { ...profile(), consentProof };
  await pool.query(
    `insert into captures (id, source, body_hash, profile, request_id, received_at)
      values ('a', 'direct', '', $1, 'r', now()), ('b', 'direct', '', $1, 'r', now())`,
    [JSON.stringify(kept)],
  );
  await pool.query(`insert into leads (id, profile, captured_at) values ('a', $1, now())`, [
    JSON.stringify(kept),
  ]);

  await migrate(db);

  const store = createStore({ pool, clock: () => new Date() });
  expect(await store.consents.list([kept.person.phone ?? ''])).toMatchObject([
    { act: 'granted', purpose: 'contact', captureId: 'a', text: 'Autorizo.', addressHash: 'h' },
    { act: 'granted', purpose: 'marketing', captureId: 'a', text: 'Quiero ofertas.' },
  ]);
  const [lead] = await store.leads.findByIds(['a']);
  expect(lead?.profile).toEqual(profile());
  const proofs = (await store.captures.findByIds(['a', 'b'])).map(({ id, proof }) => [
    id,
    proof?.text,
  ]);
  expect(new Map(proofs.map(([id, text]) => [id ?? '', text]))).toEqual(
    new Map([
      ['a', undefined],
      ['b', 'Autorizo.'],
    ]),
  );
  await store.close();
  await empty.drop();
});
