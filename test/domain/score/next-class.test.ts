import { expect, test } from '@jest/globals';
import { preScore } from '../../../domain/blueprint/scores/pre-score.js';
import { nextClassOf } from '../../../domain/score/next-class.js';

test.each([
  [0, { leadClass: 'COLD', points: 40 }],
  [39, { leadClass: 'COLD', points: 1 }],
  [40, { leadClass: 'WARM', points: 20 }],
  [59, { leadClass: 'WARM', points: 1 }],
  [60, { leadClass: 'HOT', points: 20 }],
  [79, { leadClass: 'HOT', points: 1 }],
  [80, null],
  [100, null],
])('from %i points the class above is %j away (R2.5)', (total, above) => {
  expect(nextClassOf(total, preScore.classes)).toEqual(above);
});
