import { z } from 'zod';
import type { Choice } from '../../../../contract/choice.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import { mergeProfile } from '../../../../domain/lead/merge-profile.js';
import type { Person } from '../../../../domain/lead/lead.js';
import { AppError } from '../../errors.js';
import type { DeadLetter, Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';

/** The lead a dead letter is about, as far as it is known. */
export interface Parked {
  readonly kommoLeadId: number | null;
  /** What the companion kept. */
  readonly row: LeadRow | null;
  /** What Kommo has now; null while it cannot be read, or where it has none. */
  readonly lead: KommoLead | null;
  readonly person: Person | null;
  readonly name: string | null;
  readonly requestId: string | null;
  /** Customers of Odoo that the hand-over could mean. */
  readonly choices: readonly Choice[];
}

/** How long the page waits for Kommo before it shows what the companion kept. */
const patienceMs = 5_000;
/** Kommo reads at most so many in one call. */
const mostLeads = 250;

const dataSchema = z.object({
  kommoLeadId: z.int().optional().catch(undefined),
  leadId: z.string().optional().catch(undefined),
  id: z.string().optional().catch(undefined),
  requestId: z.string().optional().catch(undefined),
});
type Data = z.infer<typeof dataSchema>;

export function dataOf({ data }: Pick<DeadLetter, 'data'>): Data {
  const read = dataSchema.safeParse(data);
  return read.success ? read.data : {};
}

/** Kommo is read once for all of them; by dead letter id. */
export async function loadParked(
  services: Services,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, Parked>> {
  const { store, blueprint } = services;
  const data = letters.map(dataOf);
  const rows = [
    ...(await store.leads.findByIds(data.flatMap(({ leadId, id }) => leadId ?? id ?? []))),
    ...(await store.leads.findByKommoIds(data.flatMap(({ kommoLeadId }) => kommoLeadId ?? []))),
  ];
  const leads = await readNow(services, idsOf(data));
  const choices = await choicesOf(services, letters);
  return new Map(
    letters.map((letter) => {
      const own = dataOf(letter);
      const row = rowOf(own, rows);
      const lead = leads.find(({ id }) => id === own.kommoLeadId) ?? null;
      const person = personOf(row, lead, blueprint);
      const requestId = own.requestId ?? requestIdOf(letter);
      const kommoLeadId = own.kommoLeadId ?? row?.kommoLeadId ?? null;
      const name = nameOf(lead, person);
      const parked = { kommoLeadId, row, lead, person, name, requestId };
      return [letter.id, { ...parked, choices: choices.get(letter.id) ?? [] }];
    }),
  );
}

async function choicesOf(
  { store }: Services,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, readonly Choice[]>> {
  const doubtful = letters.filter(({ code }) => code === 'odoo_ambiguous');
  return new Map(
    await Promise.all(
      doubtful.map(async (letter) => {
        const handOver = await store.handOvers.find(dataOf(letter).kommoLeadId ?? 0);
        return [letter.id, handOver?.choices ?? []] as const;
      }),
    ),
  );
}

const rowOf = ({ leadId, id, kommoLeadId }: Data, rows: readonly LeadRow[]): LeadRow | null =>
  rows.find((row) => row.id === (leadId ?? id)) ??
  rows.find((row) => kommoLeadId !== undefined && row.kommoLeadId === kommoLeadId) ??
  null;

/** A hand-over's key is "<lead>:<request id>". */
const requestIdOf = ({ step, key }: DeadLetter): string | null =>
  step === 'send-to-odoo' ? (key.split(':')[1] ?? null) : null;

const idsOf = (data: readonly Data[]): readonly number[] =>
  [...new Set(data.flatMap(({ kommoLeadId }) => kommoLeadId ?? []))].slice(0, mostLeads);

function personOf(
  row: LeadRow | null,
  lead: KommoLead | null,
  blueprint: Services['blueprint'],
): Person | null {
  if (row === null) return lead?.person ?? null;
  return lead === null ? row.profile.person : mergeProfile(row.profile, lead, blueprint).person;
}

function nameOf(lead: KommoLead | null, person: Person | null): string | null {
  if (lead !== null && lead.name !== '') return lead.name;
  const name = person?.companyName === '' ? person.fullName : person?.companyName;
  return name === undefined || name === '' ? null : name;
}

async function readNow(
  { kommo, log }: Services,
  ids: readonly number[],
): Promise<readonly KommoLead[]> {
  if (ids.length === 0) return [];
  const reading = kommo.readLeads(ids).catch((error: unknown): readonly KommoLead[] => {
    if (!(error instanceof AppError)) throw error;
    log.warn({ code: error.code }, 'failed work is shown without what Kommo has now');
    return [];
  });
  const patience = new Promise<readonly KommoLead[]>((resolve) => {
    setTimeout(resolve, patienceMs, []).unref();
  });
  return Promise.race([reading, patience]);
}
