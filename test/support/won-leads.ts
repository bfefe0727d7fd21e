import { randomUUID } from 'node:crypto';
import { createKommoClient } from '../../backend/src/adapters/kommo/http/client.js';
import { createKommo } from '../../backend/src/adapters/kommo/create-kommo.js';
import { createOdoo } from '../../backend/src/adapters/odoo/create-odoo.js';
import { odooSettingsSchema } from '../../backend/src/adapters/odoo/transport/settings.js';
import type { OdooSettingsInput } from '../../backend/src/adapters/odoo/transport/settings.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { factsOf } from '../../domain/lead/facts.js';
import { scorePre } from '../../domain/score/score-pre.js';
import { sendToKommo } from '../../backend/src/journey/kommo/send-to-kommo.js';
import { sendToOdoo } from '../../backend/src/journey/odoo/send-to-odoo.js';
import { decideVerdict } from '../../backend/src/jobs/run/verdict.js';
import { work } from '../../backend/src/work/table.js';
import type { Services } from '../../backend/src/services.js';
import type { Outcome } from '../../backend/src/work/outcome.js';
import type { Try } from '../../backend/src/work/step.js';
import { silentLog } from './database.js';
import { profile } from './world.js';
import { unlimitedTurns } from './unlimited-turns.js';
import type { World } from './world.js';

export type Row = Record<string, unknown> & { readonly id: number };

interface Wiring {
  readonly kommoUrl?: string;
  readonly odooUrl?: string;
  readonly odoo?: Partial<OdooSettingsInput>;
}

/** The world's services with clients of their own, as another process would have them; Kommo's limiter does not wait. */
export function servicesOf(world: World, wiring: Wiring = {}): Services {
  const { services } = world;
  const { kommoUrl = world.kommoUrl, odooUrl = world.odooUrl } = wiring;
  const client = createKommoClient({
    baseUrl: kommoUrl,
    token: () => Promise.resolve('sandbox-token'),
    shared: unlimitedTurns,
    log: silentLog,
    clock: services.clock,
    sleep: () => Promise.resolve(),
  });
  const { services: plans } = blueprint.handOver;
  const odoo = createOdoo({
    settings: odooSettingsSchema.parse({
      baseUrl: odooUrl,
      database: 'sandbox',
      login: 'kommo-bot@example.com',
      keys: ['sandbox-odoo'],
      services: plans,
      ...wiring.odoo,
    }),
    log: silentLog,
    clock: services.clock,
    wait: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const kommo = createKommo({ client, blueprint, log: silentLog, clock: services.clock });
  return { ...services, kommo, odoo, enqueue: () => Promise.resolve() };
}

interface WonOptions {
  /** Of the landing page's body. */
  readonly change?: Readonly<Record<string, unknown>>;
  readonly taxId?: string;
  readonly price?: number;
  readonly notes?: readonly string[];
  readonly messages?: readonly string[];
}

/** Leads that were captured, sent to Kommo, talked to and won; their hand-overs are asked for. */
export async function wonLeads(
  world: World,
  services: Services,
  indexes: readonly number[],
  { change = {}, taxId, price = 25_000, notes = [], messages = [] }: WonOptions = {},
): Promise<readonly number[]> {
  const { store, scoreTables } = services;
  const leads = indexes.map((index) => ({
    id: randomUUID(),
    profile: profile(index, change),
    capturedAt: '2026-11-20T12:00:00.000Z',
    kommoLeadId: null,
    kommoContactId: null,
    kommoCompanyId: null,
    sendingSince: null,
  }));
  await store.leads.insertMany(
    leads.map((lead) => ({
      lead,
      score: scorePre(factsOf(lead.profile), scoreTables.pre, blueprint),
      cause: 'captured',
    })),
  );
  await sendToKommo.run(
    services,
    leads.map(({ id: leadId }) => ({ leadId })),
  );
  const rows = await store.leads.findByIds(leads.map(({ id }) => id));
  const ids = rows.map(({ kommoLeadId }) => kommoLeadId ?? 0);
  for (const id of ids) {
    await world.kommo(`/api/v4/leads/${id}`, {
      method: 'PATCH',
      body: {
        price,
        responsible_user_id: 1002,
        ...(taxId === undefined
          ? {}
          : { custom_fields_values: [{ field_code: 'TAX_ID', values: [{ value: taxId }] }] }),
      },
    });
    for (const text of notes) {
      await world.kommo(`/api/v4/leads/${id}/notes`, {
        method: 'POST',
        body: [{ note_type: 'common', params: { text } }],
      });
    }
    for (const text of messages) {
      await world.kommo('/sandbox/messages', { method: 'POST', body: { leadId: id, text } });
    }
    await world.kommo(`/sandbox/leads/${id}/move`, { method: 'POST', body: { won: true } });
    await store.handOvers.request(id, 'hook', `request-${id}`);
  }
  return ids;
}

/** A run of hand-overs, and what the queue does with what fails for good. */
export async function deliver(
  services: Services,
  ids: readonly number[],
  attempt: Try = { attempt: 1, isLast: false },
): Promise<readonly Outcome[]> {
  const inputs = await Promise.all(
    ids.map(async (kommoLeadId) => {
      const handOver = await services.store.handOvers.find(kommoLeadId);
      return { kommoLeadId, requestId: handOver?.requestId ?? '' };
    }),
  );
  const tries = ids.map(() => attempt);
  const outcomes = await sendToOdoo.run(services, inputs, tries);
  const { ladder } = work['send-to-odoo'];
  for (const [index, outcome] of outcomes.entries()) {
    const verdict = decideVerdict(outcome, attempt, ladder, () => 0);
    if (verdict.kind === 'dead') await sendToOdoo.giveUp(services, inputs[index], verdict);
  }
  return outcomes;
}

export const odooRows = async (world: World, model: string): Promise<readonly Row[]> =>
  (await world.odoo(`/sandbox/records/${model}`)) as readonly Row[];

const counted = [
  'res.partner',
  'crm.lead',
  'project.project',
  'project.task',
  'sale.order',
  'sale.order.line',
  'mail.message',
] as const;

/** How many records of each kind Odoo has; notes are those of our history. */
export async function countOdoo(world: World): Promise<Readonly<Record<string, number>>> {
  const rows = await Promise.all(counted.map((model) => odooRows(world, model)));
  return Object.fromEntries(
    counted.map((model, index) => [
      model,
      (rows[index] ?? []).filter(
        (row) => model !== 'mail.message' || String(row['message_id']).includes('kommo-lead'),
      ).length,
    ]),
  );
}

export const grown = (
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(after).map(([model, n]) => [model, n - (before[model] ?? 0)]));

/** What one hand-over of an accounting lead leaves in Odoo. */
export const oneOfEach = {
  'res.partner': 2,
  'crm.lead': 1,
  'project.project': 1,
  'project.task': 4,
  'sale.order': 1,
  'sale.order.line': 1,
  'mail.message': 1,
};

interface KommoNote {
  readonly note_type: string;
  readonly params: { readonly text?: string };
}

/** The lead in Kommo after its hand-over. */
export async function inKommo(world: World, services: Services, id: number) {
  const lead = await services.kommo.readLead(id);
  const notes = (await world.kommo(`/api/v4/leads/${id}/notes?limit=250`)) as {
    _embedded: { notes: KommoNote[] };
  } | null;
  const ours = (notes?._embedded.notes ?? []).filter(({ params }) =>
    params.text?.startsWith(blueprint.handOver.noteTitle),
  );
  return { lead, notes: ours.map(({ params }) => params.text ?? '') };
}
