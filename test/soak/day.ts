import { readCapture } from '../../domain/capture/read-capture.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { AppError } from '../../backend/src/errors.js';
import { runTick } from '../../backend/src/start-ticks.js';
import { body } from '../support/world.js';
import type { Hook, HooksWorld } from '../journey/hooks-world.js';
import { hear, isOptOut } from './people.js';
import type { Person } from './people.js';
import { buttonToTap, say, strike } from './phone.js';
import type { Random } from './random.js';
import type { Scenario } from './scenario.js';
import type { SoakQueue } from './soak-queue.js';

const minute = 60_000;

export type SoakWorld = HooksWorld & SoakQueue;

interface Told {
  readonly scenario: Scenario;
  readonly random: Random;
  readonly people: readonly Person[];
  readonly start: number;
  /** What else happens, done by others than the leads' phones. */
  readonly life?: Life;
}

export interface Life {
  live(now: number, says: { readonly wantsNoMore: (person: Person) => void }): Promise<void>;
  /** When something of it is going to happen. */
  moments(): readonly number[];
}

/** What the people, Kommo and the companion do in one step of the clock. Times are since the start, in ms. */
export interface Day {
  live(now: number): Promise<void>;
  /** When the next thing happens, as far as anybody can know. */
  nextAt(now: number): Promise<number>;
  readonly hooksLost: () => number;
}

