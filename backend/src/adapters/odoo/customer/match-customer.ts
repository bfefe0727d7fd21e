import { z } from 'zod';
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
  /** Lower case. */
  readonly email: string | null;
  /** The lead names a company; otherwise the person is the customer. */
  readonly hasCompany: boolean;
}

export type Match =
  | { readonly kind: 'matched'; readonly company: Partner | null; readonly contact: Partner | null }
  | {
      readonly kind: 'ambiguous';
      readonly by: 'tax_id' | 'email';
      readonly candidates: readonly Partner[];
    };

/** Who the customer already is: by external id, then by tax id, then by e-mail. Never guesses between two. */
export function matchCustomer(partners: readonly Partner[], sought: Sought): Match {
  const marked = (mark: string | null) =>
    partners.find(({ ref }) => mark !== null && ref === mark) ?? null;
  const sameTaxId = partners.filter(
    (partner) => isRoot(partner) && hasTaxId(partner, sought) && !isOurPerson(partner, sought),
  );
  const sameEmail = partners.filter((partner) => hasEmail(partner, sought));

  const linkedCompany = marked(sought.companyMark);
  if (!linkedCompany && sameTaxId.length > 1) return ambiguous('tax_id', sameTaxId);
  const company = linkedCompany ?? sameTaxId[0] ?? null;

  const linkedContact = marked(sought.contactMark);
  if (!sought.hasCompany) return matchPerson(linkedContact ?? company, sameEmail);
  if (linkedContact) return withCompanyOf(linkedContact, company, partners);
  return matchByEmail(sameEmail, company, partners, sought);
}

function matchPerson(known: Partner | null, sameEmail: readonly Partner[]): Match {
  if (known) return { kind: 'matched', company: null, contact: known };
  if (sameEmail.length > 1) return ambiguous('email', sameEmail);
  return { kind: 'matched', company: null, contact: sameEmail[0] ?? null };
}

function matchByEmail(
  sameEmail: readonly Partner[],
  company: Partner | null,
  partners: readonly Partner[],
  sought: Sought,
): Match {
  const persons = sameEmail.filter((partner) => !partner.is_company);
  const companies = sameEmail.filter((partner) => partner.is_company && isRoot(partner));
  const ofCompany = company
    ? persons.filter(
        ({ id, parent_id: parent }) =>
          id !== company.id && (parent === null || parent.id === company.id),
      )
    : persons;
  if (ofCompany.length > 1) return ambiguous('email', ofCompany);
  const [contact] = ofCompany;
  if (contact) return withCompanyOf(contact, company, partners, sought);
  // The person works for another customer already: two companies claim one address.
  if (persons.some(({ id }) => id !== company?.id)) {
    return ambiguous('email', [...persons, ...(company ? [company] : [])]);
  }
  if (company) return { kind: 'matched', company, contact: null };
  if (companies.length > 1) return ambiguous('email', companies);
  return { kind: 'matched', company: companies[0] ?? null, contact: null };
}

/** A contact brings its own company, unless that company is provably another one. */
function withCompanyOf(
  contact: Partner,
  company: Partner | null,
  partners: readonly Partner[],
  sought?: Sought,
): Match {
  const parent = contact.parent_id;
  if (company || parent === null) return { kind: 'matched', company, contact };
  const known = partners.find(({ id }) => id === parent.id) ?? bare(parent);
  if (sought && contradicts(known, sought)) return ambiguous('email', [known, contact]);
  return { kind: 'matched', company: known, contact };
}

/** A company that the bot may not read: linked to, never completed. */
const bare = ({ id, name }: { readonly id: number; readonly name: string }): Partner => ({
  id,
  name,
  is_company: true,
  parent_id: null,
});

/** The person we made carries the company's tax id on when somebody deletes the company: it is not the company. */
const isOurPerson = ({ ref }: Partner, { hasCompany, contactMark }: Sought): boolean =>
  hasCompany && ref === contactMark;

const isRoot = (partner: Partner): boolean => partner.parent_id === null;

const digitsOf = (vat: string | null | undefined): string => (vat ?? '').replace(/\D/g, '');

const hasTaxId = (partner: Partner, { taxDigits }: Sought): boolean =>
  taxDigits !== null && digitsOf(partner.vat) === taxDigits;

const hasEmail = (partner: Partner, { email }: Sought): boolean =>
  email !== null && partner.email?.trim().toLowerCase() === email;

const contradicts = (company: Partner, { taxDigits }: Sought): boolean =>
  taxDigits !== null && digitsOf(company.vat) !== '' && digitsOf(company.vat) !== taxDigits;

const ambiguous = (by: 'tax_id' | 'email', candidates: readonly Partner[]): Match => ({
  kind: 'ambiguous',
  by,
  candidates,
});
