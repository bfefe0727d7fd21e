import { bands, bandWidth } from '../../../../domain/experiment/distribution.js';
import { picture, round, text, tick } from '../report/svg.js';

type Both<T> = { readonly a: T; readonly b: T };

/** As narrow as its words allow, so that they can be read on a telephone. */
const width = 440;
const height = 240;
const left = 44;
const bottom = 204;
const top = 16;
const right = width - 16;
const pitch = (right - left) / bands;
const barWidth = pitch * 0.4;

/**
 * How the scores lie in both arms: shares of each arm's leads by band, side by side. A is full and B striped, so that no colour is
 * needed to tell them apart; the rows of the report have the numbers. For a light page; a dark one turns it over.
 */
export function drawScores(counts: Both<readonly number[]>): string {
  const shares = { a: sharesOf(counts.a), b: sharesOf(counts.b) };
  const scale = scaleFor(Math.max(...shares.a, ...shares.b));
  return picture({ width, height }, [
    '<defs><pattern id="b" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    '<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#b3541e"/></pattern></defs>',
    ...scale.ticks.map((share) =>
      tick(
        { left, right, y: bottom - heightOf(share, scale.highest) },
        `${Math.round(share * 100)} %`,
      ),
    ),
    ...shares.a.flatMap((share, band) => [
      drawBar({ share, band, fill: '#1f5fa8', side: 0, highest: scale.highest }),
      drawBar({
        share: shares.b[band] ?? 0,
        band,
        fill: 'url(#b)',
        side: 1,
        highest: scale.highest,
      }),
    ]),
    ...Array.from({ length: bands + 1 }, (_none, band) =>
      text({ x: left + band * pitch, y: bottom + 16, anchor: 'middle' }, String(band * bandWidth)),
    ),
    drawKey('A', '#1f5fa8', 0),
    drawKey('B', 'url(#b)', 1),
  ]);
}

function sharesOf(counts: readonly number[]): readonly number[] {
  const all = counts.reduce((sum, one) => sum + one, 0);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

/** Steps of 1, 2 or 5, at most five of them. */
function scaleFor(most: number): { readonly highest: number; readonly ticks: readonly number[] } {
  const steps = [0.01, 0.02, 0.05, 0.1, 0.2];
  const step = steps.find((one) => one * 5 >= most) ?? 0.25;
  const count = Math.max(1, Math.ceil(most / step));
  return {
    highest: count * step,
    ticks: Array.from({ length: count + 1 }, (_none, at) => at * step),
  };
}

const heightOf = (share: number, highest: number): number => ((bottom - top) * share) / highest;

interface Bar {
  readonly share: number;
  readonly band: number;
  readonly fill: string;
  readonly side: 0 | 1;
  readonly highest: number;
}

function drawBar({ share, band, fill, side, highest }: Bar): string {
  const tall = heightOf(share, highest);
  const x = left + (band + 0.1) * pitch + side * barWidth;
  return `<rect x="${round(x)}" y="${round(bottom - tall)}" width="${round(barWidth)}" height="${round(tall)}" fill="${fill}" stroke="#333" stroke-width="0.5"/>`;
}

function drawKey(name: string, fill: string, at: number): string {
  const x = left + at * 48;
  return `<rect x="${x}" y="${height - 14}" width="12" height="12" fill="${fill}" stroke="#333" stroke-width="0.5"/>${text({ x: x + 18, y: height - 4, anchor: 'start' }, name)}`;
}
