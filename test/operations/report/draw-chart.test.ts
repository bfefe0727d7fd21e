import { expect, test } from '@jest/globals';
import { drawLines } from '../../../backend/src/operations/report/draw-chart.js';

const draw = (values: readonly (number | null)[]): readonly string[] => {
  const svg = drawLines([{ name: 'max', values }], { labels: ['28/11', '29/11'], say: String });
  return [...(svg ?? '').matchAll(/text-anchor="end" fill="#333">([^<]*)</g)].map(
    ([, word = '']) => word,
  );
};

test.each([
  ['nothing but zeros', [0, 0], ['0', '1']],
  ['a few', [null, 3], ['0', '1', '2', '3']],
])('the scale beside %s names every height once (R8.4)', (_name, values, expected) => {
  expect(draw(values)).toEqual(expected);
});

test('where nothing was measured nothing is drawn (R8.4)', () => {
  expect(drawLines([{ name: 'max', values: [null] }], { labels: ['29/11'], say: String })).toBe(
    null,
  );
});
