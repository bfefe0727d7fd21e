import { escapeHtml } from '../../../../domain/escape-html.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const round = (value: number): number => Math.round(value * 10) / 10;

export const picture = (
  { width, height }: { readonly width: number; readonly height: number },
  parts: readonly string[],
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    ...parts,
    '</svg>',
  ].join('');

export const text = (
  { x, y, anchor }: Point & { readonly anchor: 'start' | 'middle' | 'end' },
  words: string,
): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#333">${escapeHtml(words)}</text>`;

/** A line across, with its value at its left end. */
export const tick = (
  { left, right, y }: { readonly left: number; readonly right: number; readonly y: number },
  words: string,
): string =>
  `<path d="M${left} ${round(y)}H${right}" stroke="#ccc"/>${text({ x: left - 6, y: round(y) + 4, anchor: 'end' }, words)}`;
