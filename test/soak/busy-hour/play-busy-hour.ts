import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { createKommo } from '../../../backend/src/adapters/kommo/create-kommo.js';
import { createKommoClient } from '../../../backend/src/adapters/kommo/http/client.js';
import { createTurnsInMemory } from '../../../backend/src/adapters/kommo/http/turns-in-memory.js';
import { prepareSandboxBots } from '../../../backend/src/prepare-sandbox-bots.js';
import { runTick } from '../../../backend/src/start-ticks.js';
import type { Services } from '../../../backend/src/services.js';
import { openHooksWorldWith } from '../../journey/hooks-world.js';
import { silentLog } from '../../support/database.js';
import { member, team } from '../../support/team.js';
import { impatientClient, profile } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { nextDue } from '../day.js';
import type { SoakWorld } from '../day.js';
import { createRandom } from '../random.js';
import { createSoakQueue } from '../soak-queue.js';

const minute = 60_000;
const tickMs = 2_000;
const hour = 60 * minute;
const executives = [2001, 2002, 2003, 2004, 2005, 2006];
/** Whoever is silent is scored after half an hour; then a while for what waits. */
const longestMs = 4 * hour;

export interface BusyHour {
  readonly leads: number;
  readonly assigned: number;
  readonly loads: readonly number[];
  /** Seconds of the driven clock. */
  readonly welcomeWaits: readonly number[];
  readonly assignmentWaits: readonly number[];
  readonly endedAfterMinutes: number;
}

interface Time {
  moved: number;
}

/**
 * Leads that come evenly within an hour and answer nothing, from the capture to their executive. The clock is moved by what
 * waits: for a turn at Kommo (seven in any second, as ever), for a lead, or for a step's time.
 */
export async function playBusyHour(count: number): Promise<BusyHour> {
  const time: Time = { moved: 0 };
  const start = Date.parse('2026-11-23T12:00:00Z');
  const clock = () => new Date(start + time.moved);
  const soak = await openHooksWorldWith((world) => drivenBy(world, time), { clock });
  try {
    const { world, services } = soak;
    await prepareSandboxBots(impatientClient(world.config, world), blueprint);
    for (const id of executives) {
      const body = { id, name: `Ejecutiva ${id}` };
      await world.kommo('/sandbox/users', { method: 'POST', body });
    }
    const members = executives.map((userId) => member(userId));
    await services.store.team.save(team({ members, managerId: null }));
    const ids = await live(soak, time, count);
    return await tell(soak, ids, { start, time });
  } finally {
    await soak.close();
  }
}

/** Kommo in turns, whose waits move the clock instead of passing. */
function drivenBy(world: World, time: Time): ReturnType<typeof createSoakQueue> {
  const { clock, store } = world.services;
  const sleep = (ms: number): Promise<void> => {
    time.moved += Math.ceil(ms);
    return Promise.resolve();
  };
  const client = createKommoClient({
    ...{ baseUrl: world.config.kommo.baseUrl, token: () => Promise.resolve('sandbox-token') },
    ...{ shared: createTurnsInMemory(clock), log: silentLog, clock, sleep },
  });
  const kommo: Services['kommo'] = createKommo({
    ...{ client, blueprint, log: silentLog, clock },
    onWritten: (...told) => store.seen.advance(...told),
  });
  return createSoakQueue(world, {
    ...{ random: createRandom(1), deaths: 0, deathsAtRuns: 0, kommo },
    config: (config) => ({
      ...config,
      messages: {
        ...{ botStart: 'companion', peoplePerDay: 2_000 },
        consentTexts: { direct: 'Acepto', inlead: 'Acepto', meta: null },
      },
    }),
  });
}

/** Answers the ids of the captures in the order in which they came. */
async function live(soak: SoakWorld, time: Time, count: number): Promise<readonly string[]> {
  const start = soak.services.clock().getTime() - time.moved;
  const { world, services } = soak;
  const ids: string[] = [];
  const arrivesAt = (index: number) => (index * hour) / count;
  const capture = async () => {
    while (ids.length < count && arrivesAt(ids.length) <= time.moved) {
      const change = { company_size: '100+', budget_range: '50K+', consent: 'Sí' };
      const appended = await services.store.captures.append({
        ...{ source: 'direct', idempotencyKey: null, bodyHash: String(ids.length) },
        ...{ requestId: 'r', profile: profile(ids.length + 1, change) },
      });
      if (appended.kind !== 'stored') throw new Error('not stored');
      ids.push(appended.captureId);
      await services.enqueue('score', { id: appended.captureId });
    }
  };
  while (time.moved < longestMs && !(await isOver(soak, ids, count))) {
    const before = time.moved;
    await capture();
    // The stand-in's own timers, which its bots wait for.
    await world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs: 0 } });
    await soak.deliver(await soak.takeHooks(), 10);
    for (const name of ['conversations', 'stages', 'assignments', 'catch-up'] as const) {
      await runTick(name, { services, relay: world.relay, first: before === 0 });
    }
    await soak.drain();
    const next = Math.min(
      ids.length < count ? arrivesAt(ids.length) : Infinity,
      soak.nextAt() - start,
      (await nextDue(soak, start + time.moved)) - start,
    );
    // A tick comes every two seconds; while nothing is due it finds nothing.
    const idleUntil = Math.min(next, time.moved + 5 * minute);
    time.moved = Math.max(time.moved, before + tickMs, Math.ceil(idleUntil / tickMs) * tickMs);
  }
  return ids;
}

async function isOver({ services }: SoakWorld, ids: readonly string[], count: number) {
  if (ids.length < count) return false;
  const rows = await services.store.leads.findByIds(ids);
  const leadIds = rows.flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
  const assigned = await services.store.assignments.find(leadIds);
  return assigned.filter(({ state }) => state === 'done').length >= count;
}

async function tell(
  { services }: SoakWorld,
  ids: readonly string[],
  { start, time }: { readonly start: number; readonly time: Time },
): Promise<BusyHour> {
  const { store } = services;
  const rows = new Map((await store.leads.findByIds(ids)).map((row) => [row.id, row]));
  const leadIds = [...rows.values()].flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
  const conversations = new Map(
    (await store.conversations.find(leadIds)).map((one) => [one.kommoLeadId, one.facts]),
  );
  const assigned = await store.assignments.find(leadIds);
  const seconds = (from: number, to: string | null | undefined) =>
    to == null ? [] : [Math.max(0, (Date.parse(to) - from) / 1_000)];
  const loads = await store.assignments.loads();
  return {
    leads: ids.length,
    assigned: assigned.filter(({ userId }) => userId !== null).length,
    loads: executives.map((id) => loads.get(id)?.openLeads ?? 0),
    welcomeWaits: ids.flatMap((id, index) => {
      const facts = conversations.get(rows.get(id)?.kommoLeadId ?? 0);
      return seconds(start + (index * hour) / ids.length, facts?.welcomedAt);
    }),
    assignmentWaits: assigned.flatMap(({ kommoLeadId, assignedAt }) =>
      seconds(Date.parse(conversations.get(kommoLeadId)?.endedAt ?? ''), assignedAt),
    ),
    endedAfterMinutes: Math.round(time.moved / minute),
  };
}
