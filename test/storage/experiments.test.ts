import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Score, ScoreModel } from '../../contract/score.js';
import type { Arm } from '../../domain/experiment/arm.js';
import { evenly } from '../../domain/experiment/draw-arm.js';
import type { LeadProfile } from '../../domain/lead/lead.js';
import { openTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { profile } from './examples.js';

const at = new Date('2026-11-20T12:00:00.000Z');
const later = new Date('2026-12-20T12:00:00.000Z');
const afterwards = new Date('2027-01-20T12:00:00.000Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ clock: () => at });
});
afterAll(() => database.drop());

const landing = { subject: 'landing', target: 'go' } as const;
const welcome = { subject: 'template', target: 'welcome' } as const;
const versions = { a: '', b: 'Otra' };
const wanted = (id: string) => ({ id, name: 'Prueba', versions, weights: evenly });

test('one experiment of a thing is under way at a time, and the newest is the one in force (R8.7)', async () => {
  const { experiments } = database.store;
  expect(await experiments.newest(welcome)).toBeNull();
  expect(await experiments.begin({ ...wanted('one'), ...welcome }, at)).toBe(true);
  expect(await experiments.begin({ ...wanted('two'), ...welcome }, later)).toBe(false);
  expect(await experiments.end('one', 'b', later)).toBe(true);
  expect(await experiments.end('one', 'a', later)).toBe(false);
  expect(await experiments.newest(welcome)).toMatchObject({
    ...{ id: 'one', versions, weights: evenly, stays: 'b', beganAt: at.toISOString() },
    endedAt: later.toISOString(),
    costs: { currency: 'DOP', shared: 0, own: { a: 0, b: 0 } },
    listed: { time: { a: '', b: '' } },
  });
  expect(await experiments.begin({ ...wanted('two'), ...welcome }, afterwards)).toBe(true);
  expect((await experiments.newest(welcome))?.id).toBe('two');
  expect((await experiments.list(10)).map(({ id }) => id)).toEqual(['two', 'one']);
});

test('a visitor is counted once, in its first arm, also when two requests come at once (R3.4)', async () => {
  const { experiments } = database.store;
  await experiments.begin({ ...wanted('pilot'), ...landing }, at);
  const seen = await Promise.all(
    (['a', 'b', 'a', 'b'] as const).map((arm) => experiments.visit('pilot', 'somebody', arm, at)),
  );
  expect(new Set(seen).size).toBe(1);
  await experiments.visit('pilot', 'another', 'b', at);
  const { a, b } = await experiments.visits('pilot');
  expect(a + b).toBe(2);
});

test('a lead keeps the arm that it was drawn into (R8.7)', async () => {
  const { experiments } = database.store;
  expect(await experiments.armOf('pilot', 7)).toBeNull();
  expect(await experiments.keepLead('pilot', 7, 'b', at)).toBe('b');
  expect(await experiments.keepLead('pilot', 7, 'a', at)).toBe('b');
  expect(await experiments.armOf('pilot', 7)).toBe('b');
});

test('what is noted stays as it was written (R3.4)', async () => {
  const { experiments } = database.store;
  const noted = {
    costs: { currency: 'USD', shared: 500, own: { a: 0, b: 89 } },
    listed: {
      maintenance: { a: 'Nosotros', b: 'InLead' },
      flexibility: { a: '=1+1', b: '' },
      time: { a: '', b: 'Un día' },
    },
  } as const;
  await experiments.note('pilot', noted);
  expect(await experiments.find('pilot')).toMatchObject(noted);
});

const score = (model: ScoreModel, total: number): Score => ({
  ...{ model, total, version: 'v', leadClass: 'COLD', contributions: [], missing: [] },
});

let people = 100;
interface Given {
  readonly arm?: Arm;
  readonly change?: Partial<LeadProfile>;
  readonly contact?: number;
  readonly capturedAt?: Date;
}

async function lead({ arm, change = {}, contact, capturedAt = at }: Given): Promise<{
  id: string;
  kommoLeadId: number;
}> {
  people += 1;
  const row = {
    id: randomUUID(),
    profile: { ...profile(), ...change, ...(arm === undefined ? {} : { arm }) },
    capturedAt: capturedAt.toISOString(),
    kommoLeadId: people,
    kommoContactId: contact ?? people,
    ...{ kommoCompanyId: null, sendingSince: null },
  };
  const first = { lead: row, score: score('pre', 50), cause: 'capture' };
  await database.store.leads.insertMany([first]);
  return { id: row.id, kommoLeadId: people };
}

const outcomesOf = async (id: string) => {
  const { experiments } = database.store;
  const experiment = await experiments.find(id);
  return experiment === null ? [] : experiments.outcomes(experiment, 70);
};

test('each person of the pilot counts once, in the first arm; tests, halves and those before or after do not (R3.4)', async () => {
  await lead({ arm: 'a', contact: 1 });
  await lead({ arm: 'b', contact: 1, capturedAt: later });
  await lead({ arm: 'b' });
  await lead({ arm: 'b', change: { isTest: true } });
  await lead({ arm: 'b', change: { isPartial: true } });
  await lead({ arm: 'b', capturedAt: new Date(at.getTime() - 1) });
  await lead({});
  const arms = async () => (await outcomesOf('pilot')).map(({ arm }) => arm).sort();
  expect(await arms()).toEqual(['a', 'b']);
  await lead({ arm: 'b', capturedAt: afterwards });
  expect(await arms()).toEqual(['a', 'b', 'b']);
  await database.store.experiments.end('pilot', 'a', later);
  expect(await arms()).toEqual(['a', 'b']);
});

test('qualified is who reached the stage or the score, won who was won, and the score is by our own rules (R3.4)', async () => {
  const { scores, leadStages, experiments } = database.store;
  await experiments.begin({ ...wanted('pace'), subject: 'delay', target: 'follow_up' }, at);
  const drawn = async (arm: Arm) => {
    const { id, kommoLeadId } = await lead({});
    await experiments.keepLead('pace', kommoLeadId, arm, at);
    return { id, kommoLeadId };
  };
  const see = (kommoLeadId: number, stage: string, outcome: 'open' | 'won' | 'lost') =>
    leadStages.see({ kommoLeadId, stage, outcome, responsibleUserId: null }, at);
  const plain = await drawn('a');
  await scores.append(plain.id, score('inlead', 99), 'capture', at);
  const scored = await drawn('a');
  await scores.append(scored.id, score('lead', 70), 'conversation', at);
  await see(scored.kommoLeadId, 'lost', 'lost');
  const low = await drawn('b');
  await scores.append(low.id, score('lead', 69), 'conversation', at);
  await see((await drawn('b')).kommoLeadId, 'negotiation', 'open');
  await see((await drawn('b')).kommoLeadId, 'won', 'won');
  const seen = await outcomesOf('pace');
  expect(seen).toHaveLength(5);
  expect(seen).toEqual(
    expect.arrayContaining([
      { arm: 'a', score: 50, qualified: false, won: false },
      { arm: 'a', score: 70, qualified: true, won: false },
      { arm: 'b', score: 69, qualified: false, won: false },
      { arm: 'b', score: 50, qualified: true, won: false },
      { arm: 'b', score: 50, qualified: true, won: true },
    ]),
  );
});
