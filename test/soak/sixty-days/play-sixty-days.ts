import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { templateBotName } from '../../../domain/conversation/compile/compile-template-bot.js';
import { prepareSandboxBots } from '../../../backend/src/prepare-sandbox-bots.js';
import { impatientClient } from '../../support/world.js';
import { team } from '../../support/team.js';
import { createDay } from '../day.js';
import type { Life as DayLife, SoakWorld } from '../day.js';
import { judge } from '../judge.js';
import { invitePeople, isOptOut } from '../people.js';
import type { Person } from '../people.js';
import { openSoak } from '../play-day.js';
import { createRandom } from '../random.js';
import { recordWorld } from '../record-world.js';
import type { Scenario } from '../scenario.js';
import { doAct } from './act.js';
import { judgeLives } from './judge-lives.js';
import { lives } from './lives.js';

export interface PlayedDays {
  /** A message twice, after "BAJA", without consent, over the limit or into a closed window. */
  readonly wrongs: readonly string[];
  /** Leads that do not stand where their script ends. */
  readonly ends: readonly string[];
  readonly messages: number;
  readonly deaths: number;
  readonly hooksLost: number;
  readonly deadLetters: readonly string[];
  readonly steps: number;
}

/** Sixty days of leads whose scripts say where they end, with the companion's own code and Kommo's stand-in. */
export async function playSixtyDays(scenario: Scenario): Promise<PlayedDays> {
  const random = createRandom(scenario.seed);
  // A Monday, 08:00 in Santo Domingo.
  const start = Date.parse('2026-11-23T12:00:00Z');
  const time = { moved: 0, steps: 0 };
  const soak = await openSoak(scenario, random, {
    clock: () => new Date(start + time.moved),
    sandboxClock: () => new Date(start),
  });
  try {
    await soak.world.kommo('/sandbox/hooks', { method: 'POST', body: { batch: true } });
    await prepareSandboxBots(impatientClient(soak.world.config, soak.world), blueprint);
    await soak.services.store.team.save(team());
    const people = invitePeople(scenario.people, random, scenario.arrivals, lives);
    const day = createDay(soak, {
      scenario,
      random,
      people,
      start,
      life: createLife(soak, people),
    });
    while (time.moved < scenario.lastsMs) {
      const advanceMs = (await day.nextAt(time.moved)) - time.moved;
      await soak.world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs } });
      time.moved += advanceMs;
      time.steps += 1;
      await day.live(time.moved);
    }
    await soak.world.kommo('/sandbox/faults', { method: 'DELETE' });
    const { wrongs, ends, messages } = await judgeAll(soak, people, scenario);
    return {
      ...{ wrongs, ends, messages, steps: time.steps, hooksLost: day.hooksLost() },
      ...{ deaths: soak.deaths(), deadLetters: soak.deadLetters() },
    };
  } finally {
    await soak.close();
  }
}

/** The acts of the scripts, each when its time has come and the lead is in Kommo. */
function createLife(soak: SoakWorld, people: readonly Person[]): DayLife {
  const planned = people.map((person) => ({
    person,
    acts: (lives.find(({ name }) => name === person.temperament.name)?.acts ?? []).map(
      ({ afterMs, act }) => ({ at: person.arrivesAt + afterMs, act }),
    ),
  }));
  return {
    live: async (now, { wantsNoMore }) => {
      for (const { person, acts } of planned) {
        while (acts[0] !== undefined && acts[0].at <= now && person.leadIds.length > 0) {
          const { act } = acts[0];
          if (act.kind === 'writes' && isOptOut(act.text)) wantsNoMore(person);
          await doAct(soak, person, act);
          acts.shift();
        }
      }
    },
    moments: () => planned.flatMap(({ acts }) => acts.slice(0, 1).map(({ at }) => at)),
  };
}

async function judgeAll(soak: SoakWorld, people: readonly Person[], scenario: Scenario) {
  const recorded = await recordWorld(soak.world, people);
  const bots = await soak.services.kommo.listBots();
  const reminder = bots.find(
    ({ name }) => name === templateBotName({ key: 'negotiation_reminder' }),
  );
  const judged = judge(recorded, scenario.peoplePerDay, {
    ...{ part: '¿Pudiste revisar', most: 3, botId: reminder?.id ?? 0 },
  });
  const ends = await judgeLives(soak, { people, lives, recorded });
  return { ...judged, ends };
}
