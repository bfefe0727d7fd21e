import type { Choice } from '../../../../../contract/choice.js';
import { emailsIn } from '../../../../../domain/person/emails-in.js';
import { AppError, never } from '../../../errors.js';
import { matchCustomer, partnerSchema } from './match-customer.js';
import type { Match, Partner, Sought } from './match-customer.js';
import type { HandOver } from '../odoo.js';
import type { Domain, Fields } from '../records/records.js';
import { linkNames, partnerMark, recordUrl } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { taxIdSpellings } from '../../../../../domain/person/tax-id.js';
import { taxIdForOdoo } from './tax-id.js';
import { anyOf, literally } from '../records/conditions.js';
import type { OdooTaxId } from './tax-id.js';
import type { Sentence } from '../../../../../wording/sentence.js';

/**
 * The customer as Odoo has it, in one search: by our mark, RNC and e-mail. Who works for the firm, and the firm itself,
 * are never a customer.
 * @throws AppError `odoo_ambiguous` when a person has to choose; `odoo_rejected` for an RNC that cannot exist.
 */
export async function findCustomer(
  tools: StepTools,
  handOver: HandOver,
  fields: Fields,
): Promise<Extract<Match, { kind: 'matched' }>> {
  const sought = soughtOf(tools, handOver);
  const found = await searchPartners(tools, anyOf(conditionsOf(sought, fields)), fields);
  const own = await tools.lookups.ownPartners();
  const isOwn = ({ id, parent_id: parent }: Partner) =>
    own.people.has(id) || own.firms.has(id) || (parent !== null && own.firms.has(parent.id));
  const others = found.filter((partner) => !isOwn(partner));
  const partners = [...others, ...(await companiesOf(tools, others, fields))];
  const match = matchCustomer(partners, sought);
  if (match.kind === 'ambiguous') throw ambiguity(tools, match);
  return match;
}

function soughtOf(tools: StepTools, handOver: HandOver): Sought {
  const taxId = requireTaxId(tools, handOver);
  const { person, otherEmails = [], chosenCustomer = null } = handOver;
  const companyName = person.companyName.trim();
  return {
    companyMark: companyName === '' ? null : partnerMark(linkNames.company(handOver)),
    contactMark: partnerMark(linkNames.contact(handOver)),
    taxDigits: 'digits' in taxId ? taxId.digits : null,
    emails: [...emailsIn(person.email), ...otherEmails],
    companyName,
    chosen: chosenCustomer,
  };
}

const conditionsOf = (
  { companyMark, contactMark, taxDigits, emails, chosen }: Sought,
  fields: Fields,
): Domain => [
  ['ref', 'in', [contactMark, ...(companyMark === null ? [] : [companyMark])]],
  ...(typeof chosen === 'number' ? [['id', '=', chosen] as const] : []),
  ...(taxDigits === null ? [] : [['vat', 'in', taxIdSpellings(taxDigits)] as const]),
  ...emails.flatMap((email) => emailConditions(email, fields)),
];

const emailConditions = (email: string, fields: Fields): Domain => {
  const field = 'email_normalized' in fields ? 'email_normalized' : 'email';
  const operator = field === 'email' ? '=ilike' : '=';
  const value = field === 'email' ? literally(email) : email;
  return [[field, operator, value]];
};

const wanted = Object.keys(partnerSchema.shape);

async function searchPartners(
  { records }: StepTools,
  domain: Domain,
  fields: Fields,
): Promise<readonly Partner[]> {
  if (domain.length === 0) return [];
  const known = wanted.filter((field) => field === 'id' || field in fields);
  return records.search(
    'res.partner',
    { domain, fields: known, limit: 40, order: 'id' },
    partnerSchema,
  );
}

/** A person found by e-mail brings a company that no condition named. */
async function companiesOf(
  tools: StepTools,
  found: readonly Partner[],
  fields: Fields,
): Promise<readonly Partner[]> {
  const known = new Set(found.map(({ id }) => id));
  const parents = found.flatMap(({ parent_id: parent }) => (parent ? [parent.id] : []));
  const unread = [...new Set(parents)].filter((id) => !known.has(id));
  return unread.length === 0 ? [] : searchPartners(tools, [['id', 'in', unread]], fields);
}

/** Checked before anything is sent: Odoo's own message would be in its own language and come too late. */
export function requireTaxId(
  { settings }: Pick<StepTools, 'settings'>,
  handOver: HandOver,
): OdooTaxId {
  const taxId = taxIdForOdoo(handOver.taxId, settings.taxIdExceptions);
  if (taxId.kind !== 'bad_rnc') return taxId;
  throw new AppError(
    'odoo_rejected',
    `The RNC of lead ${handOver.kommoLeadId} is impossible: correct it`,
    {
      retry: never,
      reason: badRnc(taxId.shown, taxId.cedula),
      facts: { leadId: handOver.kommoLeadId },
      fields: [
        {
          field: 'taxId',
          reason: { code: 'person.tax_id_rnc_digit' },
          remedy: { code: 'correction.tax_id_remedy' },
        },
      ],
    },
  );
}

const badRnc = (rnc: string, cedula: string | null): Sentence =>
  cedula === null
    ? { code: 'odoo.bad_rnc', params: { rnc } }
    : { code: 'odoo.bad_rnc_or_cedula', params: { rnc, cedula } };

function ambiguity(
  tools: StepTools,
  { by, candidates }: Extract<Match, { kind: 'ambiguous' }>,
): AppError {
  const shown = candidates.slice(0, 5).map(({ id, name }) => `${name ?? '?'} (#${id})`);
  return new AppError(
    'odoo_ambiguous',
    'More than one customer of Odoo matches: a person must choose',
    {
      retry: never,
      reason: {
        code: 'odoo.ambiguous',
        params: {
          by: { code: by === 'tax_id' ? 'odoo.by_tax_id' : 'odoo.by_email' },
          candidates: shown.join(', '),
        },
      },
      facts: { by, candidates: candidates.map(({ id }) => id).join(',') },
      choices: candidates.map((partner) => choiceOf(tools, partner)),
    },
  );
}

const choiceOf = ({ settings }: StepTools, partner: Partner): Choice => ({
  value: String(partner.id),
  label: partner.name ?? `#${partner.id}`,
  detail: [partner.parent_id?.name, partner.vat, partner.email, partner.city]
    .filter((part) => part !== null && part !== undefined)
    .join(' · '),
  url: recordUrl(settings, 'res.partner', partner.id),
});
