import { AppError, never } from '../../../errors.js';
import { createLinked, findLinked } from '../records/external-id.js';
import { keepKnown } from '../records/known-fields.js';
import { idRow } from '../records/records.js';
import type { OdooService } from '../transport/settings.js';
import { linkNames } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { wording } from '../wording.js';

const model = 'product.product';

/** By internal reference; made where Odoo has none and the bot may make one (the usual groups may not). */
export async function ensureProduct(
  tools: StepTools,
  { code, name }: OdooService['product'],
): Promise<number> {
  const { records } = tools;
  const [found] = await records.search(
    model,
    { domain: [['default_code', '=', code]], fields: ['id'], limit: 1, order: 'id' },
    idRow,
  );
  if (found) return found.id;
  const linkName = linkNames.product(code);
  const linked = await findLinked(records, model, linkName);
  if (linked !== null) return linked;
  // `load` would answer a missing right with a translated message, so the right is asked for.
  if (!(await mayCreate(tools))) throw productMissing(code);
  const fields = await records.requireFields(model, 'Ventas');
  const kind = 'detailed_type' in fields ? 'detailed_type' : 'type';
  const made = await createLinked(tools, {
    model,
    name: linkName,
    columns: keepKnown({ name, default_code: code, [kind]: 'service' }, fields),
  });
  return made.id;
}

const mayCreate = async ({ records }: StepTools): Promise<boolean> =>
  (await records.run({
    model,
    method: 'check_access_rights',
    args: { operation: 'create', raise_exception: false },
  })) === true;

const productMissing = (code: string): AppError =>
  new AppError('odoo_mapping', `Odoo has no product ${code} and the bot may not create one`, {
    retry: never,
    reason: wording.productMissing(code),
    facts: { product: code },
  });
