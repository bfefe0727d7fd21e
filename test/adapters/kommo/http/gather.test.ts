import { expect, test } from '@jest/globals';
import { createGather } from '../../../../backend/src/adapters/kommo/http/gather.js';
import { forPerson } from '../../../../backend/src/adapters/kommo/http/who-waits.js';
import { AppError } from '../../../../backend/src/errors.js';

interface Manner {
  readonly most?: number;
  readonly refuse?: (item: number) => boolean;
}

/** A call that the test answers when it likes; `refuse` says which items Kommo does not take. */
function gathering({ most = 10, refuse = () => false }: Manner = {}) {
  const calls: (readonly number[])[] = [];
  const answers: (() => void)[] = [];
  const ask = createGather<number, number>({
    most,
    keyOf: (item) => item % 100,
    send: async (items) => {
      calls.push(items);
      await new Promise<void>((answer) => answers.push(answer));
      if (items.some(refuse)) throw new AppError('kommo_rejected', 'refused');
      return items.map((item) => item * 10);
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ calls, ask },
    /** Answers call after call until nothing is asked any more. */
    answerAll: async () => {
      for (await settle(); answers.length > 0; await settle()) answers.shift()?.();
    },
  };
}

test('a call alone leaves at once; what is asked meanwhile goes together in the next one (R8.2)', async () => {
  const { calls, ask, answerAll } = gathering();
  const results = Promise.all([1, 2, 3, 4].map(ask));
  expect(calls).toEqual([[1]]);
  await answerAll();
  expect(calls).toEqual([[1], [2, 3, 4]]);
  expect(await results).toEqual([10, 20, 30, 40]);
});

test('no call has more than it may, nor two items of one lead', async () => {
  const { calls, ask, answerAll } = gathering({ most: 2 });
  const results = Promise.all([1, 2, 102, 3, 4].map(ask));
  await answerAll();
  expect(calls).toEqual([[1], [2, 3], [102, 4]]);
  expect(await results).toEqual([10, 20, 1020, 30, 40]);
});

test('what is refused together is tried one by one, so that one bad item fails alone', async () => {
  const { calls, ask, answerAll } = gathering({ refuse: (item) => item === 3 });
  const results = Promise.allSettled([1, 2, 3, 4].map(ask));
  await answerAll();
  expect(calls).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  expect((await results).map(({ status }) => status)).toEqual([
    ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  ]);
});

test("a person's call does not join those of batches", async () => {
  const { calls, ask, answerAll } = gathering();
  const batches = [1, 2, 3].map(ask);
  const person = forPerson(() => ask(4));
  expect(calls).toEqual([[1], [4]]);
  await answerAll();
  expect(await Promise.all([...batches, person])).toEqual([10, 20, 30, 40]);
});
