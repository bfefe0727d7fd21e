import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** ASVS 5.0.0: the requirements of level 1 … */
const levelOne = [
  ...['1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5', '1.3.1', '1.3.2', '1.5.1'],
  ...['2.1.1', '2.2.1', '2.2.2', '2.3.1'],
  ...['3.2.1', '3.2.2', '3.3.1', '3.4.1', '3.4.2', '3.5.1', '3.5.2', '3.5.3'],
  ...['4.1.1', '4.4.1', '5.2.1', '5.2.2', '5.3.1', '5.3.2'],
  ...['6.1.1', '6.2.1', '6.2.2', '6.2.3', '6.2.4', '6.2.5', '6.2.6', '6.2.7', '6.2.8'],
  ...['6.3.1', '6.3.2', '6.4.1', '6.4.2'],
  ...['7.2.1', '7.2.2', '7.2.3', '7.2.4', '7.4.1', '7.4.2'],
  ...['8.1.1', '8.2.1', '8.2.2', '8.3.1', '9.1.1', '9.1.2', '9.1.3', '9.2.1'],
  ...['10.4.1', '10.4.2', '10.4.3', '10.4.4', '10.4.5'],
  ...['11.3.1', '11.3.2', '11.4.1', '12.1.1', '12.2.1', '12.2.2'],
  ...['13.4.1', '14.2.1', '14.3.1', '15.1.1', '15.2.1', '15.3.1'],
];

/** … and the sections with one of level 2. */
const sections = [
  ...['1.1', '1.2', '1.3', '1.4', '1.5', '2.1', '2.2', '2.3', '2.4', '3.3', '3.4', '3.5', '3.7'],
  ...['4.1', '4.2', '4.3', '4.4', '5.1', '5.2', '5.4', '6.1', '6.2', '6.3', '6.4', '6.5', '6.6'],
  ...['6.8', '7.1', '7.3', '7.4', '7.5', '7.6', '8.1', '8.2', '8.4', '9.2'],
  ...['10.1', '10.2', '10.3', '10.4', '10.5', '10.6', '10.7'],
  ...['11.1', '11.2', '11.3', '11.4', '11.5', '11.6', '12.1', '12.3', '13.1', '13.2', '13.3'],
  ...['13.4', '14.1', '14.2', '14.3', '15.1', '15.2', '15.3', '16.1', '16.2', '16.3', '16.4'],
  ...['16.5', '17.1', '17.2', '17.3'],
];

interface Line {
  readonly id: string;
  readonly answer: string;
  readonly evidence: readonly { readonly path: string; readonly name: string | null }[];
}

const lines: readonly Line[] = [
  ...readFileSync('docs/security.md', 'utf8').matchAll(
    /^\| (\d+(?:\.\d+)+) +\| (.+?) +\| (.+?) +\|$/gm,
  ),
].map(([, id = '', answer = '', evidence = '']) => ({
  id,
  answer,
  evidence: [...evidence.matchAll(/`([^`]+)`(?: "([^"]+)")?/g)].map(
    ([, path = '', name = null]) => ({ path, name }),
  ),
}));

const depthOf = (id: string): number => id.split('.').length;

describe('what docs/security.md says of itself (R8.2)', () => {
  test('every requirement of level 1 has one line, in order, and there are seventy', () => {
    expect(levelOne).toHaveLength(70);
    expect(lines.map(({ id }) => id).filter((id) => depthOf(id) === 3)).toEqual(levelOne);
  });

  test('so has every section with a requirement of level 2', () => {
    expect(lines.map(({ id }) => id).filter((id) => depthOf(id) === 2)).toEqual(sections);
  });

  test('each line has evidence that exists', () => {
    const missing = lines.flatMap(({ id, evidence }) =>
      evidence.length === 0
        ? [`${id}: none`]
        : evidence.filter(({ path }) => !existsSync(path)).map(({ path }) => `${id}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('a test that is named is in its file', () => {
    const missing = lines.flatMap(({ id, evidence }) =>
      evidence
        .filter(({ path, name }) => name !== null && !textOf(path).includes(name))
        .map(({ path, name }) => `${id}: ${path} has no "${name ?? ''}"`),
    );
    expect(missing).toEqual([]);
  });

  test('what does not apply says why', () => {
    const bare = lines
      .filter(({ answer }) => /does not apply/i.test(answer))
      .filter(({ answer }) => !/does not apply, because .{20,}/i.test(answer))
      .map(({ id }) => id);
    expect(bare).toEqual([]);
  });
});

/** Quotes are escaped in the source. */
const textOf = (path: string): string =>
  existsSync(path) && statSync(path).isFile()
    ? readFileSync(path, 'utf8').replace(/\\(['"])/g, '$1')
    : '';
