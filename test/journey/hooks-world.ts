import { createServer } from 'node:http';
import { z } from 'zod';
import type { CapturedProfile } from '../../domain/lead/lead.js';
import type { StageKey } from '../../contract/card.js';
import { createApp } from '../../backend/src/app.js';
import type { KommoLead } from '../../backend/src/adapters/kommo/kommo.js';
import { freePort } from '../support/database.js';
import { drive, unpacedKommo } from '../support/drain.js';
import type { Driven } from '../support/drain.js';
import { openWorld, profile } from '../support/world.js';
import type { World, WorldOptions } from '../support/world.js';

export interface Hook {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** A world whose hooks the test holds in its hands: it says which are delivered, when, and how often. */
export interface HooksWorld extends Driven {
  readonly world: World;
  /** Hooks that Kommo has sent since the last time; waits until it has sent them all. */
  takeHooks(): Promise<readonly Hook[]>;
  /** Delivers hooks to the companion, one after another or some at once, and does all that follows. */
  deliver(hooks: readonly Hook[], atOnce?: number): Promise<void>;
  /** Everything that is on its way arrives, until nothing more is sent. */
  settle(): Promise<void>;
  /** A captured lead in Kommo, its hooks delivered; answers its ids. */
  capture(
    index: number,
    change?: Readonly<Record<string, unknown>>,
    facts?: Partial<CapturedProfile>,
  ): Promise<Captured>;
  /** The next capture of its person is a lead of its own, as where this one is closed. */
  setAside(leadId: number): Promise<void>;
  readLead(leadId: number): Promise<KommoLead>;
  /** A person edits a lead in Kommo: fields by code, option texts or numbers. */
  edit(leadId: number, fields: Readonly<Record<string, string | number>>): Promise<void>;
  move(leadId: number, change: Readonly<Record<string, unknown>>): Promise<void>;
  /** A person moves a lead to a stage of ours. */
  moveTo(leadId: number, stage: StageKey): Promise<void>;
  /** While `work` runs, Kommo's hooks are answered 500. */
  refuse(work: () => Promise<void>): Promise<void>;
  /** Calls to Kommo's API since the last time, as "GET /api/v4/leads/1". */
  takeCalls(): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Arrived extends Hook {
  readonly requestId: string;
}

export interface Captured {
  readonly id: string;
  readonly leadId: number;
}

const deliveries = z.array(z.object({ state: z.string(), requestId: z.string() }));
const logged = z.array(
  z.object({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.unknown()) }),
);

type Times = Pick<WorldOptions, 'clock' | 'sandboxClock' | 'sandboxWakes'>;

/** `clock` is the companion's; the sandbox's own stands still at `sandboxClock` until its control moves it. */
export function openHooksWorld(times: Times = {}): Promise<HooksWorld> {
  return openHooksWorldWith(drive, times);
}

/** The same with a queue of the test's own. */
export async function openHooksWorldWith<D extends Driven>(
  driver: (world: World) => D,
  times: Times,
): Promise<HooksWorld & D> {
  const port = await freePort();
  let hooks: Arrived[] = [];
  let status = 200;
  const trap = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      hooks.push({
        path: request.url ?? '',
        requestId: String(request.headers['x-amocrm-requestid']),
        contentType: request.headers['content-type'] ?? '',
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => trap.listen(port, '127.0.0.1', resolve));
  const world = await openWorld({ companionUrl: `http://127.0.0.1:${port}`, ...times });
  const driven = driver(world);
  const app = createServer(createApp(driven.services, world.verify, world.metrics));
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { store, kommo } = driven.services;
  const person = unpacedKommo(world, false);

  const api = (path: string, method: string, sent: unknown) =>
    world.kommo(path, { method, body: sent });

  async function takeHooks(): Promise<readonly Hook[]> {
    // Hooks leave right after the answer that made them: before the next call is answered.
    if (times.sandboxWakes === false) await api('/sandbox/clock', 'POST', { advanceMs: 0 });
    else await new Promise((resolve) => setTimeout(resolve, 5));
    for (;;) {
      const list = deliveries.parse(await world.kommo('/sandbox/deliveries'));
      if (list.every(({ state }) => state === 'delivered')) {
        if (list.length > 0) await world.kommo('/sandbox/deliveries', { method: 'DELETE' });
        const order = new Map(list.map(({ requestId }, index) => [requestId, index]));
        const placeOf = ({ requestId }: Arrived) => order.get(requestId) ?? -1;
        // Ten are under way at once, and arrive in any order.
        const taken = hooks.sort((one, other) => placeOf(one) - placeOf(other));
        hooks = [];
        return taken;
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async function post({ path, contentType, body: sent }: Hook): Promise<void> {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: sent,
    });
    // Read to its end: the connection is free for the next one.
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`A hook was answered ${answer.status}`);
  }

  async function deliver(given: readonly Hook[], atOnce = 1): Promise<void> {
    for (let at = 0; at < given.length; at += atOnce)
      await Promise.all(given.slice(at, at + atOnce).map(post));
    await driven.relay();
    await driven.drain();
  }

  async function settle(): Promise<void> {
    for (let given = await takeHooks(); given.length > 0; given = await takeHooks())
      await deliver(given);
  }

  return {
    ...driven,
    ...{ world, takeHooks, deliver, settle },
    capture: async (index, change, facts = {}) => {
      const appended = await store.captures.append({
        ...{ source: 'direct', idempotencyKey: null, bodyHash: String(index), requestId: 'r' },
        profile: { ...profile(index, change), ...facts },
      });
      if (appended.kind !== 'stored') throw new Error('not stored');
      const id = appended.captureId;
      await driven.services.enqueue('score', { id });
      await driven.drain();
      const leadId = (await store.leads.findByIds([id]))[0]?.kommoLeadId;
      if (leadId === undefined || leadId === null) throw new Error('not in Kommo');
      await settle();
      return { id, leadId };
    },
    setAside: async (leadId) => {
      await world.pool.query("update lead_stages set outcome = 'won' where kommo_lead_id = $1", [
        leadId,
      ]);
    },
    readLead: async (leadId) => {
      const lead = await kommo.readLead(leadId);
      if (lead === null) throw new Error(`Kommo has no lead ${leadId}`);
      return lead;
    },
    edit: async (leadId, fields) => {
      await api(`/api/v4/leads/${leadId}`, 'PATCH', {
        custom_fields_values: Object.entries(fields).map(([field_code, value]) => ({
          field_code,
          values: [{ value }],
        })),
      });
    },
    move: async (leadId, change) => {
      await api(`/sandbox/leads/${leadId}/move`, 'POST', change);
    },
    moveTo: async (leadId, stage) => {
      const lead = await person.readLead(leadId);
      if (lead !== null) await person.writeLead(lead, { stage });
    },
    refuse: async (work) => {
      status = 500;
      await work();
      status = 200;
      hooks = [];
    },
    takeCalls: async () => {
      const calls = logged.parse(await world.kommo('/sandbox/requests'));
      await world.kommo('/sandbox/requests', { method: 'DELETE' });
      return calls
        .filter(({ path }) => path.startsWith('/api/'))
        .map(({ method, path }) => `${method} ${path}`);
    },
    close: async () => {
      for (const server of [app, trap]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await world.close();
    },
  };
}
