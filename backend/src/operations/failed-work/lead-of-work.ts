import type { Choice } from '../../../../contract/choice.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import { mergeProfile } from '../../../../domain/lead/merge-profile.js';
import type { Person } from '../../../../domain/lead/lead.js';
import { AppError } from '../../errors.js';
import type { DeadLetter, Services } from '../../services.js';
import { loadAds } from './ads-of-work.js';
import type { AdOfWork } from './ads-of-work.js';
import type { HandOverRow, LeadRow } from '../../storage/tables.js';
import type { About } from '../../work/row.js';
import { aboutOf } from '../../work/table.js';

/** The lead a dead letter is about, as far as it is known. */
export interface LeadOfWork {
  readonly kommoLeadId: number | null;
  /** What the companion kept. */
  readonly row: LeadRow | null;
  /** What Kommo has now; null while it cannot be read, or where it has none. */
  readonly lead: KommoLead | null;
  readonly person: Person | null;
  readonly name: string | null;
  readonly requestId: string | null;
  /** Of a hand-over: how far it came. */
  readonly handOver: HandOverRow | null;
  /** Of a lead ad that said nobody to talk to. */
  readonly ad: AdOfWork | null;
  /** Customers of Odoo that the hand-over could mean. */
  readonly choices: readonly Choice[];
}

/** How long the page waits for Kommo before it shows what the companion kept. */
const longestReadMs = 5_000;
/** Kommo reads at most so many in one call. */
const mostLeads = 250;

/** Kommo is read once for all of them; by dead letter id. */
export async function loadLeads(
  services: Services,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, LeadOfWork>> {
  const { store, blueprint } = services;
  const about = letters.map(({ step, data }) => aboutOf(step, data));
  const rows = [
    ...(await store.leads.findByIds(about.flatMap(({ leadId }) => leadId ?? []))),
    ...(await store.leads.findByKommoIds(about.flatMap(({ kommoLeadId }) => kommoLeadId ?? []))),
  ];
  const leads = await readNow(services, idsOf(about));
  const handOvers = await handOversOf(services, letters);
  const ads = await loadAds(services, letters);
  return new Map(
    letters.map((letter, index) => {
      const own = about[index] ?? {};
      const row = rowOf(own, rows);
      const lead = leads.find(({ id }) => id === own.kommoLeadId) ?? null;
      const person = personOf(row, lead, blueprint);
      const ad = ads.get(letter.id) ?? null;
      const handOver = handOvers.get(letter.id) ?? null;
      return [
        letter.id,
        {
          ...{ ...idsIn(own, row), row, lead, person, ad, handOver },
          name: nameOf(lead, person ?? ad?.person ?? null),
          choices: choicesOf(letter, handOver),
        },
      ];
    }),
  );
}

const idsIn = ({ kommoLeadId, requestId }: About, row: LeadRow | null) => ({
  kommoLeadId: kommoLeadId ?? row?.kommoLeadId ?? null,
  requestId: requestId ?? null,
});

const choicesOf = ({ code }: DeadLetter, handOver: HandOverRow | null): readonly Choice[] =>
  code === 'odoo_ambiguous' ? (handOver?.choices ?? []) : [];

async function handOversOf(
  { store }: Services,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, HandOverRow | null>> {
  const ours = letters.filter(({ step }) => step === 'send-to-odoo');
  return new Map(
    await Promise.all(
      ours.map(async ({ id, step, data }) => {
        const { kommoLeadId = 0 } = aboutOf(step, data);
        return [id, await store.handOvers.find(kommoLeadId)] as const;
      }),
    ),
  );
}

const rowOf = ({ leadId, kommoLeadId }: About, rows: readonly LeadRow[]): LeadRow | null =>
  rows.find((row) => row.id === leadId) ??
  rows.find((row) => kommoLeadId !== undefined && row.kommoLeadId === kommoLeadId) ??
  null;

const idsOf = (about: readonly About[]): readonly number[] =>
  [...new Set(about.flatMap(({ kommoLeadId }) => kommoLeadId ?? []))].slice(0, mostLeads);

function personOf(
  row: LeadRow | null,
  lead: KommoLead | null,
  blueprint: Services['blueprint'],
): Person | null {
  if (row === null) return lead?.person ?? null;
  return lead === null ? row.profile.person : mergeProfile(row.profile, lead, blueprint).person;
}

function nameOf(
  lead: KommoLead | null,
  person: Pick<Person, 'companyName' | 'fullName'> | null,
): string | null {
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
  const tooLong = new Promise<readonly KommoLead[]>((resolve) => {
    setTimeout(resolve, longestReadMs, []).unref();
  });
  return Promise.race([reading, tooLong]);
}
