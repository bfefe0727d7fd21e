import type { OdooPreview } from '../../../../contract/card.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { HandOver, HistoryEntry, Odoo } from '../../adapters/odoo/odoo.js';
import { entriesOf, handOverOf } from '../../../../domain/hand-over/hand-over.js';
import { previewSections } from '../../../../domain/hand-over/preview-sections.js';
import { readTaxId } from '../../../../domain/person/tax-id.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

/** How long the preview waits for Odoo's part; the executive waits in front of it. */
const longestOdooMs = 4_000;

/**
 * What "Enviar a Odoo" would send, and what would go wrong: read from Kommo, then tried on Odoo with nothing written.
 * @throws AppError `lead_not_found`, or why Kommo cannot be read.
 */
export async function previewHandOver(
  services: Services,
  kommoLeadId: number,
): Promise<Unworded<OdooPreview, 'title' | 'label' | 'value' | 'warnings'>> {
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
    ...warningsOf(handOver, lead),
    ...(await dryRun(services.odoo, { handOver, entries })),
  ];
  return {
    won: isWon,
    sections: previewSections(handOver, entries, blueprint.handOver),
    warnings,
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
  { outcome, price }: KommoLead,
): readonly Sentence[] {
  const read = taxId === null ? null : readTaxId(taxId);
  const warnings: readonly (Sentence | false)[] = [
    outcome !== 'won' && { code: 'preview.not_won' },
    services.length === 0 && { code: 'preview.no_service' },
    price <= 0 && { code: 'preview.no_amount' },
    person.email === null && { code: 'preview.no_email' },
    person.phone === null && { code: 'preview.no_phone' },
    read === null && { code: 'preview.no_tax_id' },
    read?.kind === 'invalid' && { code: 'preview.bad_tax_id', params: { reason: read.reason } },
  ];
  return warnings.filter((one) => one !== false);
}

interface DryRun {
  readonly handOver: HandOver;
  readonly entries: readonly HistoryEntry[];
}

const unreachable: Sentence = { code: 'preview.unreachable' };

/** Odoo's own objections (two customers with one e-mail, a module or a right that is missing), asked without writing. */
async function dryRun(
  odoo: Odoo | null,
  { handOver, entries }: DryRun,
): Promise<readonly Sentence[]> {
  if (odoo === null) return [{ code: 'preview.not_configured' }];
  const late = new Promise<readonly Sentence[]>((resolve) => {
    setTimeout(resolve, longestOdooMs, [unreachable]).unref();
  });
  const tried = odoo.plan(handOver, entries).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof AppError)) return [unreachable];
      // The number was objected to above, in fewer words.
      const isTaxId = error.fields.some(({ field }) => field === 'taxId');
      return isTaxId ? [] : [error.reason ?? unreachable];
    },
  );
  return Promise.race([tried, late]);
}
