import { valueOf } from '../../../../domain/experiment/interval.js';
import type { Band } from '../../../../domain/refinement/reliability.js';

const width = 640;
const height = 240;
const left = 44;
const right = width - 16;
const top = 16;
const bottom = 204;

/**
 * Of the leads of each band of the score, the share that was won, with its interval of 95 %; bands without a lead stay empty. A
 * picture of its own, on white as Kommo's pages are; its numbers stand in the table beside it.
 */
export function drawBands(bands: readonly Band[]): string {
  const pitch = (right - left) / bands.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...[0, 0.25, 0.5, 0.75, 1].map(drawTick),
    ...bands.flatMap((band, at) => drawBand(band, left + at * pitch, pitch)),
    `<text x="${(left + right) / 2}" y="${height - 4}" text-anchor="middle" fill="#333">0–100</text>`,
    '</svg>',
  ].join('');
}

const yOf = (share: number): number => round(bottom - (bottom - top) * share);

const drawTick = (share: number): string =>
  `<path d="M${left} ${yOf(share)}H${right}" stroke="#ccc"/><text x="${left - 6}" y="${yOf(share) + 4}" text-anchor="end" fill="#333">${share * 100} %</text>`;

function drawBand({ from, won, interval }: Band, x: number, pitch: number): readonly string[] {
  const label = `<text x="${round(x)}" y="${bottom + 16}" text-anchor="middle" fill="#333">${from}</text>`;
  if (won.of === 0) return [label];
  const middle = round(x + pitch / 2);
  const barTop = yOf(valueOf(won));
  return [
    label,
    `<rect x="${round(x + pitch * 0.15)}" y="${barTop}" width="${round(pitch * 0.7)}" height="${round(bottom - barTop)}" fill="#8fb4de" stroke="#1f5fa8" stroke-width="0.5"/>`,
    `<path d="M${middle} ${yOf(interval.low)}V${yOf(interval.high)}M${middle - 5} ${yOf(interval.low)}h10M${middle - 5} ${yOf(interval.high)}h10" stroke="#333" stroke-width="1.5" fill="none"/>`,
    `<text x="${middle}" y="${Math.max(12, yOf(interval.high) - 4)}" text-anchor="middle" fill="#333">n ${won.of}</text>`,
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;
