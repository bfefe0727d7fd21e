import { expect, test } from '@jest/globals';
import { createCircuit } from '../../../../backend/src/adapters/kommo/http/circuit.js';
import type { Circuit } from '../../../../backend/src/adapters/kommo/http/circuit.js';
import { AppError } from '../../../../backend/src/errors.js';

/** Several processes over one clock and one shared claim, as the database gives it. */
function circuits(count: number) {
  let now = 0;
  let freeAt = 0;
  const claimProbe = (intervalMs: number): Promise<boolean> => {
    if (now < freeAt) return Promise.resolve(false);
    freeAt = now + intervalMs;
    return Promise.resolve(true);
  };
  const all = Array.from({ length: count }, () =>
    createCircuit({ clock: () => new Date(now), onAccountState: () => undefined, claimProbe }),
  );
  return { all, advance: (ms: number) => (now += ms) };
}

const passes = async (circuit: Circuit, token: string): Promise<boolean> =>
  circuit.check(token).then(
    () => true,
    () => false,
  );

test('ten processes together probe a blocked account four times in five minutes at most (R8.2)', async () => {
  const { all, advance } = circuits(10);
  const blocked = new AppError('kommo_blocked', 'blocked');
  for (const circuit of all) circuit.report(blocked, 'token');
  let probes = 0;
  for (let second = 0; second < 3600; second += 1) {
    advance(1000);
    for (const circuit of all) {
      if (!(await passes(circuit, 'token'))) continue;
      probes += 1;
      circuit.report(blocked, 'token');
    }
  }
  expect(probes).toBeGreaterThanOrEqual(11);
  expect(probes).toBeLessThanOrEqual(48);
});

test('a new token is a new chance at once, the refused one is not', async () => {
  const { all } = circuits(1);
  const [circuit] = all;
  if (circuit === undefined) throw new Error('there is one');
  circuit.report(new AppError('kommo_not_connected', 'refused'), 'old');
  expect(await passes(circuit, 'old')).toBe(false);
  expect(await passes(circuit, 'new')).toBe(true);
});

test('a new token does not open an unpaid account', async () => {
  const [circuit] = circuits(1).all;
  circuit?.report(new AppError('kommo_payment_required', 'unpaid'), 'old');
  await expect(circuit?.check('new')).rejects.toMatchObject({ code: 'kommo_payment_required' });
});
