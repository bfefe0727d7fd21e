import { healthLimits } from '../../../../domain/blueprint/operating-rules.js';
import { judgeHigh, judgeLow, worstOf } from '../../../../domain/measure/health-state.js';
import { percentile } from '../../../../domain/measure/histogram.js';
import type { Measured } from '../../storage/tables.js';
import { drawLines } from '../report/draw-chart.js';
import { msOf, percent, shareOf } from '../report/figure.js';
import type { Figure } from '../report/figure.js';
import type { Seen } from './read-health.js';
import { byDay, countsOf, namesOf, sizeOf, successOf } from './sum-measures.js';

/** Names, which no language changes. */
const sourceNames: Readonly<Record<string, string>> = {
  direct: 'Landing',
  inlead: 'InLead',
  meta: 'Meta',
  kommo: 'Kommo',
  pipeline: 'Kommo · Digital Pipeline',
  salesbot: 'Kommo · Salesbot',
};

/** How many of the deliveries were kept (R8.4). What a stranger sends is refused, and no failure of ours. */
export function webhookFigure({ measured, lately, days }: Seen): Figure {
  const ours = (all: readonly Measured[]) => all.filter(({ kind }) => kind === 'webhook');
  const webhooks = ours(lately);
  const rate = successOf(webhooks);
  const p95 = percentile(countsOf(webhooks, { outcome: 'ok' }), 0.95);
  const state = worstOf([
    judgeLow(rate, healthLimits.webhookSuccess),
    judgeHigh(p95, healthLimits.webhookMs),
  ]);
  const daily = byDay(ours(measured), days, successOf);
  return {
    key: 'webhooks',
    title: { code: 'health.webhooks' },
    value: shareOf(rate),
    state,
    advice: { code: `health.webhooks_${state}` },
    chart: drawLines([{ name: 'OK', values: daily }], { labels: days.labels, say: percent }),
    head: [
      { code: 'health.source' },
      { code: 'health.kept' },
      { code: 'health.refused' },
      { code: 'health.failed' },
      { code: 'health.success' },
      ...['p50', 'p95', 'p99'],
    ],
    rows: namesOf(webhooks).map((name) => {
      const one = webhooks.filter((row) => row.name === name);
      const kept = countsOf(one, { outcome: 'ok' });
      return [
        sourceNames[name] ?? name,
        ...(['ok', 'refused', 'failed'] as const).map((outcome) => String(sizeOf(one, outcome))),
        shareOf(successOf(one)),
        ...[0.5, 0.95, 0.99].map((share) => msOf(percentile(kept, share))),
      ];
    }),
  };
}
