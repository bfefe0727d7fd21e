import type { OdooPreview } from '../../../../contract/card.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { HandOver, HistoryEntry, Odoo } from '../../adapters/odoo/odoo.js';
import { entriesOf, handOverOf } from '../../../../domain/hand-over/hand-over.js';
import { previewSections } from '../../../../domain/hand-over/preview-sections.js';
import type { HandOverPlan } from '../../../../domain/hand-over/hand-over-plan.js';
import { readTaxId } from '../../../../domain/person/tax-id.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

type Warning = string | Sentence;

/** How long the preview waits for Odoo's part; the executive waits in front of it. */
const longestOdooMs = 4_000;

/**
 * What "Enviar a Odoo" would send, and what would go wrong: read from Kommo, then tried on Odoo with nothing written.
 * @throws AppError `lead_not_found`, or why Kommo cannot be read.
 */
export async function previewHandOver(
  services: Services,
  kommoLeadId: number,
): Promise<Unworded<OdooPreview, 'warnings'>> {
  const { kommo, blueprint } = services;
  const [lead, history] = await Promise.all([
    kommo.readLead(kommoLeadId),
    kommo.readHistory(kommoLeadId),
  ]);
  if (lead === null) throw new AppError('lead_not_found', `Kommo has no lead ${kommoLeadId}.`);
  const users = await kommo.readUsers();
  const handOver = await read(services, lead);
  const entries = entriesOf(history, users, blueprint.handOver);
  const isWon = lead.outcome === 'won';
  const warnings = [
    ...warningsOf(handOver, blueprint.handOver, lead),
    ...(await dryRun(services.odoo, { handOver, entries, plan: blueprint.handOver })),
  ];
  return {
    won: isWon,
    sections: previewSections(handOver, entries, blueprint.handOver),
    warnings: [...new Set(warnings)],
  };
}

async function read(
  { store, kommo, blueprint, config }: Services,
  lead: KommoLead,
): Promise<HandOver> {
  const [row, currency, users] = await Promise.all([
    store.leads.findByKommoId(lead.id),
    kommo.readCurrency(),
    kommo.readUsers(),
  ]);
  const scores = row === null ? [] : await store.scores.history(row.id, 50);
  const kommoUrl = `${config.kommo.baseUrl}/leads/detail/${lead.id}`;
  return handOverOf(
    {
      lead,
      profile: row?.profile ?? null,
      scores: scores.map(({ score }) => score),
      currency,
      users,
      kommoUrl,
    },
    blueprint,
  );
}

function warningsOf(
  { person, services, taxId }: HandOver,
  { words: { warnings } }: HandOverPlan,
  { outcome, price }: KommoLead,
): readonly Warning[] {
  const read = taxId === null ? null : readTaxId(taxId);
  return [
    ...(outcome === 'won' ? [] : [warnings.notWon]),
    ...(services.length === 0 ? [warnings.noService] : []),
    ...(price > 0 ? [] : [warnings.noAmount]),
    ...(person.email === null ? [warnings.noEmail] : []),
    ...(person.phone === null ? [warnings.noPhone] : []),
    ...(read === null ? [warnings.noTaxId] : []),
    ...(read?.kind === 'invalid' ? [both(warnings.badTaxId, read.reason)] : []),
  ];
}

const both = (first: string, second: Sentence): Sentence => ({
  code: 'plain.all',
  params: { sentences: [first, second] },
});

interface DryRun {
  readonly handOver: HandOver;
  readonly entries: readonly HistoryEntry[];
  readonly plan: HandOverPlan;
}

/** Odoo's own objections (two customers with one e-mail, a module or a right that is missing), asked without writing. */
async function dryRun(
  odoo: Odoo | null,
  { handOver, entries, plan: { words } }: DryRun,
): Promise<readonly Warning[]> {
  if (odoo === null) return [words.warnings.notConfigured];
  const late = new Promise<readonly Warning[]>((resolve) => {
    setTimeout(resolve, longestOdooMs, [words.warnings.unreachable]).unref();
  });
  const tried = odoo.plan(handOver, entries).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof AppError)) return [words.warnings.unreachable];
      // The number was objected to above, in fewer words.
      const isTaxId = error.fields.some(({ field }) => field === 'taxId');
      return isTaxId ? [] : [error.reason ?? words.warnings.unreachable];
    },
  );
  return Promise.race([tried, late]);
}
