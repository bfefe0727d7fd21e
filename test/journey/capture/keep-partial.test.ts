import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepPartial } from '../../../backend/src/journey/capture/keep-partial.js';
import { body, openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const at = new Date('2026-11-23T14:00:00Z');
const captures = async (company: string) => {
  const { rows } = await world.pool.query<{ profile: Record<string, unknown> }>(
    "select profile from captures where profile -> 'person' ->> 'companyName' = $1",
    [company],
  );
  return rows.map(({ profile }) => profile);
};

test('a form left half way becomes one partial lead, with its proof of consent, and the draft is gone (R2.4)', async () => {
  const { store } = world.services;
  const draft = {
    id: 'form-1',
    state: {},
    body: body(1, { consent: 'on' }),
    facts: { taxId: '101' },
  };
  await store.landing.saveDraft(draft, at);
  for (let run = 0; run < 2; run += 1) {
    expect(await keepPartial.run(world.services, [{ formId: 'form-1' }])).toEqual([
      { kind: 'done', next: [] },
    ]);
  }
  expect(await captures(body(1).company_name)).toEqual([
    expect.objectContaining({ isPartial: true, taxId: '101', consent: true }),
  ]);
  expect(await store.landing.findDraft('form-1')).toBe(null);
});

test('a draft that is no lead any more is only forgotten', async () => {
  const { store } = world.services;
  await store.landing.saveDraft({ id: 'form-2', state: {}, body: {}, facts: {} }, at);
  await keepPartial.run(world.services, [{ formId: 'form-2' }]);
  expect(await store.landing.findDraft('form-2')).toBe(null);
});
