import { expect, test } from '@jest/globals';
import {
  afterAnswerMs,
  askForTurn,
  endTurn,
  readKept,
} from '../../../../backend/src/adapters/kommo/http/turns.js';
import type { Ended, KeptTurns } from '../../../../backend/src/adapters/kommo/http/turns.js';

const dayMs = 86_400_000;
const asking = { caller: 'person', holder: 'us' } as const;

/** What one call leaves that ended so while the clock was a day ahead. */
function callAt(now: number, ended: Ended, from: KeptTurns): KeptTurns {
  const { kept, result } = askForTurn(from, now, asking);
  return result.kind === 'go' ? endTurn(kept, now, { turn: result.turn, ended }).kept : kept;
}
const answered: Ended = { kind: 'answered', isServed: true };

test('a clock that was a day ahead and is set right stops no call for a day (R3.3, R8.2)', () => {
  let kept = readKept(null);
  for (let call = 0; call < 7; call += 1) kept = callAt(dayMs, answered, kept);
  const first = askForTurn(kept, 0, asking);
  expect(first.result.kind).toBe('wait');
  // Not at once either: the last calls may have been a moment ago.
  expect(askForTurn(first.kept, afterAnswerMs - 1, asking).result.kind).toBe('wait');
  expect(askForTurn(first.kept, afterAnswerMs, asking).result.kind).toBe('go');
});

test('a pause that Kommo asked for while the clock was ahead ends, and a person may try soon (R3.3)', () => {
  const rested = callAt(dayMs, { kind: 'refused', restMs: 300_000 }, readKept(null));
  const { kept, result } = askForTurn(rested, 0, asking);
  expect(result).toMatchObject({ kind: 'rest', endsInMs: 3_600_000, probeInMs: 60_000 });
  expect(askForTurn(kept, 60_000, asking).result.kind).toBe('go');
  expect(askForTurn(kept, 3_600_000, asking).result.kind).toBe('go');
});
