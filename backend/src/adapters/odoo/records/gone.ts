import { AppError, after } from '../../../errors.js';
import { idRow } from './records.js';
import type { Records } from './records.js';

const modelOf = { customer: 'res.partner', opportunity: 'crm.lead' } as const;
type Step = keyof typeof modelOf;

/** A record of an earlier step was deleted: whoever runs the steps forgets that one and starts again. */
export const recordGone = (step: Step, id: number): AppError =>
  new AppError('odoo_rejected', `The ${step} ${id} is gone from Odoo: its step must run again`, {
    retry: after(1_000),
    reason: {
      code: step === 'customer' ? 'odoo.customer_missing' : 'odoo.opportunity_missing',
    },
    facts: { missingStep: step, odooId: id },
  });

/** Runs `work`; a refusal is explained by a missing record where that is the cause (its message is translated). */
export async function explainGone<T>(
  records: Records,
  links: Readonly<Partial<Record<Step, number>>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'odoo_rejected') throw error;
    for (const step of ['customer', 'opportunity'] as const) {
      const id = links[step];
      if (id !== undefined && !(await isThere(records, modelOf[step], id)))
        throw recordGone(step, id);
    }
    throw error;
  }
}

async function isThere(records: Records, model: string, id: number): Promise<boolean> {
  const rows = await records.search(
    model,
    { domain: [['id', '=', id]], fields: ['id'], limit: 1 },
    idRow,
  );
  return rows.length > 0;
}
