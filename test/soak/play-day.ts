import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { prepareSandboxBots } from '../../backend/src/prepare-sandbox-bots.js';
import { impatientClient } from '../support/world.js';
import { openHooksWorldWith } from '../journey/hooks-world.js';
import { createDay } from './day.js';
import type { Life, SoakWorld } from './day.js';
import { invitePeople } from './people.js';
import type { Person } from './people.js';
import { createRandom } from './random.js';
import { judge } from './judge.js';
import type { Judged } from './judge.js';
import { recordWorld } from './record-world.js';
import type { Scenario } from './scenario.js';
import { createSoakQueue } from './soak-queue.js';

export interface Played extends Judged {
  readonly deaths: number;
  readonly deadLetters: readonly string[];
  readonly states: Readonly<Record<string, number>>;
  readonly endings: Readonly<Record<string, number>>;
  readonly hooksLost: number;
  readonly steps: number;
}

/** One day, or as long as the scenario lasts. */
export const playDay = (scenario: Scenario): Promise<Played> =>
  playThrough(scenario, { tell: (soak, people) => tell(soak, people, scenario) });

interface Script<T> {
  readonly temperaments?: Parameters<typeof invitePeople>[3];
  readonly prepare?: (soak: SoakWorld) => Promise<unknown>;
  readonly life?: (soak: SoakWorld, people: readonly Person[]) => Life;
  /** What came of it. */
  readonly tell: (soak: SoakWorld, people: readonly Person[]) => Promise<T>;
}

/** Plays a scenario from a Monday at 08:00 in Santo Domingo, with the companion's own code and Kommo's stand-in. */
export async function playThrough<T>(
  scenario: Scenario,
  { temperaments, prepare, life, tell: tellOf }: Script<T>,
): Promise<T & Pick<Played, 'hooksLost' | 'steps'>> {
  const random = createRandom(scenario.seed);
  const start = Date.parse('2026-11-23T12:00:00Z');
  const time = { moved: 0, steps: 0 };
  const soak = await openSoak(scenario, random, {
    clock: () => new Date(start + time.moved),
    sandboxClock: () => new Date(start),
    sandboxWakes: false,
  });
  try {
    // What one call changes is told together, as Kommo does with a batch.
    await soak.world.kommo('/sandbox/hooks', { method: 'POST', body: { batch: true } });
    await prepareSandboxBots(impatientClient(soak.world.config, soak.world), blueprint);
    await prepare?.(soak);
    const people = invitePeople(scenario.people, random, scenario.arrivals, temperaments);
    const day = createDay(soak, {
      ...{ scenario, random, people, start },
      ...(life && { life: life(soak, people) }),
    });
    while (time.moved < scenario.lastsMs) {
      const advanceMs = (await day.nextAt(time.moved)) - time.moved;
      await soak.world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs } });
      time.moved += advanceMs;
      time.steps += 1;
      await day.live(time.moved);
    }
    const told = await tellOf(soak, people);
    return { ...told, hooksLost: day.hooksLost(), steps: time.steps };
  } finally {
    await soak.close();
  }
}

const openSoak = (
  { deaths, deathsAtRuns, overlaps = 0, peoplePerDay }: Scenario,
  random: ReturnType<typeof createRandom>,
  times: Parameters<typeof openHooksWorldWith>[1],
): Promise<SoakWorld> =>
  openHooksWorldWith(
    (world) =>
      createSoakQueue(world, {
        ...{ random, deaths, deathsAtRuns, overlaps },
        config: (config) => ({
          ...config,
          messages: {
            ...{ botStart: 'companion', peoplePerDay },
            consentTexts: { direct: 'Acepto', inlead: 'Acepto', meta: null },
          },
        }),
      }),
    times,
  );

async function tell(soak: SoakWorld, people: readonly Person[], scenario: Scenario) {
  const recorded = await recordWorld(soak.world, people);
  const folder = process.env['SOAK_RECORD'];
  if (folder !== undefined) {
    await writeFile(
      path.join(folder, `${scenario.seed}.json`),
      JSON.stringify({ ...recorded, peoplePerDay: scenario.peoplePerDay }),
    );
  }
  const judged = judge(recorded, scenario.peoplePerDay);
  const rows = await soak.services.store.conversations.find(people.flatMap((one) => one.leadIds));
  const count = (of: (row: (typeof rows)[number]) => string) => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1;
    return counts;
  };
  return {
    ...judged,
    deaths: soak.deaths(),
    deadLetters: soak.deadLetters(),
    states: count(({ state }) => state),
    endings: count(({ facts }) => facts.ending ?? facts.reason ?? 'none'),
  };
}
