import { randomUUID } from 'node:crypto';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { factsOf } from '../../domain/lead/facts.js';
import { scorePre } from '../../domain/score/score-pre.js';
import { handlersOf } from '../../backend/src/handlers.js';
import { enqueueBy } from '../../backend/src/work/request.js';
import type { Services } from '../../backend/src/services.js';
import { servicesOf, wonLeads } from '../support/won-leads.js';
import { openWorld, profile, until } from '../support/world.js';
import type { World, WorldOptions } from '../support/world.js';

export const badTaxId = '1-31-24679-5';
export const goodTaxId = '1-31-24679-6';
/** Another RNC for each number, with its check digit. */
export function taxIdOf(number: number): string {
  const eight = String(13_000_000 + number * 7);
  const weights = [7, 9, 8, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(eight[index]), 0);
  return `${eight}${((10 - (sum % 11) + 9) % 9) + 1}`;
}

export const asked = { by: 'user:1001', requestId: 'request-of-the-page' };

export interface WorkWorld {
  readonly world: World;
  readonly services: Services;
  /** Won leads whose hand-over Odoo refused, in order. */
  parkHandOvers(indexes: readonly number[], taxId?: string): Promise<readonly number[]>;
  /** Captured leads that Kommo refused; their own ids. */
  parkCaptures(indexes: readonly number[]): Promise<readonly string[]>;
  /** Waits until nothing is queued or running. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

interface WorkWorldOptions extends WorldOptions {
  /** Kommo's turns are waited for, as in a process of its own. */
  readonly atPace?: boolean;
}

/** A world whose queue runs every step, with a Kommo client that never waits for its turn. */
export async function openWorkWorld({
  atPace = false,
  ...options
}: WorkWorldOptions = {}): Promise<WorkWorld> {
  const world = await openWorld(options);
  const services: Services = {
    ...servicesOf(world),
    ...(atPace ? { kommo: world.services.kommo } : {}),
    enqueue: enqueueBy((requests) => world.jobs.enqueue(requests)),
  };
  await world.jobs.start(handlersOf(services));

  const rest = async () => {
    await until(
      'the queue is empty',
      async () => {
        const stats = await world.jobs.stats();
        return stats.every(({ waiting, running }) => waiting + running === 0);
      },
      20_000,
    );
  };

  return {
    world,
    services,
    rest,
    async parkHandOvers(indexes, taxId = badTaxId) {
      const ids = await wonLeads(world, services, indexes, { taxId });
      await services.enqueue(
        'send-to-odoo',
        ...ids.map((kommoLeadId) => ({ kommoLeadId, requestId: `request-${kommoLeadId}` })),
      );
      await rest();
      return ids;
    },
    async parkCaptures(indexes) {
      const fault = { kind: '404', match: '/api/v4/leads/complex' };
      await world.kommo('/sandbox/faults', { method: 'POST', body: fault });
      const leads = indexes.map((index) => ({
        id: randomUUID(),
        profile: profile(index),
        capturedAt: '2026-11-20T12:00:00.000Z',
        kommoLeadId: null,
        kommoContactId: null,
        kommoCompanyId: null,
        sendingSince: null,
      }));
      await services.store.leads.insertMany(
        leads.map((lead) => ({
          lead,
          score: scorePre(factsOf(lead.profile), services.scoreTables.pre, blueprint),
          cause: 'captured',
        })),
      );
      await services.enqueue('send-to-kommo', ...leads.map(({ id: leadId }) => ({ leadId })));
      await rest();
      await world.kommo('/sandbox/faults', { method: 'DELETE' });
      return leads.map(({ id }) => id);
    },
    async close() {
      await world.jobs.stop();
      await world.close();
    },
  };
}

/** Deletes records of Odoo as somebody with the rights would. */
export async function deleteInOdoo(
  { world }: WorkWorld,
  model: string,
  ids: readonly number[],
): Promise<void> {
  const { groups } = (await world.odoo('/sandbox/switches')) as { groups: string[] };
  const all = [...groups, 'sales_team.group_sale_manager'];
  await world.odoo('/sandbox/switches', { method: 'POST', body: { groups: all } });
  const response = await fetch(`${world.odooUrl}/json/2/${model}/unlink`, {
    method: 'POST',
    headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
    body: JSON.stringify({ ids }),
  });
  if (!response.ok) throw new Error(`unlink answered ${response.status}: ${await response.text()}`);
  await world.odoo('/sandbox/switches', { method: 'POST', body: { groups } });
}

/** Makes a record of Odoo as somebody with the bot's rights would. */
export async function createInOdoo(
  { world }: WorkWorld,
  model: string,
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  const response = await fetch(`${world.odooUrl}/json/2/${model}/create`, {
    method: 'POST',
    headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
    body: JSON.stringify({ vals_list: [values] }),
  });
  const [id] = (await response.json()) as readonly number[];
  if (id === undefined) throw new Error(`create answered ${response.status}`);
  return id;
}

/** Changes a record of Odoo as somebody with the bot's rights would. */
export async function changeInOdoo(
  { world }: WorkWorld,
  model: string,
  id: number,
  vals: Readonly<Record<string, unknown>>,
): Promise<void> {
  const response = await fetch(`${world.odooUrl}/json/2/${model}/write`, {
    method: 'POST',
    headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
    body: JSON.stringify({ ids: [id], vals }),
  });
  if (!response.ok) throw new Error(`write answered ${response.status}: ${await response.text()}`);
}

/** How many leads Kommo has, by their capture reference. */
export async function leadsInKommo({ world }: WorkWorld): Promise<readonly { id: number }[]> {
  const answer = (await world.kommo('/api/v4/leads?limit=250')) as {
    _embedded: { leads: { id: number }[] };
  } | null;
  return answer?._embedded.leads ?? [];
}
