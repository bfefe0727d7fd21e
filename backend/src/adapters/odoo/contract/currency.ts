import type { StepTools } from '../records/step-tools.js';

/** Odoo keeps revenue in the company's currency. Null where no rate is set: better no figure than a wrong one. */
export async function toCompanyCurrency(
  { lookups, settings, log }: StepTools,
  amount: number,
  currency: string,
): Promise<number | null> {
  const company = await lookups.companyCurrency();
  if (company === null || company === currency) return amount;
  const rate = settings.exchangeRates[`${currency}>${company}`];
  if (rate !== undefined) return Math.round(amount * rate * 100) / 100;
  log.warn({ from: currency, to: company }, 'No exchange rate is set; left the amount out');
  return null;
}
