import { qualifiedFrom } from '../../../../domain/conversation/run/decide-outcome.js';
import { costWithin } from '../../../../domain/measure/cost-within.js';
import type { Services } from '../../services.js';
import { drawBars } from '../report/draw-chart.js';
import { nothing, shareOf } from '../report/figure.js';
import type { Cell, Figure } from '../report/figure.js';
import { readChannelCosts } from './channel-costs.js';

const mostChannels = 30;

type ChannelRow = Awaited<ReturnType<Services['store']['figures']['channels']>>[number];

interface Span {
  readonly since: Date;
  readonly days: number;
}

/** Where leads come from, how good they are, and what they cost once an administrator has entered it (R8.6). */
export async function channelFigure(
  { store, clock, blueprint }: Services,
  { since, days }: Span,
): Promise<Figure> {
  const costs = await readChannelCosts(store);
  const costOf = (channel: string) => costWithin(costs[channel] ?? {}, since, clock());
  const seen = await store.figures.channels(since, qualifiedFrom, mostChannels);
  const silent = Object.keys(costs).filter(
    (channel) => costOf(channel) > 0 && seen.every((row) => row.channel !== channel),
  );
  const rows = [...seen, ...silent.map(withoutLeads)];
  const hasCosts = rows.some(({ channel }) => costOf(channel) > 0);
  const leads = rows.reduce((sum, row) => sum + row.leads, 0);
  return {
    key: 'channels',
    title: { code: 'analytics.channels', params: { days } },
    value: { code: 'analytics.leads', params: { count: leads } },
    ...{ state: 'none', advice: { code: 'analytics.channels_read' } },
    chart: drawBars(
      rows.slice(0, 8).map(({ channel, leads: value }) => ({ name: channel, value })),
      String,
    ),
    head: [...head, ...(hasCosts ? costHead(blueprint.handOver.budgetCurrency) : [])],
    rows: rows.map((row) => [
      ...cellsOf(row),
      ...(hasCosts ? costCellsOf(row, costOf(row.channel)) : []),
    ]),
  };
}

const withoutLeads = (channel: string): ChannelRow => ({
  ...{ channel, leads: 0, meanScore: null, qualified: 0, won: 0 },
});

const head: readonly Cell[] = [
  { code: 'analytics.channel' },
  { code: 'analytics.lead_count' },
  { code: 'analytics.mean_score' },
  { code: 'analytics.qualified' },
  { code: 'analytics.won' },
  { code: 'analytics.won_share' },
];

const cellsOf = ({ channel, leads, meanScore, qualified, won }: ChannelRow): readonly Cell[] => [
  ...[channel, String(leads)],
  meanScore === null ? nothing : meanScore.toFixed(1),
  ...[String(qualified), String(won)],
  shareOf(leads === 0 ? null : won / leads),
];

const costHead = (currency: string): readonly Cell[] => [
  { code: 'analytics.cost', params: { currency: signOf(currency) } },
  { code: 'analytics.cost_per_lead' },
  { code: 'analytics.cost_per_qualified' },
  { code: 'analytics.cost_per_won' },
];

/** As amounts are written here; the ISO code where it has no sign of its own. */
const signOf = (currency: string): string => ({ DOP: 'RD$', USD: 'US$' })[currency] ?? currency;

/** Nothing is free because nobody entered what it cost. */
const costCellsOf = ({ leads, qualified, won }: ChannelRow, cost: number): readonly Cell[] =>
  cost === 0
    ? costHead('').map(() => nothing)
    : [
        cost.toFixed(0),
        ...[leads, qualified, won].map((count) =>
          count === 0 ? nothing : (cost / count).toFixed(0),
        ),
      ];
