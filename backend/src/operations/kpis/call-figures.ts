import { healthLimits } from '../../../../domain/blueprint/operating-rules.js';
import { judgeHigh, worstOf } from '../../../../domain/measure/health-state.js';
import { percentile } from '../../../../domain/measure/histogram.js';
import type { Measured, MeasuredKind } from '../../storage/tables.js';
import { drawLines } from '../report/draw-chart.js';
import { msOf, percent, sayMs, shareOf } from '../report/figure.js';
import type { Cell, Figure } from '../report/figure.js';
import type { Seen } from './read-health.js';
import { byDay, countsOf, namesOf, sizeOf } from './sum-measures.js';

const vendors = { kommo: 'Kommo', odoo: 'Odoo', meta: 'Meta' } as const;

/** How long Kommo, Odoo and Meta take to answer, for each of their verbs (R8.4). */
export function callFigure({ measured, lately, days }: Seen): Figure {
  const calls = lately.filter(({ kind }) => kind === 'call');
  const state = worstOf(
    Object.keys(vendors).flatMap((vendor) => {
      const own = calls.filter(({ name }) => name.startsWith(`${vendor} `));
      return [
        judgeHigh(percentile(countsOf(own), 0.95), healthLimits.callMs),
        judgeHigh(failureShare(own), healthLimits.callFailures),
      ];
    }),
  );
  const series = Object.entries(vendors).map(([vendor, name]) => ({
    name,
    values: byDay(
      measured.filter((row) => row.kind === 'call' && row.name.startsWith(`${vendor} `)),
      days,
      (rows) => percentile(countsOf(rows), 0.95),
    ),
  }));
  return {
    key: 'calls',
    title: { code: 'health.calls' },
    value: valueOf(slowestOf(calls), mostFailing(calls)),
    state,
    advice: { code: `health.calls_${state}` },
    chart: drawLines(series, { labels: days.labels, say: sayMs }),
    head: headOf({ code: 'health.vendor_verb' }),
    rows: namesOf(calls).map((name) => timesOf(sayName(name), calls, name)),
  };
}

/** How fast the companion answers the card and its pages (R8.4). */
export function answerFigure({ measured, lately, days }: Seen): Figure {
  const kind: MeasuredKind = 'answer';
  const answers = lately.filter((row) => row.kind === kind);
  const p95 = percentile(countsOf(answers, { name: 'card' }), 0.95);
  const state = judgeHigh(p95, healthLimits.callMs);
  const daily = byDay(
    measured.filter((row) => row.kind === kind && row.name === 'card'),
    days,
    (rows) => percentile(countsOf(rows), 0.95),
  );
  return {
    key: 'answers',
    title: { code: 'health.answers' },
    value: msOf(p95),
    state,
    advice: { code: `health.answers_${state}` },
    chart: drawLines([{ name: 'p95', values: daily }], { labels: days.labels, say: sayMs }),
    head: headOf({ code: 'health.place' }),
    rows: namesOf(answers).map((name) => timesOf(placeNames[name] ?? name, answers, name)),
  };
}

const placeNames: Readonly<Record<string, Cell>> = {
  card: { code: 'health.place_card' },
  admin: { code: 'health.place_admin' },
  widget: { code: 'health.place_widget' },
};

const headOf = (first: Cell): readonly Cell[] => [
  first,
  { code: 'health.times' },
  { code: 'health.failed' },
  ...['p50', 'p95', 'p99'],
];

/** "odoo search_read" → "Odoo · search_read" */
function sayName(name: string): string {
  const [vendor = '', verb = ''] = name.split(' ');
  const known = Object.entries(vendors).find(([key]) => key === vendor);
  return `${known?.[1] ?? vendor} · ${verb}`;
}

function timesOf(label: Cell, rows: readonly Measured[], name: string): readonly Cell[] {
  const own = rows.filter((row) => row.name === name);
  const counts = countsOf(own);
  return [
    label,
    String(sizeOf(own)),
    shareOf(failureShare(own)),
    ...[0.5, 0.95, 0.99].map((share) => msOf(percentile(counts, share))),
  ];
}

function failureShare(rows: readonly Measured[]): number | null {
  const all = sizeOf(rows);
  return all === 0 ? null : sizeOf(rows, 'failed') / all;
}

interface Failing {
  readonly vendor: string;
  readonly share: number;
}

/** A fast answer that is a failure is no good news, so the share that fails stands beside it. */
function valueOf(slowest: number | null, failing: Failing | null): Cell {
  if (slowest === null || failing === null) return msOf(slowest);
  const { vendor, share } = failing;
  return {
    code: 'health.calls_failing',
    params: { time: sayMs(slowest), vendor, share: percent(share) },
  };
}

/** Of the vendors, the one that fails most; null where none does. */
function mostFailing(calls: readonly Measured[]): Failing | null {
  const [worst] = Object.entries(vendors)
    .map(([vendor, name]) => ({
      vendor: name,
      share: failureShare(calls.filter((row) => row.name.startsWith(`${vendor} `))) ?? 0,
    }))
    .toSorted((one, other) => other.share - one.share);
  return worst === undefined || worst.share === 0 ? null : worst;
}

/** Of the vendors, the one that takes longest. */
function slowestOf(calls: readonly Measured[]): number | null {
  const all = Object.keys(vendors).flatMap((vendor) => {
    const own = calls.filter(({ name }) => name.startsWith(`${vendor} `));
    return percentile(countsOf(own), 0.95) ?? [];
  });
  return all.length === 0 ? null : Math.max(...all);
}
