import type { HistoryItem, Kommo, KommoLead } from '../adapters/kommo/kommo.js';
import type { HandOver, HistoryEntry, Odoo } from '../adapters/odoo/odoo.js';
import type { OdooStep } from '../../../contract/odoo.js';
import { entriesOf, handOverOf, isOurNote } from '../domain/hand-over.js';
import type { HandOverPlan } from '../domain/hand-over-plan.js';
import { AppError } from '../errors.js';
import type { Services } from '../services.js';

/** What a hand-over works with, read afresh from Kommo at every try. */
export interface LoadedHandOver {
  readonly kommo: Kommo;
  readonly plan: HandOverPlan;
  readonly lead: KommoLead;
  readonly handOver: HandOver;
  readonly history: readonly HistoryItem[];
  /** The history as Odoo gets it. */
  readonly entries: readonly HistoryEntry[];
}

/** @throws AppError `lead_not_found`, or why Kommo cannot be read. */
export async function loadHandOver(
  { store, blueprint, config, kommo }: Services,
  kommoLeadId: number,
): Promise<LoadedHandOver> {
  const [lead, history, row, currency, users] = await Promise.all([
    kommo.readLead(kommoLeadId),
    kommo.readHistory(kommoLeadId),
    store.leads.findByKommoId(kommoLeadId),
    kommo.readCurrency(),
    kommo.readUsers(),
  ]);
  if (lead === null) throw leadGone(kommoLeadId);
  const scores = row === null ? [] : await store.scores.history(row.id, 50);
  const sources = {
    lead,
    profile: row?.profile ?? null,
    scores: scores.map(({ score }) => score),
    currency,
    users,
    kommoUrl: `${config.kommo.baseUrl}/leads/detail/${kommoLeadId}`,
  };
  const { handOver: plan } = blueprint;
  const handOver = handOverOf(sources, blueprint);
  return { kommo, plan, lead, handOver, history, entries: entriesOf(history, users, plan) };
}

const leadGone = (kommoLeadId: number): AppError =>
  new AppError(
    'lead_not_found',
    `Lead ${kommoLeadId} is no longer in Kommo: nothing to hand over.`,
    { reason: 'El lead ya no existe en Kommo.' },
  );

/** What a step left behind; null is a step that the settings turn off. */
export interface Made {
  readonly id: number | null;
  readonly url: string | null;
}

export interface StepTools extends LoadedHandOver {
  readonly odoo: Odoo;
  readonly made: ReadonlyMap<OdooStep, Made>;
}

/**
 * The steps of a hand-over in their order. Each looks for its own record before it makes one, so that any of them may be
 * repeated after any failure.
 */
export const handOverSteps: readonly {
  readonly step: OdooStep;
  readonly act: (tools: StepTools) => Promise<Made | null>;
}[] = [
  { step: 'customer', act: ({ odoo, handOver }) => odoo.ensureCustomer(handOver) },
  {
    step: 'opportunity',
    act: ({ odoo, handOver, made }) => odoo.ensureOpportunity(handOver, idOf(made, 'customer')),
  },
  {
    step: 'project',
    act: ({ odoo, handOver, made }) => odoo.ensureProject(handOver, idOf(made, 'customer')),
  },
  {
    step: 'contract',
    act: ({ odoo, handOver, made }) =>
      odoo.ensureContract(handOver, idOf(made, 'customer'), idOf(made, 'opportunity')),
  },
  { step: 'history', act: writeHistory },
  { step: 'kommo', act: tellKommo },
];

async function writeHistory({ odoo, handOver, entries, made }: StepTools): Promise<Made> {
  await odoo.writeHistory(handOver, idOf(made, 'opportunity'), entries);
  return { id: null, url: made.get('opportunity')?.url ?? null };
}

/** Kommo has no key to make a note once, so the note is looked for in the history that this try has read. */
async function tellKommo({ kommo, plan, lead, handOver, history, made }: StepTools): Promise<Made> {
  const url = made.get('customer')?.url ?? '';
  const change = { odooCustomerId: idOf(made, 'customer'), odooUrl: url, addTags: [plan.tag] };
  await kommo.writeLead(lead, change);
  if (!history.some((item) => isOurNote(item, plan, url))) {
    await kommo.addNote(lead.id, `${plan.noteTitle}: ${url}`);
  }
  return { id: null, url: handOver.kommoUrl };
}

function idOf(made: StepTools['made'], step: OdooStep): number {
  const id = made.get(step)?.id;
  if (typeof id === 'number') return id;
  throw new AppError('internal', `The step ${step} is recorded without the id that it made.`);
}
