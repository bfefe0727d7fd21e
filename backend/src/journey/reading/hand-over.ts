import type { Kommo, KommoLead } from '../../adapters/kommo/kommo.js';
import type { HandOver, HistoryEntry, Odoo } from '../../adapters/odoo/odoo.js';
import type { OdooStep } from '../../../../contract/odoo.js';
import { entriesOf, handOverOf, isOurNote } from '../../../../domain/hand-over/hand-over.js';
import type { HandOverPlan } from '../../../../domain/hand-over/hand-over-plan.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';

/** What a hand-over works with, read afresh from Kommo at every try. */
export interface LoadedHandOver {
  readonly kommo: Kommo;
  readonly plan: HandOverPlan;
  readonly lead: KommoLead;
  readonly handOver: HandOver;
  readonly history: readonly HistoryEntry[];
  /** The history as Odoo gets it. */
  readonly entries: readonly HistoryEntry[];
}

/**
 * Reads several leads in the few calls that one of them takes. A lead that is gone is left out.
 * @throws AppError why Kommo cannot be read.
 */
export async function loadHandOvers(
  { store, blueprint, config, kommo }: Pick<Services, 'store' | 'blueprint' | 'config' | 'kommo'>,
  kommoLeadIds: readonly number[],
): Promise<ReadonlyMap<number, LoadedHandOver>> {
  const [leads, histories, rows, currency, users] = await Promise.all([
    kommo.readLeads(kommoLeadIds),
    kommo.readHistories(kommoLeadIds),
    store.leads.findByKommoIds(kommoLeadIds),
    kommo.readCurrency(),
    kommo.readUsers(),
  ]);
  const { handOver: plan } = blueprint;
  const loaded = leads.map(async (lead): Promise<readonly [number, LoadedHandOver]> => {
    const row = rows.find(({ kommoLeadId }) => kommoLeadId === lead.id) ?? null;
    const scores = row === null ? [] : await store.scores.history(row.id, 50);
    const history = histories.get(lead.id) ?? [];
    const sources = {
      lead,
      profile: row?.profile ?? null,
      scores: scores.map(({ score }) => score),
      currency,
      users,
      kommoUrl: `${config.kommo.baseUrl}/leads/detail/${lead.id}`,
    };
    const handOver = handOverOf(sources, blueprint);
    const entries = entriesOf(history, users, plan);
    return [lead.id, { kommo, plan, lead, handOver, history, entries }];
  });
  return new Map(await Promise.all(loaded));
}

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