export function createDay(soak: SoakWorld, { scenario, random, people, start, life }: Told): Day {
  const { stepAt } = scenario;
  /** By then a message is read whose hook came, and one whose hook did not. */
  const readMs = (now: number) => 2 * stepAt(now);
  const foundMs = (now: number) => Math.max(8 * minute, 2 * stepAt(now));
  let late: { readonly at: number; readonly hook: Hook }[] = [];
  /** Sent by the last tick of a step: heard in it, dealt in the next one. */
  let fresh: readonly Hook[] = [];
  const personByContact = new Map<number, Person>();
  const lost = { count: 0, lastAt: -foundMs(0) };
  let ticked = 0;

  /** Decides for each hook whether it comes, when, and how often. */
  function deal(hooks: readonly Hook[], now: number, isDown: boolean): readonly Hook[] {
    const due = late.filter(({ at }) => at <= now).map(({ hook }) => hook);
    late = late.filter(({ at }) => at > now);
    const atOnce = hooks.flatMap((hook) => {
      const isLost = random.chance(isDown ? 0.4 : scenario.lost);
      const isLate = isDown || random.chance(scenario.late);
      if (isLost || isLate) miss(hook, now);
      if (isLost) {
        lost.count += 1;
        lost.lastAt = now;
      } else if (isLate) late.push({ at: now + random.between(1, 20) * minute, hook });
      return isLost || isLate ? [] : random.chance(scenario.twice) ? [hook, hook] : [hook];
    });
    return random.shuffle([...due, ...atOnce]);
  }

  function miss(hook: Hook, now: number): void {
    const contacts = contactsIn(hook, 'message');
    for (const id of contacts) {
      const person = personByContact.get(id);
      if (person !== undefined && person.optedOutAt !== null)
        person.knownBy = start + backAt(now) + foundMs(now);
    }
  }

  async function arrive(now: number): Promise<void> {
    for (const person of people) {
      const { again, consent } = person.temperament;
      const isFirst = person.captureIds.length === 0 && person.arrivesAt <= now;
      if (isFirst) await capture(person, consent);
      if (again !== undefined && mayComeBack(person) && person.arrivesAt + again.afterMs <= now) {
        person.cameBackAt = start + now;
        await capture(person, again.consent);
      }
    }
  }

  async function capture(person: Person, consent: boolean | null): Promise<void> {
    const services = ['Contabilidad', 'Fiscal', 'Nómina', 'Consultoría'];
    const { source, fields: own = {} } = person.temperament;
    const fields = body(person.index, {
      service_type: services[person.index % 4],
      ...(consent === null ? {} : { consent }),
      ...own,
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
      const leadId = person.leadIds.at(-1);
      if (due.length === 0 || leadId === undefined) continue;
      person.saying = person.saying.filter(({ at }) => at > now);
      for (const { text } of due) {
        const said = text === 'button' ? await buttonToTap(soak.world, leadId, random) : text;
        if (isOptOut(said)) wantNoMore(person, now);
        await say(soak.world, leadId, said);
      }
    }
  }

  function wantNoMore(person: Person, now: number): void {
    const { afterMs = 0, says = [] } = person.temperament.afterwards ?? {};
    person.saying = says.map((text, index) => ({ at: now + afterMs + index * 2_000, text }));
    person.optedOutAt = start + now;
    person.knownBy = start + (isDownAt(now) ? backAt(now) + foundMs(now) : now + readMs(now));
  }

  async function learnIds(): Promise<void> {
    const unknown = people.filter(({ captureIds, leadIds }) => leadIds.length < captureIds.length);
    if (unknown.length === 0) return;
    const rows = await soak.services.store.leads.findByIds(
      unknown.flatMap((one) => one.captureIds),
    );
    const rowById = new Map(rows.map((row) => [row.id, row]));
    for (const person of unknown) {
      const own = person.captureIds.flatMap((id) => rowById.get(id) ?? []);
      person.leadIds = own.flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
      person.contactId = own[0]?.kommoContactId ?? person.contactId;
      if (person.contactId !== null) personByContact.set(person.contactId, person);
    }
  }

  async function tick(): Promise<void> {
    const tools = { services: soak.services, relay: soak.world.relay, first: ticked === 0 };
    ticked += 1;
    // A tick that fails is logged, and comes again (`jobs/run-every.ts`).
    for (const name of scenario.ticks) {
      await runTick(name, tools).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
    }
    await soak.drain();
  }

  function listen(hooks: readonly Hook[], now: number): void {
    const contacts = hooks.flatMap((hook) => contactsIn(hook, 'outgoing_message'));
    for (const contactId of contacts) {
      const person = personByContact.get(contactId);
      if (person !== undefined) hear(person, now);
    }
  }

  const isDownAt = (now: number) => now >= scenario.down[0] && now < scenario.down[1];
  const backAt = (now: number) => (isDownAt(now) ? scenario.down[1] : now);

  async function live(now: number): Promise<void> {
    const isDown = isDownAt(now);
    if (random.chance(scenario.faults)) await strike(soak.world, random);
    await arrive(now);
    await learnIds();
    await speak(now);
    await life?.live(now, {
      wantsNoMore: (person) => {
        wantNoMore(person, now);
      },
    });
    for (let turns = 0; turns < 6; turns += 1) {
      const hooks = [...fresh, ...(await take(now))];
      fresh = [];
      const dealt = deal(hooks, now, isDown);
      if (!isDown && dealt.length > 0) await soak.deliver(dealt);
      else late.push(...dealt.map((hook) => ({ at: now + stepAt(now), hook })));
      if (hooks.length === 0) break;
      if (turns === 0 && !isDown) await tick();
    }
    if (!isDown) {
      await tick();
      fresh = await take(now);
    }
    await learnIds();
  }

  async function take(now: number): Promise<readonly Hook[]> {
    const hooks = await soak.takeHooks();
    // Who was written to in the step in which it came has heard it too.
    await learnIds();
    listen(hooks, now);
    return hooks;
  }

  async function nextAt(now: number): Promise<number> {
    const step = stepAt(now);
    const moments = [
      ...people.flatMap(plansOf),
      ...(life?.moments() ?? []),
      ...late.map(({ at }) => at),
      ...scenario.down,
      ...(fresh.length > 0 || now < lost.lastAt + foundMs(now) ? [now + step] : []),
      soak.nextAt() - start,
      (await nextDue(soak, start + now)) - start,
    ];
    const next = Math.min(now + scenario.longestStepMs, ...moments.filter((at) => at > now));
    return Math.ceil(next / step) * step;
  }

  return { live, nextAt, hooksLost: () => lost.count };
}

const mayComeBack = ({ captureIds, optedOutAt }: Person): boolean =>
  captureIds.length === 1 && optedOutAt !== null;

/** What a person is going to do, and when. */
function plansOf(person: Person): readonly number[] {
  const { arrivesAt, captureIds, saying, temperament } = person;
  const { again } = temperament;
  return [
    ...(captureIds.length === 0 ? [arrivesAt] : []),
    ...(again !== undefined && mayComeBack(person) ? [arrivesAt + again.afterMs] : []),
    ...saying.map(({ at }) => at),
  ];
}

/** What waits in the tables for its time; what is due already is asked for at every tick. */
export async function nextDue({ world }: SoakWorld, now: number): Promise<number> {
  const tables = [
    ...['conversations', 'lead_stages'],
    "touches join follow_ups using (kommo_lead_id) where touches.state = 'planned' and follow_ups.state = 'active'",
  ];
  const dues = tables.map(
    (table) =>
      `select min(due_at) as at from ${table} ${table.includes('where') ? 'and' : 'where'} due_at > $1`,
  );
  const { rows } = await world.pool.query<{ at: Date | null }>(
    `select min(at) as at from (${dues.join(' union all ')}) as dues`,
    [new Date(now)],
  );
  return rows[0]?.at?.getTime() ?? Infinity;
}

/** The contacts whose messages a hook tells of. */
function contactsIn({ body: sent }: Hook, group: string): readonly number[] {
  if (!sent.includes(group)) return [];
  return [...new URLSearchParams(sent)].flatMap(([key, value]) =>
    key.startsWith(`${group}[`) && key.endsWith('[contact_id]') ? [Number(value)] : [],
  );
}
