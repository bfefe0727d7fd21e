import { AppError } from '../../../errors.js';
import type { Caller } from './turns.js';
import { whoWaits } from './who-waits.js';

interface GatherTools<Item, Result> {
  /** Most items of one call. */
  readonly most: number;
  /** Two items of the same key never go in one call. */
  readonly keyOf: (item: Item) => number;
  /** One call for all; answers in their order. */
  readonly send: (items: readonly Item[]) => Promise<readonly Result[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

interface Lane<Item, Result> {
  waiting: readonly Waiting<Item, Result>[];
  isSending: boolean;
}

/**
 * What is asked for while a call of the same kind is on its way, or waits for its turn, goes together in the next one.
 * Nothing waits for company: a call alone leaves at once. What Kommo refuses together is tried one by one.
 */
export function createGather<Item, Result>(
  tools: GatherTools<Item, Result>,
): (item: Item) => Promise<Result> {
  const laneOf = (): Lane<Item, Result> => ({ waiting: [], isSending: false });
  // A person's call does not join those that wait behind the batches.
  const lanes: Readonly<Record<Caller, Lane<Item, Result>>> = { person: laneOf(), batch: laneOf() };
  return (item) =>
    new Promise((done, failed) => {
      const lane = lanes[whoWaits()];
      lane.waiting = [...lane.waiting, { item, done, failed }];
      if (!lane.isSending) void sendAll(tools, lane);
    });
}

async function sendAll<Item, Result>(
  tools: GatherTools<Item, Result>,
  lane: Lane<Item, Result>,
): Promise<void> {
  lane.isSending = true;
  while (lane.waiting.length > 0) {
    const group = groupOf(tools, lane.waiting);
    lane.waiting = lane.waiting.filter((one) => !group.includes(one));
    await sendGroup(tools, group);
  }
  lane.isSending = false;
}

function groupOf<Item, Result>(
  { most, keyOf }: GatherTools<Item, Result>,
  waiting: readonly Waiting<Item, Result>[],
): readonly Waiting<Item, Result>[] {
  const firstByKey = new Map<number, Waiting<Item, Result>>();
  for (const one of waiting) {
    const key = keyOf(one.item);
    if (!firstByKey.has(key) && firstByKey.size < most) firstByKey.set(key, one);
  }
  return [...firstByKey.values()];
}

async function sendGroup<Item, Result>(
  tools: GatherTools<Item, Result>,
  group: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await tools.send(group.map(({ item }) => item));
    results.forEach((result, index) => group[index]?.done(result));
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'kommo_rejected';
    if (isRefused && group.length > 1) for (const one of group) await sendGroup(tools, [one]);
    else for (const { failed } of group) failed(error);
  }
}
