import { healthLimits } from '../../../../domain/blueprint/operating-rules.js';
import { judgeHigh } from '../../../../domain/measure/health-state.js';
import type { Level } from '../../storage/tables.js';
import { drawLines } from '../report/draw-chart.js';
import { nothing, percent, sayMs } from '../report/figure.js';
import type { Cell, Figure } from '../report/figure.js';
import type { Days } from '../report/last-days.js';
import type { LevelName, LevelNow } from './read-levels.js';

interface Levels {
  readonly levels: readonly Level[];
  readonly current: readonly LevelNow[];
  readonly days: Days;
}

/** How old the queue is, how much of WhatsApp's day is used, how full the disk is (R8.4). */
export function levelFigures(seen: Levels): readonly Figure[] {
  const disk = diskFigure(seen);
  return [queueFigure(seen), whatsAppFigure(seen), ...(disk === null ? [] : [disk])];
}

const nowOf = ({ current }: Levels, name: LevelName): number =>
  current.find((level) => level.name === name)?.value ?? 0;

/** The highest of each day; null where nobody looked. */
const highest = ({ levels, days }: Levels, wanted: LevelName): readonly (number | null)[] =>
  Array.from({ length: days.count }, (_none, day) => {
    const seen = levels.flatMap(({ name, hour, most }) =>
      name === wanted && days.placeOf(hour) === day ? [most] : [],
    );
    return seen.length === 0 ? null : Math.max(...seen);
  });

const saySeconds = (seconds: number): string => sayMs(seconds * 1_000);

function queueFigure(seen: Levels): Figure {
  const seconds = nowOf(seen, 'queue_seconds');
  const state = judgeHigh(seconds, healthLimits.queueSeconds);
  const daily = highest(seen, 'queue_seconds');
  const waiting = highest(seen, 'queue_waiting');
  return {
    key: 'queue',
    title: { code: 'health.queue' },
    value: {
      code: 'health.queue_now',
      params: { age: saySeconds(seconds), count: nowOf(seen, 'queue_waiting') },
    },
    state,
    advice: { code: `health.queue_${state}` },
    chart: drawLines([{ name: 'max', values: daily }], {
      labels: seen.days.labels,
      say: saySeconds,
    }),
    head: [{ code: 'health.day' }, { code: 'health.oldest' }, { code: 'health.waiting' }],
    rows: rowsByDay(seen.days, [
      { values: daily, say: saySeconds },
      { values: waiting, say: String },
    ]),
  };
}

function whatsAppFigure(seen: Levels): Figure {
  const people = nowOf(seen, 'whatsapp_people');
  const limit = nowOf(seen, 'whatsapp_limit');
  const share = limit === 0 ? 1 : people / limit;
  const state = judgeHigh(share, healthLimits.whatsAppShare);
  const daily = highest(seen, 'whatsapp_people');
  const limits = highest(seen, 'whatsapp_limit');
  return {
    key: 'whatsapp',
    title: { code: 'health.whatsapp' },
    value: {
      code: 'health.whatsapp_now',
      params: { some: people, all: limit, left: Math.max(0, limit - people) },
    },
    state,
    advice: { code: `health.whatsapp_${state}` },
    chart: drawLines([{ name: 'max 24 h', values: daily }], {
      labels: seen.days.labels,
      say: String,
    }),
    head: [{ code: 'health.day' }, { code: 'health.people' }, { code: 'health.limit' }],
    rows: rowsByDay(seen.days, [
      { values: daily, say: String },
      { values: limits, say: String },
    ]),
  };
}

/** Null where the data lies on another machine. */
function diskFigure(seen: Levels): Figure | null {
  const found = seen.current.find(({ name }) => name === 'disk_share');
  if (found === undefined) return null;
  const state = judgeHigh(found.value, healthLimits.diskShare);
  const daily = highest(seen, 'disk_share');
  return {
    key: 'disk',
    title: { code: 'health.disk' },
    value: percent(found.value),
    state,
    advice: { code: `health.disk_${state}` },
    chart: drawLines([{ name: 'max', values: daily }], { labels: seen.days.labels, say: percent }),
    head: [{ code: 'health.day' }, { code: 'health.used' }],
    rows: rowsByDay(seen.days, [{ values: daily, say: percent }]),
  };
}

interface Column {
  readonly values: readonly (number | null)[];
  readonly say: (value: number) => string;
}

/** Days of which nothing is known are left out. */
const rowsByDay = ({ labels }: Days, columns: readonly Column[]): readonly (readonly Cell[])[] =>
  labels.flatMap((label, day) => {
    const cells = columns.map(({ values, say }): Cell => {
      const value = values[day] ?? null;
      return value === null ? nothing : say(value);
    });
    return columns.every(({ values }) => (values[day] ?? null) === null) ? [] : [[label, ...cells]];
  });
