import { expect, test } from '@jest/globals';
import { createMeter } from '../../../backend/src/operations/kpis/create-meter.js';
import type { Measured } from '../../../backend/src/storage/tables.js';

const call = { kind: 'call', name: 'odoo create', outcome: 'ok', ms: 40 } as const;

test('what could not be written is kept for the next time, with what came meanwhile (R8.4)', async () => {
  const meter = createMeter(
    () => new Date('2026-11-28T10:59:59Z'),
    () => undefined,
  );
  meter.note(call);
  const down = new Error('the database is down');
  await expect(
    meter.flush(() => {
      meter.note({ ...call, ms: 60 });
      return Promise.reject(down);
    }),
  ).rejects.toBe(down);
  const written: Measured[] = [];
  await meter.flush((measured) => {
    written.push(...measured);
    return Promise.resolve();
  });
  expect(written).toMatchObject([{ hour: '2026-11-28T10:00:00.000Z', name: 'odoo create' }]);
  expect(written[0]?.counts.slice(0, 4)).toEqual([0, 1, 1, 0]);
  await meter.flush((measured) => {
    expect(measured).toEqual([]);
    return Promise.resolve();
  });
});
