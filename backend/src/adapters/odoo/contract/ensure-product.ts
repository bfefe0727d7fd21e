import { AppError, never } from '../../../errors.js';
import { ensureLinked, mayCreate } from '../records/external-id.js';
import { keepKnown } from '../records/known-fields.js';
import { findMarked } from '../records/records.js';
import type { OdooService } from '../transport/settings.js';
import { linkNames } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';

const model = 'product.product';

/** By internal reference; made where Odoo has none and the bot may make one (the usual groups may not). */
export async function ensureProduct(
  tools: StepTools,
  { code, name }: OdooService['product'],
): Promise<number> {
  const { records } = tools;
  const fields = await records.requireFields(model);
  const found = await findMarked(records, model, 'default_code', code);
  if (found !== null) return found;
  // `load` would answer a missing right with a translated message, so the right is asked for.
  if (!(await mayCreate(records, model))) throw productMissing(code);
  const kind = 'detailed_type' in fields ? 'detailed_type' : 'type';
  return ensureLinked(tools, {
    model,
    name: linkNames.product(code),
    columns: keepKnown({ name, default_code: code, [kind]: 'service' }, fields),
  });
}

const productMissing = (code: string): AppError =>
  new AppError('odoo_mapping', `Odoo has no product ${code} and the bot may not create one`, {
    retry: never,
    reason: { code: 'odoo.product_missing', params: { code } },
    facts: { product: code },
  });
