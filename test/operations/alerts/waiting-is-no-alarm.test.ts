import { expect, test } from '@jest/globals';
import { watchFailures } from '../../../backend/src/operations/alerts/watch-failures.js';
import { openWorld, profile, until } from '../../support/world.js';

test('forty captures wait out a pause that Kommo asks for: no try is spent, no alarm raised (R6.1, R6.2)', async () => {
  const world = await openWorld({ env: { FAILURES_IN_A_ROW: '20' } });
  const { services } = world;
  const limits = { perSecond: 0, perAccount: 0, blockAfter: 0, retryAfterSeconds: 60 };
  await world.kommo('/sandbox/limits', { method: 'POST', body: limits });
  await world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '429', times: 1 } });
  await world.work();
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      services.store.captures.append({
        ...{ source: 'direct' as const, idempotencyKey: null, bodyHash: '', requestId: 'r' },
        profile: profile(index),
      }),
    ),
  );
  await until('every lead to wait for the end of the rest', async () => {
    const stats = await world.jobs.stats();
    return stats.find(({ step }) => step === 'send-to-kommo')?.delayed === 40;
  });

  expect(await services.store.alerts.failures()).toEqual({ kommo: 0, odoo: 0, meta: 0 });
  expect(await watchFailures(services)).toEqual([]);
  const { rows } = await world.pool.query(
    "select distinct data ->> 'tries' as tries from pgboss.job where name = 'send-to-kommo'",
  );
  expect(rows).toEqual([{ tries: '0' }]);
  await world.close();
});
