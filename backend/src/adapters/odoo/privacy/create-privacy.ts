import { z } from 'zod';
import type { Traces } from '../../../../../domain/privacy/traces.js';
import { taxIdSpellings } from '../../../../../domain/person/tax-id.js';
import { linkNames, partnerMark, recordUrl } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { anyOf, literally } from '../records/conditions.js';
import { idRow } from '../records/records.js';
import type { Domain, Fields } from '../records/records.js';
import { text } from '../records/values.js';
import { anonymisePerson } from './anonymise-person.js';
import type { OdooPersonRecord, OdooPrivacy, OdooRecords } from './odoo-privacy.js';

export const createPrivacy = (tools: StepTools): OdooPrivacy => ({
  findPerson: (traces) => findPerson(tools, traces),
  readPerson: (records) => readPerson(tools, records),
  correctPerson: async ({ partners }, { name, phone, email, taxId }) => {
    const fields = await tools.records.requireFields('res.partner');
    const values = {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
      ...(email === undefined ? {} : { email }),
      ...(taxId === undefined || !('vat' in fields) ? {} : { vat: taxId }),
    };
    if (Object.keys(values).length === 0) return;
    for (const id of partners) await tools.records.write('res.partner', id, values);
  },
  anonymisePerson: (records, name) => anonymisePerson(tools, records, name),
  recordUrl: (what, id) => recordUrl(tools.settings, models[what], id),
});

const models = { partner: 'res.partner', opportunity: 'crm.lead' } as const;

async function findPerson(tools: StepTools, traces: Traces): Promise<OdooRecords> {
  const fields = await tools.records.requireFields('res.partner');
  const own = await tools.lookups.ownPartners();
  const found = [
    ...(await searchIds(tools, 'res.partner', partnerConditions(traces, fields))),
    ...(await findByPhone(tools, traces.phones, fields)),
  ];
  const partners = [...new Set(found)].filter((id) => !own.people.has(id) && !own.firms.has(id));
  const opportunities = await searchIds(tools, 'crm.lead', [
    ...(partners.length === 0 ? [] : [['partner_id', 'in', partners] as const]),
    ...traces.emails.map((email) => ['email_from', '=ilike', literally(email)] as const),
  ]);
  return { partners, opportunities: [...new Set(opportunities)] };
}

function partnerConditions(traces: Traces, fields: Fields): Domain {
  const { emails, taxIds, contactIds, kommoLeadIds } = traces;
  const marks = [
    ...contactIds.map((id) => partnerMark(`contact_${id}`)),
    ...kommoLeadIds.map((id) => partnerMark(linkNames.leadContact(id))),
  ];
  return [
    ...emails.map((email) => ['email', '=ilike', literally(email)] as const),
    ...(taxIds.length === 0 || !('vat' in fields)
      ? []
      : [['vat', 'in', taxIds.flatMap(taxIdSpellings)] as const]),
    ...(marks.length === 0 ? [] : [['ref', 'in', marks] as const]),
  ];
}

async function searchIds(
  { records }: StepTools,
  model: string,
  conditions: Domain,
): Promise<readonly number[]> {
  if (conditions.length === 0) return [];
  const domain = anyOf(conditions);
  const rows = await records.search(model, { domain, fields: ['id'], limit: 200 }, idRow);
  return rows.map(({ id }) => id);
}

const phoneRow = z.object({ id: z.int(), phone: text.optional(), mobile: text.optional() });

/** Odoo keeps numbers as they were typed: the last four digits bring candidates, the whole number decides. */
async function findByPhone(
  { records }: StepTools,
  phones: readonly string[],
  fields: Fields,
): Promise<readonly number[]> {
  const columns = ['phone', 'mobile'].filter((column) => column in fields);
  const found: number[] = [];
  for (const phone of phones) {
    const digits = phone.replace(/\D/gu, '').slice(-10);
    const conditions = columns.map((column) => [column, 'ilike', digits.slice(-4)] as const);
    const rows = await records.search(
      'res.partner',
      {
        domain: anyOf(conditions),
        fields: ['id', ...columns],
        limit: 1_000,
      },
      phoneRow,
    );
    const isIt = (value: string | null | undefined): boolean =>
      (value ?? '').replace(/\D/gu, '').endsWith(digits);
    found.push(...rows.filter((row) => isIt(row.phone) || isIt(row.mobile)).map(({ id }) => id));
  }
  return found;
}

const anyRow = z.looseObject({ id: z.int() });

async function readPerson(
  { records }: StepTools,
  { partners, opportunities }: OdooRecords,
): Promise<readonly OdooPersonRecord[]> {
  const read = async (what: 'partner' | 'opportunity', ids: readonly number[]) => {
    if (ids.length === 0) return [];
    const known = (await records.requireFields(models[what])) satisfies Fields;
    const fields = readable[what].filter((field) => field in known);
    const rows = await records.search(
      models[what],
      { domain: [['id', 'in', ids]], fields: ['id', ...fields] },
      anyRow,
    );
    return rows.map((record): OdooPersonRecord => ({ what, id: record.id, record }));
  };
  return [...(await read('partner', partners)), ...(await read('opportunity', opportunities))];
}

const readable = {
  partner: [
    ...['name', 'email', 'phone', 'mobile', 'vat', 'street', 'city', 'zip', 'comment', 'website'],
    ...['ref', 'function'],
  ],
  opportunity: [
    ...['name', 'contact_name', 'partner_name', 'email_from', 'phone', 'mobile', 'description'],
    ...['expected_revenue', 'create_date'],
  ],
} as const;
