import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestDatabase } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';
import { newCapture, profile } from '../examples.js';

describe.each(['embedded', 'url'] as const)('captures on a server reached as %s', (reached) => {
  let database: TestDatabase;
  let commits = 0;
  beforeAll(async () => {
    database = await openTestDatabase({ reached, onReceived: () => (commits += 1) });
  });
  afterAll(() => database.drop());

  test('a delivery is on disk when append resolves (R6.1)', async () => {
    const { captures } = database.store;
    const stored = await captures.append(newCapture({ idempotencyKey: null }));

    expect(stored.kind).toBe('stored');
    const id = stored.kind === 'stored' ? stored.captureId : '';
    const { rows } = await database.pool.query('select state from captures where id = $1', [id]);
    expect(rows).toEqual([{ state: 'received' }]);
    expect(await captures.findByIds([id])).toEqual([
      { id, profile: profile(), proof: null, receivedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
  });

  test('the same key and body is the first capture again; another body is a conflict (R1.2)', async () => {
    const { captures } = database.store;
    const first = await captures.append(newCapture({ idempotencyKey: 'k1', bodyHash: 'a' }));
    const again = await captures.append(newCapture({ idempotencyKey: 'k1', bodyHash: 'a' }));
    const other = await captures.append(newCapture({ idempotencyKey: 'k1', bodyHash: 'b' }));
    const elsewhere = await captures.append(
      newCapture({ idempotencyKey: 'k1', bodyHash: 'b', source: 'meta' }),
    );

    expect(first.kind).toBe('stored');
    expect(again).toEqual({ ...first, kind: 'repeated' });
    expect(other).toEqual({ kind: 'conflict' });
    expect(elsewhere.kind).toBe('stored');
  });

  test('the same key within one commit is judged alike (R1.2)', async () => {
    const { captures } = database.store;
    const hashes = ['a', 'a', 'a', 'b', 'a', 'b'];
    // The first starts a commit at once; the others share the next one.
    const [, ...answers] = await Promise.all([
      captures.append(newCapture({ idempotencyKey: null })),
      ...hashes.map((bodyHash) => captures.append(newCapture({ idempotencyKey: 'k2', bodyHash }))),
    ]);

    expect(answers.map(({ kind }) => kind)).toEqual([
      'stored',
      'repeated',
      'repeated',
      'conflict',
      'repeated',
      'conflict',
    ]);
    const ids = answers.flatMap((answer) => (answer.kind === 'conflict' ? [] : [answer.captureId]));
    expect(new Set(ids).size).toBe(1);
  });

  test('deliveries that arrive during a commit share the next one (R6.1)', async () => {
    const before = commits;
    const answers = await Promise.all(
      Array.from({ length: 300 }, () =>
        database.store.captures.append(newCapture({ idempotencyKey: null })),
      ),
    );

    expect(
      new Set(answers.map((answer) => ('captureId' in answer ? answer.captureId : ''))).size,
    ).toBe(300);
    expect(commits - before).toBe(2);
  });

  test('deliveries without a key are leads of their own', async () => {
    const { captures } = database.store;
    const one = await captures.append(newCapture({ idempotencyKey: null, bodyHash: 'same' }));
    const two = await captures.append(newCapture({ idempotencyKey: null, bodyHash: 'same' }));

    expect([one.kind, two.kind]).toEqual(['stored', 'stored']);
    expect(one).not.toEqual(two);
  });

  test('text that PostgreSQL refuses is stored without the offending characters', async () => {
    const { captures } = database.store;
    const odd = profile({ companyName: 'A\u0000B \uD800 \\u0000 "\'' });
    const stored = await captures.append(newCapture({ idempotencyKey: 'n\u0000ul', profile: odd }));
    const again = await captures.append(newCapture({ idempotencyKey: 'n\u0000ul', profile: odd }));

    expect(again).toEqual({ ...stored, kind: 'repeated' });
    const found = await captures.findByIds('captureId' in stored ? [stored.captureId] : []);
    expect(found[0]?.profile.person.companyName).toBe('AB \uFFFD \\u0000 "\'');
  });

  test('two processes that receive the same key store one capture (R1.2)', async () => {
    const other = await openSecondStore(database);
    const appended = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        [database.store, other.store].map((store) =>
          store.captures.append(newCapture({ idempotencyKey: `both-${index}` })),
        ),
      ).flat(),
    );
    await other.close();

    expect(appended.filter(({ kind }) => kind === 'stored')).toHaveLength(20);
    expect(appended.filter(({ kind }) => kind === 'repeated')).toHaveLength(20);
  });
});

async function openSecondStore(database: TestDatabase) {
  const { openPool } = await import('../../../backend/src/storage/pool.js');
  const { createStore } = await import('../../../backend/src/storage/store.js');
  const { silentLog } = await import('../../support/database.js');
  const pool = openPool({ connectionString: database.connectionString, log: silentLog });
  const store = createStore({ pool, clock: () => new Date() });
  return { store, close: () => store.close() };
}
