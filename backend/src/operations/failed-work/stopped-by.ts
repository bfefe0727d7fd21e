import type { ErrorCode } from '../../../../contract/errors.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** Failures that people are told of in their own words; any other is one that nobody foresaw. */
const told = [
  'kommo_rejected',
  'kommo_unreachable',
  'kommo_not_connected',
  'kommo_payment_required',
  'kommo_blocked',
  'odoo_unreachable',
  'odoo_not_configured',
  'odoo_key_rejected',
  'odoo_access_denied',
  'odoo_rejected',
  'odoo_mapping',
  'odoo_ambiguous',
  'meta_unreachable',
  'meta_not_connected',
  'meta_access_denied',
  'meta_rejected',
  'lead_not_found',
  'storage_unavailable',
  'interrupted',
] as const satisfies readonly ErrorCode[];

/** Why work stopped, where its failure gave no reason of its own. */
export function stoppedBy(code: string): Sentence {
  const known = told.find((one) => one === code);
  return { code: known === undefined ? 'work.stopped' : `work.stopped_${known}` };
}
