import { expect, test } from '@jest/globals';
import { callFigure } from '../../../backend/src/operations/kpis/call-figures.js';
import { lastDays } from '../../../backend/src/operations/report/last-days.js';
import { bucketCount, bucketOf } from '../../../domain/measure/histogram.js';
import type { Measured } from '../../../backend/src/storage/tables.js';
import { inSpanish } from '../../support/in-spanish.js';

const calls = (name: string, outcome: Measured['outcome'], count: number): Measured => ({
  ...{ hour: '2026-11-29T10:00:00.000Z', kind: 'call', name, outcome },
  counts: Array.from({ length: bucketCount }, (_none, at) => (at === bucketOf(20) ? count : 0)),
});
const show = (...lately: readonly Measured[]) =>
  inSpanish(
    callFigure({
      ...{ lately, measured: lately },
      days: lastDays(new Date('2026-11-29T15:00:00Z'), 14),
    }),
  );

test('a vendor that answers fast and fails stands beside the time, so that "Mal" can be understood (R8.4)', () => {
  expect(show(calls('kommo read', 'ok', 9), calls('odoo create', 'failed', 1))).toMatchObject({
    state: 'bad',
    value: expect.stringMatching(/^\d+ ms · Odoo falla el 100.0 %$/),
  });
});

test('where none fails only the time is told (R8.4)', () => {
  expect(show(calls('kommo read', 'ok', 9))).toMatchObject({
    state: 'good',
    value: expect.stringMatching(/^\d+ ms$/),
  });
});
