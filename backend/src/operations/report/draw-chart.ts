import { picture, round, text, tick } from './svg.js';
import type { Point } from './svg.js';

const width = 440;
const height = 220;
const left = 60;
const bottom = 168;
const top = 14;
const right = width - 16;

export interface Series {
  readonly name: string;
  /** One for each label; null where nothing was measured. */
  readonly values: readonly (number | null)[];
}

interface Chart {
  /** Along the bottom: "24/11". */
  readonly labels: readonly string[];
  readonly say: (value: number) => string;
}

/** No colour is needed to tell series apart: each has its own dash and its own mark. */
const looks = [
  { color: '#1f5fa8', dash: '', mark: 'circle' },
  { color: '#b3541e', dash: '6 3', mark: 'square' },
  { color: '#2f7d4f', dash: '2 3', mark: 'triangle' },
  { color: '#7a3e9d', dash: '8 3 2 3', mark: 'diamond' },
] as const;
type Look = (typeof looks)[number];

/** A course of days for a light page; a dark one turns it over. The table beside it has its numbers. Null where nothing was measured. */
export function drawLines(series: readonly Series[], { labels, say }: Chart): string | null {
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  if (known.length === 0) return null;
  const scale = scaleFor(Math.max(...known));
  const xOf = (at: number): number =>
    left + 12 + ((right - left - 24) * at) / Math.max(1, labels.length - 1);
  return picture({ width, height }, [
    ...axis(scale, say),
    ...labels.map((label, at) => (at % 3 === 1 ? below(xOf(at), label) : '')),
    ...series.slice(0, looks.length).flatMap(({ name, values }, at) => {
      const look = looks[at] ?? looks[0];
      const points = values.map((value, place) =>
        value === null ? null : { x: xOf(place), y: yOf(value, scale.highest) },
      );
      return [path(points, look), ...points.map((point) => mark(point, look)), key(name, at)];
    }),
  ]);
}

/** How much of each, one bar below another where names are long. Null where there is nothing. */
export function drawBars(
  bars: readonly { readonly name: string; readonly value: number }[],
  say: (value: number) => string,
): string | null {
  if (!bars.some(({ value }) => value > 0)) return null;
  const most = Math.max(...bars.map(({ value }) => value));
  const from = 196;
  const room = width - from - 64;
  return picture(
    { width, height: bars.length * 26 + 12 },
    bars.flatMap(({ name, value }, at) => {
      const y = 8 + at * 26;
      const long = round((room * value) / most);
      return [
        text({ x: from - 8, y: y + 14, anchor: 'end' }, shorten(name)),
        `<rect x="${from}" y="${y}" width="${long}" height="18" fill="#1f5fa8"/>`,
        text({ x: from + long + 6, y: y + 14, anchor: 'start' }, say(value)),
      ];
    }),
  );
}

const shorten = (name: string): string => (name.length <= 28 ? name : `${name.slice(0, 27)}…`);

interface Scale {
  readonly highest: number;
  readonly step: number;
}

/** Steps of 1, 2, 2.5 or 5 times a power of ten, at most five of them; up to one where nothing is above zero. */
function scaleFor(most: number): Scale {
  if (most <= 0) return { step: 1, highest: 1 };
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1e-6) / 5));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one * 5 >= most) ?? power;
  return { step, highest: step * Math.max(1, Math.ceil(most / step - 1e-9)) };
}

const yOf = (value: number, highest: number): number => bottom - ((bottom - top) * value) / highest;

const axis = ({ highest, step }: Scale, say: Chart['say']): readonly string[] =>
  Array.from({ length: Math.round(highest / step) + 1 }, (_none, at) =>
    tick({ left, right, y: yOf(at * step, highest) }, say(at * step)),
  );

/** A gap where nothing was measured. */
function path(points: readonly (Point | null)[], { color, dash }: Look): string {
  const steps = points.map((point, at) => {
    if (point === null) return '';
    const isFirst = at === 0 || points[at - 1] === null;
    return `${isFirst ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`;
  });
  return `<path d="${steps.join('')}" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dash}"/>`;
}

function mark(point: Point | null, { color, mark: shape }: Look): string {
  if (point === null) return '';
  const x = round(point.x);
  const y = round(point.y);
  switch (shape) {
    case 'circle':
      return `<circle cx="${x}" cy="${y}" r="3.5" fill="${color}"/>`;
    case 'square':
      return `<rect x="${x - 3}" y="${y - 3}" width="6" height="6" fill="${color}"/>`;
    case 'triangle':
      return `<path d="M${x} ${y - 4}l4 7h-8z" fill="${color}"/>`;
    case 'diamond':
      return `<path d="M${x} ${y - 5}l4 5l-4 5l-4 -5z" fill="${color}"/>`;
  }
}

function key(name: string, at: number): string {
  const look = looks[at] ?? looks[0];
  const x = left + at * 96;
  const y = height - 12;
  const line = `<path d="M${x} ${y}h28" stroke="${look.color}" stroke-width="2" stroke-dasharray="${look.dash}"/>`;
  return `${line}${mark({ x: x + 14, y }, look)}${text({ x: x + 34, y: y + 4, anchor: 'start' }, shorten(name))}`;
}

const below = (x: number, label: string): string =>
  text({ x: round(x), y: bottom + 18, anchor: 'middle' }, label);
