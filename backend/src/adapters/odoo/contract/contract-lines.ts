import { z } from 'zod';
import { AppError, never } from '../../../errors.js';
import { link } from '../records/values.js';
import { ensureProduct } from './ensure-product.js';
import type { HandOver } from '../odoo.js';
import type { ContractKind, OdooService } from '../transport/settings.js';
import type { StepTools } from '../records/step-tools.js';

export interface ContractLine {
  readonly service: string;
  readonly name: string;
  readonly productId: number;
  /** Null leaves the product's own price. */
  readonly price: number | null;
}

export type Services = readonly (OdooService & { readonly key: string; readonly label: string })[];

/** One line per service; `total`, in the contract's own currency, is shared between them to the cent. */
export async function contractLines(
  tools: StepTools,
  services: Services,
  total: number | null,
): Promise<readonly ContractLine[]> {
  const shares = total === null ? [] : splitCents(total, services.length);
  return Promise.all(
    services.map(async ({ key, label, product }, index) => ({
      service: key,
      name: label,
      productId: await tools.lookups.keep(`product:${product.code}`, () =>
        ensureProduct(tools, product),
      ),
      price: shares[index] ?? null,
    })),
  );
}

/** Products that a contract has lines of already. */
export async function productsOf(
  records: StepTools['records'],
  lineModel: string,
  ofContract: readonly [string, string, number],
): Promise<ReadonlySet<unknown>> {
  const rows = await records.search(
    lineModel,
    { domain: [ofContract], fields: ['product_id'] },
    z.object({ product_id: link }),
  );
  return new Set(rows.map(({ product_id: product }) => product?.id));
}

/** Only a quotation may leave the price to a person. */
export function requirePrice(handOver: HandOver, kind: ContractKind): void {
  if (handOver.amount <= 0 && kind !== 'quotation' && kind !== 'none') throw noPrice(handOver);
}

/** The last share takes the cents that do not divide. */
export function splitCents(total: number, parts: number): readonly number[] {
  const cents = Math.round(total * 100);
  const share = Math.floor(cents / parts);
  return Array.from(
    { length: parts },
    (_part, index) => (index === parts - 1 ? cents - share * (parts - 1) : share) / 100,
  );
}

const noPrice = ({ kommoLeadId }: HandOver): AppError =>
  new AppError(
    'odoo_rejected',
    `Lead ${kommoLeadId} has neither amount nor budget for a contract`,
    {
      retry: never,
      reason: { code: 'odoo.no_price' },
      facts: { leadId: kommoLeadId },
    },
  );
