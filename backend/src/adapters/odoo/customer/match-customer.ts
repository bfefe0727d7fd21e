import { z } from 'zod';
import { sharesName } from '../../../../../domain/hand-over/shares-name.js';
import { emailsIn } from '../../../../../domain/person/emails-in.js';
import { link, text } from '../records/values.js';

export const partnerSchema = z.object({
  id: z.int(),
  name: text,
  is_company: z.boolean(),
  parent_id: link,
  email: text.optional(),
  phone: text.optional(),
  mobile: text.optional(),
  vat: text.optional(),
  lang: text.optional(),
  comment: text.optional(),
  ref: text.optional(),
  website: text.optional(),
  street: text.optional(),
  city: text.optional(),
  zip: text.optional(),
  country_id: link.optional(),
});
export type Partner = z.output<typeof partnerSchema>;

export interface Sought {
  /** What our own records carry as their reference. */
  readonly companyMark: string | null;
  readonly contactMark: string;
  /** RNC or cédula, digits only. */
  readonly taxDigits: string | null;
  /** Lower case, the one that is used first. */
  readonly emails: readonly string[];
  /** Empty: the person is the customer. */
  readonly companyName: string;
  /** What a person decided where two could be meant. */
  readonly chosen: number | 'new' | null;
}

export type Match =
  | { readonly kind: 'matched'; readonly company: Partner | null; readonly contact: Partner | null }
  | {
      readonly kind: 'ambiguous';
      readonly by: 'tax_id' | 'email';
      readonly candidates: readonly Partner[];
    };

/**
 * Who the customer already is: what a person chose, then our own mark, then the tax id, then the e-mail. A tax id decides
 * against an e-mail, since an accountant's mailbox stands for many clients. Never guesses between two.
 */
export function matchCustomer(partners: readonly Partner[], sought: Sought): Match {
  const company = marked(partners, sought.companyMark);
  const contact = marked(partners, sought.contactMark);
  if (sought.chosen === 'new') return matched(company, contact);
  if (sought.chosen !== null) return ofChosen(partners, sought, sought.chosen);
  const sameTaxId = partners.filter(
    (partner) => isRoot(partner) && hasTaxId(partner, sought) && !isOurPerson(partner, sought),
  );
  if (!company && sameTaxId.length > 1) return ambiguous('tax_id', sameTaxId);
  const known = company ?? sameTaxId[0] ?? null;
  const sameEmail = ofFirstEmail(partners, sought).filter((one) => !contradicts(one, sought));
  if (sought.companyName === '') return matchPerson(contact, known, sameEmail);
  if (contact) return withCompanyOf(contact, known, partners);
  return known ? inCompany(known, sameEmail) : matchByEmail(partners, sameEmail, sought);
}

/** A lead without company: a person, or a contact of the company that its tax id or e-mail stands for. */
function matchPerson(
  contact: Partner | null,
  known: Partner | null,
  sameEmail: readonly Partner[],
): Match {
  if (contact) return matched(null, contact);
  if (known) return known.is_company ? inCompany(known, sameEmail) : matched(null, known);
  const people = sameEmail.filter((partner) => !partner.is_company);
  if (people.length > 1) return ambiguous('email', people);
  if (people[0]) return matched(null, people[0]);
  const companies = sameEmail.filter(isRoot);
  return companies.length > 1 ? ambiguous('email', companies) : matched(companies[0] ?? null, null);
}

/** Its contact with the e-mail; a new one where the e-mail belongs to nobody. */
function inCompany(company: Partner, sameEmail: readonly Partner[]): Match {
  const people = sameEmail.filter((one) => !one.is_company && one.id !== company.id);
  const own = people.filter(({ parent_id: parent }) => parent === null || parent.id === company.id);
  if (own.length > 1) return ambiguous('email', own);
  // The person works for another customer already: two companies claim one address.
  if (own.length === 0 && people.length > 0) return ambiguous('email', [...people, company]);
  return matched(company, own[0] ?? null);
}

function matchByEmail(
  partners: readonly Partner[],
  sameEmail: readonly Partner[],
  sought: Sought,
): Match {
  const people = sameEmail.filter((partner) => !partner.is_company);
  const companies = sameEmail.filter((partner) => partner.is_company && isRoot(partner));
  const found = people.length > 0 ? people : companies;
  if (found.length > 1) return ambiguous('email', found);
  const [one] = found;
  if (!one) return matched(null, null);
  const company = one.is_company ? one : companyOf(one, partners);
  // Only the e-mail speaks for it: a company that is called otherwise may be another client of one accountant.
  if (company && !sharesName(company.name ?? '', sought.companyName)) {
    return ambiguous('email', company === one ? [one] : [company, one]);
  }
  return matched(company, one.is_company ? null : one);
}

function ofChosen(partners: readonly Partner[], sought: Sought, id: number): Match {
  const chosen = partners.find((partner) => partner.id === id);
  if (!chosen) return ambiguous('email', []);
  const company = companyOf(chosen, partners);
  if (company) return matched(company, chosen);
  if (!chosen.is_company && sought.companyName === '') return matched(null, chosen);
  const people = ofFirstEmail(partners, sought).filter(
    ({ parent_id: parent }) => parent?.id === chosen.id,
  );
  return matched(chosen, people[0] ?? null);
}

/** A contact brings its own company. */
function withCompanyOf(
  contact: Partner,
  company: Partner | null,
  partners: readonly Partner[],
): Match {
  return matched(company ?? companyOf(contact, partners), contact);
}

/** A company that the bot may not read is linked to, never completed. */
function companyOf({ parent_id: parent }: Partner, partners: readonly Partner[]): Partner | null {
  if (parent === null) return null;
  const known = partners.find(({ id }) => id === parent.id);
  return known ?? { id: parent.id, name: parent.name, is_company: true, parent_id: null };
}

const marked = (partners: readonly Partner[], mark: string | null): Partner | null =>
  partners.find(({ ref }) => mark !== null && ref === mark) ?? null;

/** The person we made carries the company's tax id on when somebody deletes the company: it is not the company. */
const isOurPerson = ({ ref }: Partner, { companyName, contactMark }: Sought): boolean =>
  companyName !== '' && ref === contactMark;

const isRoot = (partner: Partner): boolean => partner.parent_id === null;

const digitsOf = (vat: string | null | undefined): string => (vat ?? '').replace(/\D/g, '');

const hasTaxId = (partner: Partner, { taxDigits }: Sought): boolean =>
  taxDigits !== null && digitsOf(partner.vat) === taxDigits;

/** Odoo copies the tax id of a company to its contacts, so each record tells of itself. */
const contradicts = ({ vat }: Partner, { taxDigits }: Sought): boolean =>
  taxDigits !== null && digitsOf(vat) !== '' && digitsOf(vat) !== taxDigits;

/** Of several addresses the first that somebody has. */
function ofFirstEmail(partners: readonly Partner[], { emails }: Sought): readonly Partner[] {
  const byEmail = emails.map((email) =>
    partners.filter((partner) => emailsIn(partner.email ?? null).includes(email)),
  );
  return byEmail.find((found) => found.length > 0) ?? [];
}

const matched = (company: Partner | null, contact: Partner | null): Match => ({
  kind: 'matched',
  company,
  contact,
});

const ambiguous = (by: 'tax_id' | 'email', candidates: readonly Partner[]): Match => ({
  kind: 'ambiguous',
  by,
  candidates,
});
