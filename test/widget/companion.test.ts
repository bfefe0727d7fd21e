import { describe, expect, test } from '@jest/globals';
import { createAsk, createCompanion, isCard, readOrigin } from '../../widget/api/companion.js';
import type { Reply } from '../../widget/host/ajax.js';
import { cardSchema } from '../../contract/card.js';
import { blankCard, freshCard, odooStates, talkedCard, withOdoo, wonCard } from './card/cards.js';

const cards = [
  freshCard,
  talkedCard,
  blankCard,
  wonCard,
  ...Object.values(odooStates).map((odoo) => withOdoo(wonCard, odoo)),
];

describe('what the companion answers', () => {
  test.each(cards.map((card, index) => [index, card] as const))(
    'fixture card %i is what the contract says, and is taken',
    (_index, card) => {
      expect(cardSchema.parse(card)).toEqual(card);
      expect(isCard(card)).toBe(true);
    },
  );

  test('a card with any field left out or of another kind is not taken', () => {
    const card = withOdoo(talkedCard, odooStates.failed);
    let broken = 0;
    for (const path of pathsOf(card)) {
      const text = JSON.stringify(without(card, path));
      if (path.length > 0 && isOptionalEntry(path)) continue;
      expect([path.join('.'), isCard(JSON.parse(text))]).toEqual([path.join('.'), false]);
      broken += 1;
    }
    expect(broken).toBeGreaterThanOrEqual(80);
  });

  test('a word that only a newer companion knows is taken', () => {
    const { stage } = freshCard.lead;
    expect(
      isCard({ ...freshCard, lead: { ...freshCard.lead, stage: { ...stage, key: 'x' } } }),
    ).toBe(true);
  });

  const ask = async (reply: Reply): Promise<unknown> =>
    createCompanion(
      createAsk(() => Promise.resolve(reply), { origin: 'https://leads.example', language: 'es' }),
    ).readCard(1);
  const failed = (code: string, requestId: string | null = null): unknown => ({
    kind: 'failed',
    failure: { code, requestId },
  });
  const answered = (status: number, body: unknown): Reply => ({ kind: 'answered', status, body });

  test.each<[string, Reply, unknown]>([
    ['a card', answered(200, freshCard), { kind: 'ok', value: freshCard }],
    ['a page instead of a card', answered(200, undefined), failed('unreadable')],
    [
      'a problem',
      answered(409, { code: 'lead_not_won', requestId: 'r' }),
      failed('lead_not_won', 'r'),
    ],
    [
      'a problem of two fields',
      answered(422, {
        code: 'invalid_body',
        requestId: 'r',
        errors: [
          { field: 'taxId', reason: 'No existe.', remedy: 'Revíselo.' },
          { field: 'email', reason: 'Falta la arroba.', remedy: 'Escríbala.' },
        ],
      }),
      {
        kind: 'failed',
        failure: {
          code: 'invalid_body',
          requestId: 'r',
          fields: [
            { field: 'taxId', text: 'No existe. Revíselo.' },
            { field: 'email', text: 'Falta la arroba. Escríbala.' },
          ],
        },
      },
    ],
    ['a bare 401', answered(401, ''), failed('unauthorized')],
    ['a bare 403', answered(403, '<html>'), failed('forbidden')],
    ['a bare 429', answered(429, null), failed('too_many_requests')],
    ['a bare 502', answered(502, undefined), failed('companion_unreachable')],
    ['a bare 404', answered(404, {}), failed('unreadable')],
    ['no answer', { kind: 'unreachable', timedOut: false }, failed('companion_unreachable')],
    ['an answer too late', { kind: 'unreachable', timedOut: true }, failed('timed_out')],
  ])('%s', async (_case, reply, expected) => {
    expect(await ask(reply)).toEqual(expected);
  });
});

describe('the companion address an admin typed', () => {
  test.each<[unknown, string | null]>([
    ['https://leads.example', 'https://leads.example'],
    ['  https://leads.example/ ', 'https://leads.example'],
    ['https://leads.example:8443/base/', 'https://leads.example:8443/base'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['http://leads.example', null],
    ['http://localhost.evil.example', null],
    ['leads.example', null],
    ['javascript:alert(1)', null],
    ['', null],
    [undefined, null],
    [42, null],
  ])('%p is read as %p', (typed, expected) => {
    expect(readOrigin(typed)).toBe(expected);
  });
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  // Entries of a list are alike: its first one stands for all.
  const entries = Array.isArray(value) ? [...value.slice(0, 1).entries()] : Object.entries(value);
  const inner = entries.flatMap(([key, entry]) => pathsOf(entry, [...path, key]));
  return path.length === 0 || typeof path.at(-1) === 'number' ? inner : [path, ...inner];
}

/** An entry of a list of plain texts: a shorter list is as good. */
function isOptionalEntry(path: Path): boolean {
  return typeof path.at(-1) === 'number';
}

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return undefined;
  const copy = JSON.parse(JSON.stringify(value)) as Record<string | number, unknown>;
  copy[key] = without(copy[key], rest);
  return copy;
}
