import { valueOf } from '../../../../domain/experiment/interval.js';
import { picture, round, text, tick } from '../report/svg.js';
import type { Band } from '../../../../domain/refinement/reliability.js';

/** As narrow as its words allow, so that they can be read on a telephone. */
const width = 440;
const height = 240;
const left = 44;
const right = width - 16;
const top = 16;
const bottom = 204;

/**
 * Of the leads of each band of the score, the share that was won, with its interval of 95 %; bands without a lead stay empty. For a
 * light page; a dark one turns it over. Its numbers stand in the table beside it.
 */
export function drawBands(bands: readonly Band[]): string {
  const pitch = (right - left) / bands.length;
  return picture({ width, height }, [
    ...[0, 0.25, 0.5, 0.75, 1].map((share) =>
      tick({ left, right, y: yOf(share) }, `${share * 100} %`),
    ),
    ...bands.flatMap((band, at) => drawBand(band, left + at * pitch, pitch)),
    text({ x: (left + right) / 2, y: height - 4, anchor: 'middle' }, '0–100'),
  ]);
}

const yOf = (share: number): number => round(bottom - (bottom - top) * share);

function drawBand({ from, won, interval }: Band, x: number, pitch: number): readonly string[] {
  const label = text({ x, y: bottom + 16, anchor: 'middle' }, String(from));
  if (won.of === 0) return [label];
  const middle = round(x + pitch / 2);
  const barTop = yOf(valueOf(won));
  return [
    label,
    `<rect x="${round(x + pitch * 0.15)}" y="${barTop}" width="${round(pitch * 0.7)}" height="${round(bottom - barTop)}" fill="#8fb4de" stroke="#1f5fa8" stroke-width="0.5"/>`,
    `<path d="M${middle} ${yOf(interval.low)}V${yOf(interval.high)}M${middle - 5} ${yOf(interval.low)}h10M${middle - 5} ${yOf(interval.high)}h10" stroke="#333" stroke-width="1.5" fill="none"/>`,
    text({ x: middle, y: Math.max(12, yOf(interval.high) - 4), anchor: 'middle' }, `n ${won.of}`),
  ];
}
