import { AppError } from '../../../errors.js';
import { denyUnlessAllowed, ensureLinked, loadOnce } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { findCustomer, requireTaxId } from './find-customer.js';
import { keepKnown } from '../records/known-fields.js';
import type { Partner } from './match-customer.js';
import type { HandOver } from '../odoo.js';
import { companyValues, contactValues, taxNote } from './partner-values.js';
import type { PartnerValues } from './partner-values.js';
import type { Fields } from '../records/records.js';
import { linkNames, partnerMark } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import type { Named } from '../transport/transport.js';

const model = 'res.partner';

export interface Customer extends Linked {
  /** The person; the same as `id` when there is no company. */
  readonly contactId: number;
}

/** Company and contact, or the person alone where the lead names no company. */
export async function ensureCustomer(tools: StepTools, handOver: HandOver): Promise<Customer> {
  const fields = await tools.records.requireFields(model);
  const { company, contact } = await findCustomer(tools, handOver, fields);
  const place = await placeOf(tools);
  const taxId = requireTaxId(tools, handOver);
  const settle = (known: Partner | null, name: string, values: PartnerValues) =>
    known ? complete(tools, known, values, fields) : create(tools, name, values, fields);

  const namesCompany = handOver.person.companyName.trim() !== '';
  if (!namesCompany && company === null) {
    const values = contactValues(handOver, fields, { ...place, parentId: null, taxId });
    const person = await settle(contact, linkNames.contact(handOver), values);
    return { ...person, contactId: person.id };
  }
  const values = companyValues(handOver, fields, { ...place, parentId: null, taxId });
  // What a lead without company is found under is somebody else's record: a contact joins it, nothing is filled in.
  const firm =
    namesCompany || company === null
      ? await settle(company, linkNames.company(handOver), values)
      : { id: company.id, created: false };
  const personValues = contactValues(handOver, fields, {
    ...place,
    parentId: firm.id,
    taxId: { kind: 'none' },
  });
  const person = await settle(contact, linkNames.contact(handOver), personValues);
  return { ...firm, contactId: person.id };
}

async function placeOf({ lookups, settings }: StepTools) {
  const [countryId, language] = await Promise.all([
    lookups.country(settings.country),
    lookups.language(settings.languages),
  ]);
  return { countryId, language };
}

/**
 * A contact is made alone and then moved under its company: from 18 on an import under a company reads that company's
 * credit limit with the caller's rights, which only accountants have. A try that ends in between leaves a contact
 * without company, which the next one finds by its link and completes.
 */
async function create(
  tools: StepTools,
  name: string,
  values: PartnerValues,
  fields: Fields,
): Promise<Linked> {
  const { parent_id, ...alone } = values;
  const id = await createAlone(tools, name, alone, fields);
  if (parent_id !== null) await tools.records.write(model, id, { parent_id });
  return { id, created: true };
}

async function createAlone(
  tools: StepTools,
  name: string,
  values: Omit<PartnerValues, 'parent_id'>,
  fields: Fields,
): Promise<number> {
  const columns = keepKnown({ ...toColumns(values), ref: partnerMark(name) }, fields);
  const { vat, ...withoutVat } = columns;
  if (vat === undefined) return ensureLinked(tools, { model, name, columns });
  const outcome = await loadOnce(tools, model, [{ name, columns }]);
  if (outcome.kind === 'loaded' && outcome.ids[0] !== undefined) return outcome.ids[0];
  if (outcome.kind === 'refused') await denyUnlessAllowed(tools.records, model, outcome.messages);
  // Versions up to 18 refuse a cédula, 19 refuses a prefix: the number then lives in the notes of the record.
  tools.log.warn({ model }, 'Odoo refused the tax id; kept it as a note');
  const comment = `${values.comment ?? ''}${taxNote(vat)}`;
  return ensureLinked(tools, {
    model,
    name,
    columns: keepKnown({ ...withoutVat, comment }, fields),
  });
}

const toColumns = ({
  country_id,
  user_id,
  is_company,
  ...plain
}: Omit<PartnerValues, 'parent_id'>): Named => ({
  ...plain,
  is_company: is_company ? '1' : '0',
  'country_id/.id': country_id,
  'user_id/.id': user_id,
});

/** Fills what was read as empty; what somebody wrote in Odoo stays, what was not read is left alone. */
async function complete(
  tools: StepTools,
  known: Partner,
  values: PartnerValues,
  fields: Fields,
): Promise<Linked> {
  const now: Named = { ...known };
  const empty = Object.entries(values).filter(
    ([field, value]) => !settled.has(field) && value !== null && now[field] === null,
  );
  const changes = keepKnown(Object.fromEntries(empty), fields);
  if (Object.keys(changes).length > 0) await writeOrNote(tools, known, changes);
  return { id: known.id, created: false };
}

/** What an existing record is called, is, belongs to and was noted with is not ours to fill. */
const settled: ReadonlySet<string> = new Set(['user_id', 'name', 'is_company', 'comment']);

async function writeOrNote(
  { records, log }: StepTools,
  known: Partner,
  changes: Named,
): Promise<void> {
  try {
    await records.write(model, known.id, changes);
  } catch (error) {
    const { vat, ...rest } = changes;
    if (typeof vat !== 'string' || !(error instanceof AppError) || error.code !== 'odoo_rejected')
      throw error;
    log.warn({ model, id: known.id }, 'Odoo refused the tax id; kept it as a note');
    const note = taxNote(vat);
    const comment = known.comment?.includes(vat) ? known.comment : `${known.comment ?? ''}${note}`;
    await records.write(model, known.id, { ...rest, comment });
  }
}
