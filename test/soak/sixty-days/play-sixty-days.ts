import path from 'node:path';
import { templateBotName } from '../../../domain/conversation/compile/compile-template-bot.js';
import { team } from '../../support/team.js';
import type { Life as DayLife, SoakWorld } from '../day.js';
import { judge } from '../judge.js';
import { isOptOut } from '../people.js';
import type { Person } from '../people.js';
import { playThrough } from '../play-day.js';
import { recordWorld } from '../record-world.js';
import type { Scenario } from '../scenario.js';
import { doAct } from './act.js';
import { recordLives } from './record-lives.js';
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

/** Sixty days of leads whose scripts say where they end. */
export const playSixtyDays = (scenario: Scenario): Promise<PlayedDays> =>
  playThrough(scenario, {
    temperaments: lives,
    prepare: ({ services }) => services.store.team.save(team()),
    life: createLife,
    tell: async (soak, people) => {
      await soak.world.kommo('/sandbox/faults', { method: 'DELETE' });
      const judged = await judgeAll(soak, people, scenario);
      return { ...judged, deaths: soak.deaths(), deadLetters: soak.deadLetters() };
    },
  });

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
  const folder = process.env['SOAK_RECORD'];
  if (folder !== undefined) {
    const file = path.join(folder, `sixty-days-${scenario.seed}.json`);
    await recordLives(soak, { people, recorded, ends }, file);
  }
  return { ...judged, ends };
}
