import { describe, expect, test } from '@jest/globals';
import { waitOf } from '../../../../backend/src/errors.js';
import type { Caller } from '../../../../backend/src/adapters/kommo/http/turns.js';
import { answered, createGateWorld } from './gate-world.js';

type World = ReturnType<typeof createGateWorld>;

const isWaiting = (outcome: unknown): boolean => waitOf(outcome) !== null;

const failures = (outcomes: readonly unknown[]): readonly unknown[] =>
  outcomes.filter((one) => one instanceof Error);

/** Calls of three processes: twenty cards at one moment, batches all the time. */
function busy(world: World, processes: ReturnType<World['createProcess']>[], cards: number) {
  const { time, between } = world;
  const callAt = async (ms: number, caller: Caller, index: number) => {
    await time.sleep(ms);
    return processes[index % processes.length]?.call(caller);
  };
  return [
    ...Array.from({ length: 30 }, (_, index) => callAt(between(0, 6_000), 'batch', index)),
    ...Array.from({ length: cards * 2 }, (_, index) => callAt(2_000, 'person', index)),
  ];
}

describe('at most 7 calls reach Kommo in any second (R8.2)', () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);

  test.each([1, 2, 3, 4])(
    'from three processes, held up and stopped at any moment, in fifty courses (%i of 4)',
    async (part) => {
      const busiest: number[] = [];
      for (const seed of seeds.filter((one) => one % 4 === part - 1)) {
        const world = createGateWorld(seed);
        const processes = ['one', 'two', 'three'].map(world.createProcess);
        const interrupt = async () => {
          for (let count = 0; count < 4; count += 1) {
            await world.time.sleep(world.between(0, 3_000));
            const chosen = processes[Math.floor(world.random() * processes.length)];
            // An event loop held for a second, or SIGSTOP for ten.
            chosen?.stop(world.random() < 0.5 ? 1_000 : 10_000);
          }
        };
        await world.time.run(Promise.all([interrupt(), ...busy(world, processes, 20)]));
        busiest.push(world.busiestSecond());
      }
      expect(Math.max(...busiest)).toBe(7);
      expect(busiest).toHaveLength(50);
    },
  );

  test('where a process is killed while its calls are under way, and another takes its turns', async () => {
    const busiest: number[] = [];
    for (const seed of seeds.slice(0, 40)) {
      const world = createGateWorld(seed);
      const [one, two] = ['one', 'two'].map(world.createProcess);
      if (one === undefined || two === undefined) throw new Error('there are two');
      const lost = Array.from({ length: 12 }, () => one.call('batch'));
      const kept = Array.from({ length: 30 }, () => two.call('batch'));
      const kill = world.time.sleep(world.between(50, 1_500)).then(one.kill);
      expect(failures(await world.time.run(Promise.all([...kept, kill])))).toEqual([]);
      expect(lost).toHaveLength(12);
      busiest.push(world.busiestSecond());
    }
    expect(Math.max(...busiest)).toBeLessThanOrEqual(7);
  });

  test('a turn that a process took up late is given back for a new one', async () => {
    const world = createGateWorld();
    const [stopped, other] = ['stopped', 'other'].map(world.createProcess);
    const late = stopped?.call('batch');
    // Stopped while the database grants the turn, for so long that others may have it by now.
    stopped?.stop(61_000);
    await world.time.run(world.time.sleep(60_950));
    const others = (['person', ...Array.from({ length: 6 }, () => 'batch')] as Caller[]).map(
      (caller) => other?.call(caller),
    );
    const outcomes = await world.time.run(Promise.all([late, ...others]));
    expect(outcomes.map(isWaiting)).toEqual([true, ...others.map(() => false)]);
    expect(world.busiestSecond()).toBe(7);
  });
});

describe('people before batches', () => {
  const waits = (world: World, caller: Caller) =>
    world.received.filter((one) => one.caller === caller).map(({ waitedMs }) => waitedMs);

  test('a card waits for no batch, however many calls of batches wait (R9.1)', async () => {
    const world = createGateWorld(7);
    world.server.latencyMs = () => 50;
    const processes = ['one', 'two', 'three'].map(world.createProcess);
    const batches = Array.from({ length: 90 }, (_, index) => processes[index % 3]?.call('batch'));
    const card = world.time.sleep(5_000).then(() => processes[0]?.call('person', 0));
    await world.time.run(Promise.all([...batches, card]));
    expect(Math.max(...waits(world, 'person'))).toBeLessThan(20);
    expect(waits(world, 'batch')).toHaveLength(90);
  });

  test('while cards keep all turns busy, a batch goes out about every second', async () => {
    const world = createGateWorld(8);
    world.server.latencyMs = () => 50;
    const processes = ['one', 'two', 'three'].map(world.createProcess);
    const people = Array.from({ length: 48 }, (_, index) => processes[index % 3]?.call('person'));
    const batches = Array.from({ length: 60 }, (_, index) => processes[index % 3]?.call('batch'));
    const outcomes = await world.time.run(Promise.all([...people, ...batches]));
    expect(failures(outcomes)).toEqual([]);
    const personal = world.received.filter(({ caller }) => caller === 'person');
    const lastPerson = Math.max(...personal.map(({ at }) => at));
    const meanwhile = world.received.filter((one) => one.caller === 'batch' && one.at < lastPerson);
    // 48 calls at six a second take eight seconds.
    expect(Math.max(...waits(world, 'person'))).toBeLessThan(9_000);
    expect(meanwhile.length).toBeGreaterThanOrEqual(6);
    expect(meanwhile.length).toBeLessThanOrEqual(12);
  });
});

