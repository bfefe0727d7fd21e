import { allTouches } from '../../../../domain/blueprint/follow-up.js';
import { findBottleneck } from '../../../../domain/measure/bottleneck.js';
import { totalOf } from '../../../../domain/measure/histogram.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';
import { drawBars } from '../report/draw-chart.js';
import { msOf, nothing, sayMs, shareOf } from '../report/figure.js';
import type { Cell, Figure, UnfiledReport } from '../report/figure.js';
import { listChannelCosts, readChannelCosts } from './channel-costs.js';
import { channelFigure } from './channel-figure.js';
import { stageName } from '../story/stage-name.js';

const days = 90;
const ratioOf = (some: number, all: number): Cell => shareOf(all === 0 ? null : some / all);

/** Channels, touches, time in each stage, and how much the card is used (R8.6, R8.9). */
export async function readAnalytics(services: Services): Promise<UnfiledReport> {
  const since = new Date(services.clock().getTime() - days * dayMs);
  const figures = await Promise.all([
    channelFigure(services, { since, days }),
    touchFigure(services, since),
    stageFigure(services, since),
    adoptionFigure(services, since),
  ]);
  const channels = figures[0].rows.flatMap(([name]) => (typeof name === 'string' ? [name] : []));
  const entered = listChannelCosts(await readChannelCosts(services.store));
  const currency = services.blueprint.handOver.budgetCurrency;
  return { raised: [], figures, costs: { currency, channels, entered } };
}

async function touchFigure({ store }: Services, since: Date): Promise<Figure> {
  const seen = await store.figures.touches(since);
  const sent = seen.reduce((sum, row) => sum + row.sent, 0);
  const answered = seen.reduce((sum, row) => sum + row.answered, 0);
  const rows = allTouches.flatMap(({ key }) => {
    const row = seen.find((one) => one.key === key);
    return row === undefined
      ? []
      : [{ ...row, name: { code: `touch.name_${key}` } satisfies Cell }];
  });
  return {
    key: 'touches',
    title: { code: 'analytics.touches', params: { days } },
    value: { code: 'analytics.touches_now', params: { some: answered, all: sent } },
    ...{ state: 'none', advice: { code: 'analytics.touches_read' } },
    chart: null,
    head: [
      { code: 'analytics.touch' },
      { code: 'analytics.sent' },
      { code: 'analytics.given' },
      { code: 'analytics.skipped' },
      { code: 'analytics.answered' },
      { code: 'analytics.opted_out' },
      { code: 'analytics.won' },
      { code: 'analytics.answered_share' },
    ],
    rows: rows.map((row) => [
      row.name,
      ...[row.sent, row.task, row.skipped, row.answered, row.optedOut, row.won].map(String),
      ratioOf(row.answered, row.sent),
    ]),
  };
}

async function stageFigure({ store, blueprint }: Services, since: Date): Promise<Figure> {
  const stages = blueprint.pipelines.flatMap((pipeline) => pipeline.stages);
  const times = (await store.figures.stageTimes(since)).map((row) => ({
    ...row,
    name: stageName(blueprint, row.stage),
    limitMs: stages.find(({ key }) => key === row.stage)?.limitMs ?? null,
  }));
  const order = (stage: string): number => stages.findIndex(({ key }) => key === stage);
  const sorted = times.toSorted((one, other) => order(one.stage) - order(other.stage));
  const worst = findBottleneck(times);
  const isOver = worst !== null && worst.limitMs !== null && (worst.medianMs ?? 0) > worst.limitMs;
  return {
    key: 'stages',
    title: { code: 'analytics.stages', params: { days } },
    value: worst?.name ?? nothing,
    state: worst === null ? 'none' : isOver ? 'bad' : 'good',
    advice: adviceOf(worst, isOver),
    chart: drawBars(
      sorted.map(({ name, medianMs }) => ({ name, value: medianMs ?? 0 })),
      sayMs,
    ),
    head: [
      { code: 'analytics.stage' },
      { code: 'analytics.ended' },
      { code: 'analytics.median' },
      'p90',
      { code: 'analytics.limit' },
      { code: 'analytics.now' },
    ],
    rows: sorted.map((row) => [
      row.name,
      String(row.ended),
      msOf(row.medianMs),
      msOf(row.p90Ms),
      row.limitMs === null ? '' : sayMs(row.limitMs),
      String(row.now),
    ]),
  };
}

function adviceOf(
  worst: { readonly name: string; readonly medianMs: number | null; readonly now: number } | null,
  isOver: boolean,
): Cell {
  if (worst === null) return { code: 'analytics.stages_none' };
  const { name: stage, medianMs, now } = worst;
  const params = { stage, time: sayMs(medianMs ?? 0), count: now };
  return { code: isOver ? 'analytics.bottleneck_over' : 'analytics.bottleneck', params };
}

async function adoptionFigure({ store }: Services, since: Date): Promise<Figure> {
  const [{ acts, ...counts }, measured] = await Promise.all([
    store.figures.adoption(since),
    store.measures.read(since),
  ]);
  const opened = measured
    .filter(({ kind, name, outcome }) => kind === 'answer' && name === 'card' && outcome === 'ok')
    .reduce((sum, row) => sum + totalOf(row.counts), 0);
  return {
    key: 'adoption',
    title: { code: 'analytics.adoption', params: { days } },
    value: { code: 'analytics.cards', params: { count: opened } },
    ...{ state: 'none', advice: { code: 'analytics.adoption_read' } },
    chart: null,
    head: [{ code: 'analytics.what' }, { code: 'health.times' }],
    rows: [
      [{ code: 'analytics.card_opened' }, String(opened)],
      [{ code: 'analytics.by_button' }, String(counts.handOversAsked)],
      [{ code: 'analytics.by_trigger' }, String(counts.handOversByThemselves)],
      [{ code: 'analytics.edits' }, String(acts.get('PATCH leads/:id/answers') ?? 0)],
      [{ code: 'analytics.tasks' }, String(acts.get('POST leads/:id/tasks') ?? 0)],
      [{ code: 'analytics.said_wrong' }, String(counts.saidWrong)],
    ],
  };
}
