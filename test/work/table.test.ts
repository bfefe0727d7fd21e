import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { steps } from '../../backend/src/handlers.js';
import { done, failed } from '../../backend/src/work/outcome.js';
import { enqueueBy, next } from '../../backend/src/work/request.js';
import type { JobRequest } from '../../backend/src/work/request.js';
import { oneByOne, step } from '../../backend/src/work/step.js';
import { aboutOf, stepNames, work } from '../../backend/src/work/table.js';
import { tickNames, ticks } from '../../backend/src/work/ticks.js';
import type { Services } from '../../backend/src/services.js';

const id = '6f9619ff-8b86-4d01-b42d-00c04fc964ff';
const asked: JobRequest[] = [];
const enqueue = enqueueBy((requests) => Promise.resolve(void asked.push(...requests)));

test('work is asked for by name, with the key that its row makes (R6.1)', async () => {
  await enqueue('score', { id });
  await enqueue('win', { kommoLeadId: 7, by: 'hook', requestId: 'r' });
  expect(asked).toEqual([
    { step: 'score', key: id, data: { id } },
    { step: 'win', key: '7:r', data: { kommoLeadId: 7, by: 'hook', requestId: 'r' } },
  ]);
});

/** The compiler is the test here: `npm run types` fails when one of these lines begins to compile. */
export const refused = [
  // @ts-expect-error -- nobody does this work
  () => enqueue('make-coffee', { id }),
  // @ts-expect-error -- the wrong data
  () => enqueue('score', { leadId: id }),
  // @ts-expect-error -- a step needs its data
  () => next('win', {}),
  // @ts-expect-error -- score may not ask for it
  () => step('score', () => Promise.resolve([done(next('win', won))])),
  // @ts-expect-error -- nor may a step that asks for nothing
  () => oneByOne('recalculate', () => Promise.resolve(done(next('score', { id })))),
];
const won = { kommoLeadId: 7, by: 'hook', requestId: 'r' };
export const taken = [
  () => step('score', () => Promise.resolve([done(next('send-to-kommo', { leadId: id }))])),
  () => oneByOne('look-again', () => Promise.resolve(done(next('win', won)))),
];

test('a step gets its own input; what is no input of it fails for good, and its neighbours run', async () => {
  const seen: unknown[] = [];
  const recalculate = oneByOne('recalculate', (_services, input, attempt) => {
    seen.push(input, attempt);
    return Promise.resolve(done());
  });
  // The step uses none.
  const services = {} as Services;
  const stored = [
    { data: { kommoLeadId: 'seven' }, attempt: 1, isLast: false },
    { data: { kommoLeadId: 7, requestId: 'r' }, attempt: 3, isLast: true },
  ];
  expect(await recalculate.runStored(services, stored)).toEqual([
    failed(expect.objectContaining({ code: 'internal', retry: { kind: 'never' } })),
    done(),
  ]);
  expect(seen).toEqual([
    { kommoLeadId: 7, requestId: 'r' },
    expect.objectContaining({ attempt: 3, isLast: true }),
  ]);
});

test.each([
  ['a captured lead', 'send-to-kommo', { leadId: id }, { leadId: id }],
  ['a hand-over', 'send-to-odoo', { kommoLeadId: 7, requestId: 'r' }, { kommoLeadId: 7 }],
  ['data of another shape', 'send-to-odoo', { kommoLeadId: 'x' }, {}],
  ['work that is no more', 'make-coffee', { kommoLeadId: 7 }, {}],
])('what stored work is about: %s', (_name, name, data, about) => {
  expect(aboutOf(name, data)).toMatchObject(about);
  expect(Object.keys(aboutOf(name, data)).length).toBeGreaterThanOrEqual(Object.keys(about).length);
});

test('every row is done by the step of its name', () => {
  expect(Object.keys(steps).sort()).toEqual([...stepNames].sort());
  for (const name of stepNames) expect(steps[name].name).toBe(name);
});

test('the README prints the table, steps and ticks', () => {
  const lines = readFileSync('README.md', 'utf8').split('\n');
  const cells = (line: string) => line.split('|').map((cell) => cell.trim());
  const printed = lines.filter((line) => /^\| `[a-z-]+` +\|.*\|.*\|$/.test(line)).map(cells);
  const names = new Set<string>([...stepNames, ...tickNames]);
  const rows = printed.filter(([, name = '']) => names.has(name.replaceAll('`', '')));
  const line = (name: string, story: string, next: readonly string[]) => [
    ...[`\`${name}\``, story, next.map((one) => `\`${one}\``).join(', ')],
  ];
  expect(rows.map(([, ...row]) => row.slice(0, 3))).toEqual([
    ...stepNames.map((name) => line(name, work[name].story, work[name].next)),
    ...tickNames.map((name) => line(name, ticks[name].story, ticks[name].next)),
  ]);
});
