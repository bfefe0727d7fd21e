import { readCapture } from '../../domain/capture/read-capture.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { AppError } from '../../backend/src/errors.js';
import { runTick } from '../../backend/src/start-ticks.js';
import { prepareSandboxBots } from '../../backend/src/prepare-sandbox-bots.js';
import { z } from 'zod';
import { body, impatientClient } from '../support/world.js';
import { openHooksWorldWith } from '../journey/hooks-world.js';
import type { Hook, HooksWorld } from '../journey/hooks-world.js';
import { hear, invitePeople, isOptOut } from './people.js';
import type { Person } from './people.js';
import { createRandom } from './random.js';
import type { Random } from './random.js';
import { judge } from './judge.js';
import type { Judged } from './judge.js';
import { createSoakQueue } from './soak-queue.js';
import type { SoakQueue } from './soak-queue.js';

const minute = 60_000;
const step = 2 * minute;
/** While nobody does anything. */
const longStep = 30 * minute;

/** How rough the day is; a longer soak is another one of these. */
export interface Scenario {
  readonly seed: number;
  readonly people: number;
  readonly lastsMs: number;
  /** They arrive between these, after the start. */
  readonly arrivals: readonly [number, number];
  readonly peoplePerDay: number;
  /** Shares of the hooks that are lost, come twice, or come late. */
  readonly lost: number;
  readonly twice: number;
  readonly late: number;
  /** Share of the runs in which the process dies. */
  readonly deaths: number;
  /** Share of the steps in which Kommo answers a call wrongly. */
  readonly faults: number;
  /** The companion is down from, and until; nothing at all is done then. */
  readonly down: readonly [number, number];
}

export interface Played extends Judged {
  readonly deaths: number;
  readonly deadLetters: readonly string[];
  readonly states: Readonly<Record<string, number>>;
  readonly endings: Readonly<Record<string, number>>;
  readonly hooksLost: number;
}

type SoakWorld = HooksWorld & SoakQueue;

/** Plays one day, or as long as the scenario lasts, with the companion's own code and Kommo's stand-in. */
export async function playDay(scenario: Scenario): Promise<Played> {
  const random = createRandom(scenario.seed);
  const start = Date.parse('2026-11-23T12:00:00Z');
  const time = { moved: 0 };
  const soak = await openHooksWorldWith(
    (world) =>
      createSoakQueue(world, {
        ...{ random, deaths: scenario.deaths },
        config: (config) => ({
          ...config,
          messages: {
            ...{ botStart: 'companion', peoplePerDay: scenario.peoplePerDay },
            consentTexts: { direct: 'Acepto', inlead: 'Acepto', meta: null },
          },
        }),
      }),
    { clock: () => new Date(start + time.moved), sandboxClock: () => new Date(start) },
  );
  try {
    await prepareSandboxBots(impatientClient(soak.world.config, soak.world), blueprint);
    const people = invitePeople(scenario.people, random, scenario.arrivals);
    const day = createDay(soak, { scenario, random, people, start });
    while (time.moved < scenario.lastsMs) {
      const advanceMs = (await day.isQuiet(time.moved)) ? longStep : step;
      await soak.world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs } });
      time.moved += advanceMs;
      await day.live(time.moved);
    }
    return await tell(soak, people, { scenario, hooksLost: day.hooksLost() });
  } finally {
    await soak.close();
  }
}

interface Day {
  readonly scenario: Scenario;
  readonly random: Random;
  readonly people: readonly Person[];
  readonly start: number;
}

