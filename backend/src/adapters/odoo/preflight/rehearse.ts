import { z } from 'zod';
import { AppError } from '../../../errors.js';
import type { Check, HandOver } from '../odoo.js';
import { isPlanned } from '../records/record-calls.js';
import { checked } from '../records/records.js';
import type { Fields } from '../records/records.js';
import type { StepTools } from '../records/step-tools.js';
import type { OdooSettings } from '../transport/settings.js';
import type { OdooCall, OdooTransport } from '../transport/transport.js';
import { deniedReason } from '../errors.js';
import { recordHandOver } from './plan-hand-over.js';
import { rehearsed } from '../../../../../domain/blueprint/odoo-notes.js';
import type { Sentence, Value } from '../../../../../wording/sentence.js';

/**
 * A hand-over's own imports, sent for real and undone by Odoo: an import keeps all of its rows or none, so each row goes
 * with a second one that cannot be kept. Asking for rights is not enough: a field may be kept to a group, a constraint or
 * an automation may refuse what rights allow.
 */
export async function rehearse(tools: StepTools, transport: OdooTransport): Promise<Check> {
  const name: Sentence = { code: 'preflight.rehearsal' };
  try {
    for (const handOver of samples(tools.settings)) {
      const { planned } = await recordHandOver(tools, transport, handOver, []);
      for (const call of planned().filter(({ method }) => method === 'load')) {
        await tryImport(tools, call);
      }
    }
  } catch (error) {
    const reason = error instanceof AppError ? error.reason : null;
    return {
      name,
      state: 'failed',
      found: reason ?? { code: 'odoo.unknown' },
      remedy: { code: 'preflight.rehearsal_remedy' },
    };
  }
  return { name, state: 'ok', found: { code: 'preflight.rehearsed' }, remedy: null };
}

/** One for each kind of contract. */
export function samples(settings: OdooSettings): readonly HandOver[] {
  const services = Object.entries(settings.services);
  const first = services.filter(
    ([, { contract }], index) =>
      services.findIndex(([, other]) => other.contract === contract) === index,
  );
  return first.map(([key]) => ({ ...sample, services: [{ key, label: rehearsed }] }));
}

const sample: Omit<HandOver, 'services'> = {
  kommoLeadId: 0,
  kommoContactId: null,
  kommoCompanyId: null,
  leadName: rehearsed,
  amount: 1,
  currency: 'DOP',
  person: {
    fullName: rehearsed,
    companyName: rehearsed,
    email: null,
    phone: '+18095550100',
    landline: null,
  },
  taxId: null,
  answers: [],
  scores: [],
  attribution: {},
  source: rehearsed,
  tags: [],
  salespersonEmail: null,
  wonAt: null,
  kommoUrl: '',
};

const importSchema = z.object({ fields: z.array(z.string()), data: z.array(z.array(z.unknown())) });
const answerSchema = z.object({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z
    .array(z.object({ record: z.int().catch(-1), message: z.string().catch('') }))
    .catch([]),
});

/** @throws AppError with what Odoo said of the row that it would have to keep. */
async function tryImport(tools: StepTools, call: OdooCall): Promise<void> {
  const { model } = call;
  const fields = (await tools.records.fields(model)) ?? {};
  const rows = await twoRows(tools, call, fields);
  if (rows === null) return;
  const answer = await tools.records.run({ ...call, args: rows });
  const { ids, messages } = checked(answerSchema, answer, `${model}.load`);
  const problem = messages.find(({ record }) => record !== second)?.message;
  if (ids === false && problem === undefined) return;
  const text: Value =
    problem === undefined
      ? { code: 'preflight.kept' }
      : `${model}: ${problem.replace(/\s+/g, ' ').slice(0, 300)}`;
  throw new AppError('odoo_access_denied', `Odoo would refuse an import of ${model}`, {
    reason: deniedReason(model, text),
  });
}

const second = 1;
/** Nobody has it, so a link to it is a row's own fault. */
const nobody = 999_999_999;

/** Null where the row hangs on a record of an earlier step, which was not made. */
async function twoRows(tools: StepTools, { args }: OdooCall, fields: Fields) {
  const { fields: columns, data } = importSchema.parse(args);
  const [firm = null] = (await tools.lookups.ownPartners()).firms;
  const cells = columns.map((column, index) => ({ column, cell: data[0]?.[index] }));
  const needed = cells.filter(({ column, cell }) => isPlanned(cell) && !isPartner(column, fields));
  if (needed.some(({ column }) => fields[nameOf(column)]?.required === true)) return null;
  const kept = cells.filter((one) => !needed.includes(one) && one.column !== 'id');
  const link = ['user_id', 'company_id', 'project_id'].find((name) => name in fields);
  if (link === undefined) return null;
  const others = kept.filter(({ column }) => nameOf(column) !== link);
  const good = others.map(({ cell }) => (isPlanned(cell) ? firm : cell));
  return {
    fields: ['id', ...others.map(({ column }) => column), `${link}/.id`],
    data: [
      ['__kommo__.rehearsal_1', ...good, ''],
      ['__kommo__.rehearsal_2', ...good, nobody],
    ],
  };
}

const nameOf = (column: string): string => column.split('/')[0] ?? column;

const isPartner = (column: string, fields: Fields): boolean =>
  fields[nameOf(column)]?.relation === 'res.partner';
