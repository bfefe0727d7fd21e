import { z } from 'zod';
import { isFault } from '../errors.js';
import { checked, idRow } from './records.js';
import type { Records } from './records.js';
import { link, oneLine, text } from './values.js';

/** Small lists of Odoo that seldom change: read once, kept for some minutes, then read again. */
export interface Lookups {
  /** First of `codes` that is installed; null when none is (a language that is not makes Odoo refuse the call). */
  language(codes: readonly string[]): Promise<string | null>;
  country(code: string): Promise<number | null>;
  /** Internal user by login or e-mail. */
  user(loginOrEmail: string): Promise<number | null>;
  /** Id by name in utm.source, utm.medium, utm.campaign or crm.tag; created when missing. */
  named(model: string, name: string): Promise<number>;
  companyCurrency(): Promise<string | null>;
  /** Records of whoever works for the firm, and of its companies. */
  ownPartners(): Promise<OwnPartners>;
  /** Any other id worth keeping, under a name of the caller's. */
  keep(name: string, ask: () => Promise<number>): Promise<number>;
  forget(): void;
}

export interface OwnPartners {
  readonly people: ReadonlySet<number>;
  readonly firms: ReadonlySet<number>;
}

const keptMs = 5 * 60_000;

export function createLookups(records: Records, now: () => Date): Lookups {
  const kept = new Map<string, { readonly value: Promise<unknown>; readonly until: number }>();
  const remember = async <T>(key: string, row: z.ZodType<T>, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && known.until > now().getTime()) return row.parse(await known.value);
    const value = ask();
    kept.set(key, { value, until: now().getTime() + keptMs });
    value.catch(() => kept.delete(key));
    return value;
  };
  const maybeId = z.int().nullable();

  return {
    forget: () => {
      kept.clear();
    },
    language: (codes) =>
      remember(`lang:${codes.join()}`, z.string().nullable(), () => findLanguage(records, codes)),
    country: (code) =>
      remember(`country:${code}`, maybeId, () =>
        findOne(records, 'res.country', ['code', '=', code]),
      ),
    user: (login) => remember(`user:${login}`, maybeId, () => findUser(records, login)),
    named: (model, name) =>
      remember(`${model}:${name}`, z.int(), () => findOrCreate(records, model, oneLine(name, 100))),
    keep: (name, ask) => remember(`kept:${name}`, z.int(), ask),
    ownPartners: () => remember('own', ownPartnersSchema, () => findOwn(records)),
    companyCurrency: () => remember('currency', z.string().nullable(), () => findCurrency(records)),
  };
}

async function findLanguage(records: Records, codes: readonly string[]): Promise<string | null> {
  const installed = await records.search(
    'res.lang',
    { domain: [['active', '=', true]], fields: ['code'] },
    z.object({ code: z.string() }),
  );
  return codes.find((code) => installed.some((language) => language.code === code)) ?? null;
}

async function findOne(
  records: Records,
  model: string,
  condition: readonly [string, string, unknown],
): Promise<number | null> {
  const [row] = await records.search(
    model,
    { domain: [condition], fields: ['id'], limit: 1 },
    idRow,
  );
  return row?.id ?? null;
}

/** Login is unique; an e-mail that two users share says nothing. */
async function findUser(records: Records, login: string): Promise<number | null> {
  const rows = await records.search(
    'res.users',
    {
      domain: ['|', ['login', '=', login], ['email', '=', login]],
      fields: ['id', 'login', 'email'],
      limit: 5,
    },
    z.object({ id: z.int(), login: text, email: text }),
  );
  const byLogin = rows.find((row) => row.login === login);
  if (byLogin) return byLogin.id;
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

const namedSchema = z.union([
  z.tuple([z.int(), z.string()]),
  z.tuple([z.tuple([z.int(), z.string()])]),
]);

async function findOrCreate(records: Records, model: string, name: string): Promise<number> {
  const found = await findOne(records, model, ['name', '=', name]);
  if (found !== null) return found;
  try {
    const answer = await records.run({ model, method: 'name_create', args: { name } });
    const [first] = checked(namedSchema, answer, `${model}.name_create`);
    return typeof first === 'number' ? first : first[0];
  } catch (error) {
    // The name is unique: somebody else made it since we looked.
    const again = isRefusal(error) ? await findOne(records, model, ['name', '=', name]) : null;
    if (again === null) throw error;
    return again;
  }
}

const isRefusal = (error: unknown): boolean =>
  [
    'odoo.exceptions.ValidationError',
    'odoo.exceptions.UserError',
    'psycopg2.errors.UniqueViolation',
  ].some((name) => isFault(error, name));

const ownPartnersSchema = z.object({ people: z.set(z.int()), firms: z.set(z.int()) });
const partnerOf = z.object({ partner_id: link });

/** Users without `share` log in to Odoo itself; the others are customers with access to their own papers. */
async function findOwn(records: Records): Promise<z.infer<typeof ownPartnersSchema>> {
  const [users, companies] = await Promise.all([
    records.search(
      'res.users',
      { domain: [['share', '=', false]], fields: ['partner_id'] },
      partnerOf,
    ),
    records.search('res.company', { domain: [], fields: ['partner_id'] }, partnerOf),
  ]);
  const idsOf = (rows: readonly z.infer<typeof partnerOf>[]) =>
    new Set(rows.flatMap(({ partner_id: partner }) => (partner === null ? [] : [partner.id])));
  return { people: idsOf(users), firms: idsOf(companies) };
}

/** `expected_revenue` has no currency of its own: it is in the company's. */
async function findCurrency(records: Records): Promise<string | null> {
  const [company] = await records.search(
    'res.company',
    { domain: [], fields: ['currency_id'], limit: 1, order: 'id' },
    z.object({ currency_id: z.union([z.tuple([z.int(), z.string()]), z.literal(false)]) }),
  );
  return company?.currency_id ? company.currency_id[1] : null;
}
