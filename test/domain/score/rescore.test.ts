import { describe, expect, test } from '@jest/globals';
import { blueprint, scoreTables } from '../../../domain/blueprint/blueprint.js';
import { adoptedLeadId } from '../../../domain/lead/adopt-lead.js';
import { factsOf } from '../../../domain/lead/facts.js';
import { replyOf, rescore } from '../../../domain/score/rescore.js';
import { scoreInForce } from '../../../domain/score/score-in-force.js';
import { scoreLead } from '../../../domain/score/score-lead.js';
import type { Reply } from '../../../domain/score/score-lead.js';
import type { Score } from '../../../contract/score.js';
import { z } from 'zod';
import { profile } from '../../support/world.js';

const { lead: table } = scoreTables;
const minute = 60_000;

describe('the reply of a conversation is found again in its score', () => {
  const replies: readonly (readonly [string, Reply])[] = [
    ['none yet', { kind: 'not_measured' }],
    ['none at all', { kind: 'none' }],
    ['at once', { kind: 'after', ms: 0 }],
    ['at the first limit', { kind: 'after', ms: 5 * minute }],
    ['just below the second', { kind: 'after', ms: 30 * minute - 1 }],
    ['after an hour', { kind: 'after', ms: 60 * minute }],
    ['after a day', { kind: 'after', ms: 1440 * minute }],
  ];
  test.each(replies)('%s', (_name, reply) => {
    const facts = factsOf(profile(1));
    const score = scoreLead({ ...facts, reply }, table, blueprint);
    const again = scoreLead({ ...facts, reply: replyOf(score, table) }, table, blueprint);
    expect(again).toEqual(score);
    expect(rescore(profile(1), score, scoreTables, blueprint)).toEqual(score);
  });

  test('in a band that has another name by now, it is taken for the slowest', () => {
    const line = {
      factor: 'response_speed',
      answer: 'en un santiamén',
      points: 10,
      most: 10,
    } as const;
    expect(replyOf({ contributions: [line] }, table)).toEqual({ kind: 'none' });
  });
});

const of = (model: Score['model']): Score => ({
  ...{ model, version: 'v', total: 1, leadClass: 'NURTURING', contributions: [], missing: [] },
});

test.each([
  [['pre'], 'pre'],
  [['pre', 'inlead'], 'inlead'],
  [['lead', 'inlead', 'pre'], 'lead'],
  [['pre', 'lead'], 'lead'],
] as const)('of %p the score of %s stands in Kommo (R4.4)', (models, model) => {
  expect(scoreInForce(models.map(of))?.model).toBe(model);
  expect(scoreInForce([])).toBeNull();
});

test('the id of a lead found in Kommo is a UUID made of its numbers', () => {
  const id = adoptedLeadId(30000001, 15318175);
  expect(z.uuid().parse(id)).toBe('000001c9-c381-8000-8000-000000e9bc9f');
  expect(adoptedLeadId(30000001, 15318176)).not.toBe(id);
  expect(adoptedLeadId(30000002, 15318175)).not.toBe(id);
});
