import { z } from 'zod';
import { AppError } from '../../../errors.js';
import { idRow } from '../records/records.js';
import type { Fields } from '../records/records.js';
import type { StepTools } from '../records/step-tools.js';
import type { OdooAnonymised, OdooRecords } from './odoo-privacy.js';

/** What tax and commercial law does not ask for, and what it does. */
const reachable = ['email', 'phone', 'mobile', 'comment', 'website', 'function'] as const;
const fiscal = ['vat', 'street', 'street2', 'city', 'zip'] as const;
const ofOpportunity = [
  ...['contact_name', 'partner_name', 'email_from', 'phone', 'mobile', 'description'],
  ...['street', 'city', 'zip', 'website'],
] as const;

export async function anonymisePerson(
  tools: StepTools,
  { partners, opportunities }: OdooRecords,
  name: string,
): Promise<OdooAnonymised> {
  const kept: number[] = [];
  for (const id of partners) {
    const mustStay = await isInBooks(tools, id);
    if (mustStay) kept.push(id);
    const fields = await tools.records.requireFields('res.partner');
    await tools.records.write('res.partner', id, {
      ...emptied(fields, mustStay ? reachable : [...reachable, ...fiscal]),
      ...(mustStay ? {} : { name }),
    });
  }
  for (const id of opportunities) {
    const fields = await tools.records.requireFields('crm.lead');
    await tools.records.write('crm.lead', id, { ...emptied(fields, ofOpportunity), name });
  }
  const messages =
    (await emptyMessages(tools, 'res.partner', partners, name)) +
    (await emptyMessages(tools, 'crm.lead', opportunities, name));
  return { partners: partners.length, opportunities: opportunities.length, messages, kept };
}

const emptied = (fields: Fields, names: readonly string[]): Readonly<Record<string, false>> =>
  Object.fromEntries(names.filter((one) => one in fields).map((one) => [one, false]));

/** A posted invoice, or an order or contract that was agreed. Modules that are not there hold none. */
async function isInBooks({ records }: StepTools, partnerId: number): Promise<boolean> {
  const books = [
    ['account.move', ['state', '=', 'posted']],
    ['sale.order', ['state', 'in', ['sale', 'done']]],
  ] as const;
  for (const [model, condition] of books) {
    if ((await records.fields(model)) === null) continue;
    const found = await records
      .search(
        model,
        { domain: [['partner_id', '=', partnerId], condition], fields: ['id'], limit: 1 },
        idRow,
      )
      .catch((error: unknown) => {
        // Who may not see the books cannot say that there are none.
        if (error instanceof AppError && error.code === 'odoo_access_denied') return [{ id: 0 }];
        throw error;
      });
    if (found.length > 0) return true;
  }
  return false;
}

const messageRow = z.object({ id: z.int(), body: z.union([z.string(), z.literal(false)]) });

/** What was said, and what the hand-over wrote of it. */
async function emptyMessages(
  { records }: StepTools,
  model: string,
  ids: readonly number[],
  name: string,
): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await records.search(
    'mail.message',
    {
      domain: [
        ['model', '=', model],
        ['res_id', 'in', ids],
      ],
      fields: ['id', 'body'],
      limit: 2_000,
    },
    messageRow,
  );
  const written = rows.filter(({ body }) => body !== false && !body.includes(name) && body !== '');
  for (const { id } of written) await records.write('mail.message', id, { body: `<p>${name}</p>` });
  return written.length;
}