function createDay(soak: SoakWorld, { scenario, random, people, start }: Day) {
  let late: { readonly at: number; readonly hook: Hook }[] = [];
  let lost = 0;
  let ticked = 0;

  /** Decides for each hook whether it comes, when, and how often. */
  function deal(hooks: readonly Hook[], now: number, isDown: boolean): readonly Hook[] {
    const due = late.filter(({ at }) => at <= now).map(({ hook }) => hook);
    late = late.filter(({ at }) => at > now);
    const now$ = hooks.flatMap((hook) => {
      const isLost = random.chance(isDown ? 0.4 : scenario.lost);
      const isLate = isDown || random.chance(scenario.late);
      if (isLost || isLate) miss(hook);
      if (isLost) lost += 1;
      else if (isLate) late.push({ at: now + random.between(1, 20) * minute, hook });
      return isLost || isLate ? [] : random.chance(scenario.twice) ? [hook, hook] : [hook];
    });
    return random.shuffle([...due, ...now$]);
  }

  function miss(hook: Hook): void {
    const contactId = contactIn(hook, 'message');
    for (const person of people) {
      if (person.contactId === contactId && person.optedOutAt !== null) person.wasMissed = true;
    }
  }

  async function arrive(now: number): Promise<void> {
    for (const person of people) {
      const { again } = person.temperament;
      const isFirst = person.captureIds.length === 0 && person.arrivesAt <= now;
      const isAgain =
        again !== undefined &&
        person.captureIds.length === 1 &&
        person.optedOutAt !== null &&
        person.arrivesAt + again.afterMs <= now;
      if (isFirst) await capture(person, person.temperament.consent);
      if (isAgain) {
        person.cameBackAt = start + now;
        await capture(person, again.consent);
      }
    }
  }

  async function capture(person: Person, consent: boolean | null): Promise<void> {
    const services = ['Contabilidad', 'Fiscal', 'Nómina', 'Consultoría'];
    const { source } = person.temperament;
    const fields = body(person.index, {
      service_type: services[person.index % 4],
      ...(consent === null ? {} : { consent }),
    });
    const read = readCapture(fields, source, blueprint, soak.services.clock());
    if (read.kind === 'rejected') throw new Error(JSON.stringify(read.problems));
    const appended = await soak.services.store.captures.append({
      ...{ source, idempotencyKey: null, requestId: 'soak', profile: read.profile },
      bodyHash: `${person.index}:${person.captureIds.length}`,
    });
    if (appended.kind !== 'stored') throw new Error('not stored');
    person.captureIds.push(appended.captureId);
    await soak.services.enqueue('score', { id: appended.captureId });
  }

  async function speak(now: number): Promise<void> {
    for (const person of people) {
      const due = person.saying.filter(({ at }) => at <= now);
      person.saying = person.saying.filter(({ at }) => at > now);
      const leadId = person.leadIds.at(-1);
      if (leadId === undefined) continue;
      for (const { text } of due) {
        const said = text === 'button' ? await lastButton(soak, leadId, random) : text;
        if (isOptOut(said)) person.optedOutAt = soak.services.clock().getTime();
        await soak.world.kommo(`/sandbox/phone/${leadId}`, {
          method: 'POST',
          body: { text: said },
        });
      }
    }
  }

  async function learnIds(): Promise<void> {
    const unknown = people.filter(({ captureIds, leadIds }) => leadIds.length < captureIds.length);
    const rows = await soak.services.store.leads.findByIds(
      unknown.flatMap((one) => one.captureIds),
    );
    for (const person of unknown) {
      const own = person.captureIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
      person.leadIds = own.flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
      person.contactId = own[0]?.kommoContactId ?? person.contactId;
    }
  }

  async function tick(isDown: boolean): Promise<void> {
    if (isDown) return;
    const tools = { services: soak.services, relay: soak.world.relay, first: ticked === 0 };
    ticked += 1;
    // A tick that fails is logged, and comes again (`jobs/run-every.ts`).
    for (const name of ['messages', 'conversations', 'stages', 'catch-up'] as const) {
      await runTick(name, tools).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
    }
    await soak.drain();
  }

  async function live(now: number): Promise<void> {
    const isDown = now >= scenario.down[0] && now < scenario.down[1];
    if (random.chance(scenario.faults)) await strike(soak, random);
    await arrive(now);
    await learnIds();
    await speak(now);
    for (let turns = 0; turns < 6; turns += 1) {
      const hooks = await soak.takeHooks();
      for (const hook of hooks) {
        const contactId = contactIn(hook, 'outgoing_message');
        for (const person of people) {
          if (contactId !== null && person.contactId === contactId) hear(person, now);
        }
      }
      const dealt = deal(hooks, now, isDown);
      if (!isDown && dealt.length > 0) await soak.deliver(dealt);
      else late.push(...dealt.map((hook) => ({ at: now + step, hook })));
      if (hooks.length === 0) break;
      if (turns === 0) await tick(isDown);
    }
    if (!isDown) await tick(false);
    await learnIds();
  }

  /** Whether nothing will happen before the long step is over. */
  async function isQuiet(now: number): Promise<boolean> {
    const until = now + longStep;
    const acts = people.some(
      ({ arrivesAt, captureIds, saying, temperament: { again } }) =>
        (captureIds.length === 0 && arrivesAt <= until) ||
        (again !== undefined && captureIds.length === 1 && arrivesAt + again.afterMs <= until) ||
        saying.some(({ at }) => at <= until),
    );
    if (acts || late.length > 0 || soak.nextAt() <= start + until) return false;
    const due = await soak.services.store.conversations.listDue(new Date(start + until), 1);
    return due.length === 0;
  }

  return { live, isQuiet, hooksLost: () => lost };
}

/** The contact whose message a hook tells of. */
function contactIn({ body: sent }: Hook, group: string): number | null {
  for (const [key, value] of new URLSearchParams(sent)) {
    if (key.startsWith(`${group}[`) && key.endsWith('[contact_id]')) return Number(value);
  }
  return null;
}

const phone = z.object({
  messages: z.array(z.object({ from: z.string(), buttons: z.array(z.string()) })),
});

/** The first button more often than another: it leads on. Who sees none says yes. */
async function lastButton({ world }: SoakWorld, leadId: number, random: Random): Promise<string> {
  const { messages } = phone.parse(await world.kommo(`/sandbox/phone/${leadId}`));
  const buttons = messages.filter(({ from }) => from === 'firm').at(-1)?.buttons ?? [];
  const open = buttons.filter((title) => !/más tarde|no me escriban/i.test(title));
  if (open.length === 0) return 'sí';
  return random.chance(0.6) ? (open[0] ?? 'sí') : random.pick(open);
}

/** Kommo answers one call wrongly: before it took effect, or after. Only a bot's address may be gone for a moment. */
function strike({ world }: SoakWorld, random: Random): Promise<unknown> {
  const match = random.pick(['/api/v4/bots/', '/api/v4/leads', '/api/v4/talks']);
  const kinds = ['429', '502', '504', 'drop-after-commit', 'drop-before'];
  const kind = random.pick(match === '/api/v4/bots/' ? [...kinds, '404'] : kinds);
  return world.kommo('/sandbox/faults', { method: 'POST', body: { kind, match, times: 1 } });
}

async function tell(
  soak: SoakWorld,
  people: readonly Person[],
  { scenario, hooksLost }: { readonly scenario: Scenario; readonly hooksLost: number },
): Promise<Played> {
  const rules = {
    peoplePerDay: scenario.peoplePerDay,
    ...{ readWithinMs: 2 * step, foundWithinMs: 8 * minute + scenario.down[1] - scenario.down[0] },
  };
  const judged = await judge(soak.world, people, rules);
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
    hooksLost,
  };
}