describe('after a 429', () => {
  /** Kommo refuses once, or as long as it is told to, and asks for five minutes. */
  async function refused(seed = 1) {
    const world = createGateWorld(seed);
    const [one, two] = ['one', 'two'].map(world.createProcess);
    if (one === undefined || two === undefined) throw new Error('there are two');
    world.server.answer = () => answered(429, { retry_after: 300 });
    await world.time.run(one.call('batch'));
    const serve = () => {
      world.server.answer = () => answered(200);
    };
    return { ...world, one, two, serve };
  }
  const waitsMs = (error: unknown) => waitOf(error)?.ms;

  test('batches of every process rest as long as Kommo asks, which costs no try and is told once', async () => {
    const { time, one, two, serve, received, lines } = await refused();
    serve();
    const outcomes = await time.run(Promise.all([one.call('batch'), two.call('batch')]));
    for (const outcome of outcomes) expect(waitsMs(outcome)).toBeGreaterThan(299_000);
    expect(received).toHaveLength(1);
    expect(lines).toMatchObject([{ level: 40, msg: expect.stringContaining('asked for a rest') }]);
    await time.run(time.sleep(300_000));
    expect(await time.run(two.call('batch'))).toMatchObject({ status: 200 });
  });

  test('one call tries for the people who wait; its success ends the rest for all', async () => {
    const { time, one, two, serve, received, restEnds } = await refused();
    serve();
    // At once it would only add to Kommo's displeasure: a card shows what it has.
    expect(waitsMs(await time.run(one.call('person')))).toBeGreaterThan(4_000);
    await time.run(time.sleep(3_500));
    const people = [one, two, one, two].map((process) => process.call('person'));
    const outcomes = await time.run(Promise.all(people));
    expect(outcomes).toMatchObject(people.map(() => ({ status: 200 })));
    const [, first = 0, second = 0] = received.map(({ at }) => at);
    // Five seconds after the refusal, and the others only when the first was answered.
    expect(first - (received[0]?.at ?? 0)).toBeGreaterThanOrEqual(5_000);
    expect(second).toBeGreaterThan(first);
    expect(restEnds()).toBe(1);
    expect(await time.run(two.call('batch'))).toMatchObject({ status: 200 });
  });

  test('a refused try waits longer for the next one, however many people ask (kommo-api 1.5)', async () => {
    const { time, one, two, received } = await refused();
    for (let second = 0; second < 290; second += 1) {
      await time.run(Promise.all([one.call('person'), two.call('person')]));
      await time.run(time.sleep(1_000));
    }
    const tries = received
      .slice(1)
      .map(({ at }) => Math.round((at - (received[0]?.at ?? 0)) / 1_000));
    expect(tries.length).toBeGreaterThanOrEqual(3);
    expect(tries.length).toBeLessThanOrEqual(6);
  });

  test('a call that was under way when the rest began does not end it', async () => {
    const world = createGateWorld(3);
    const [one] = [world.createProcess('one')];
    world.server.latencyMs = () => 500;
    const slow = one.call('batch', 0);
    world.server.latencyMs = () => 20;
    world.server.answer = () => answered(200);
    await world.time.run(world.time.sleep(10));
    world.server.answer = () => answered(429, { retry_after: 60 });
    await world.time.run(one.call('batch', 0));
    expect(await world.time.run(slow)).toMatchObject({ status: 200 });
    expect(waitsMs(await world.time.run(one.call('batch')))).toBeGreaterThan(50_000);
  });
});

test('a batch that would wait for more than 20 s lets its place to another, and nothing is sent for it', async () => {
  const world = createGateWorld(5);
  const process = world.createProcess('one');
  const outcomes = await world.time.run(
    Promise.all(Array.from({ length: 200 }, () => process.call('batch'))),
  );
  const waiting = outcomes.filter(isWaiting);
  expect(waiting.length).toBeGreaterThan(50);
  expect(world.received).toHaveLength(200 - waiting.length);
});

test('a call that carries many leads goes before the sixty that carry one and came before it (R8.2)', async () => {
  const world = createGateWorld(5);
  const process = world.createProcess('one');
  const single = Array.from({ length: 60 }, () => process.call('batch'));
  const startedAt = world.time.now();
  let bulkAfterMs = Infinity;
  const bulk = world.time
    .sleep(1)
    .then(() => process.call('batch', 0, 'many'))
    .then(() => (bulkAfterMs = world.time.now() - startedAt));
  await world.time.run(Promise.all([...single, bulk]));
  expect(world.received).toHaveLength(61);
  expect(bulkAfterMs).toBeLessThan(3_000);
  expect(world.busiestSecond()).toBeLessThanOrEqual(7);
});

test('a clock that is set, forward or back, makes nobody who waits give up', async () => {
  const world = createGateWorld(7);
  const process = world.createProcess('one');
  const calls = Array.from({ length: 40 }, () => process.call('batch'));
  const set = (async () => {
    for (const aheadMs of [600_000, 0, 7_200_000]) {
      await world.time.sleep(1_000);
      world.setClock(aheadMs);
    }
  })();
  const [outcomes] = await world.time.run(Promise.all([Promise.all(calls), set]));
  expect(failures(outcomes)).toEqual([]);
  expect(world.received).toHaveLength(40);
});
