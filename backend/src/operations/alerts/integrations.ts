import type { ErrorCode } from '../../../../contract/errors.js';

export const integrations = ['kommo', 'odoo', 'meta'] as const;
export type Integration = (typeof integrations)[number];

/** Failures of the integration itself: a refused lead says that it works. */
export const integrationByCode: Readonly<Partial<Record<ErrorCode, Integration>>> = {
  kommo_unreachable: 'kommo',
  kommo_not_connected: 'kommo',
  kommo_payment_required: 'kommo',
  kommo_blocked: 'kommo',
  odoo_unreachable: 'odoo',
  odoo_not_configured: 'odoo',
  odoo_key_rejected: 'odoo',
  odoo_access_denied: 'odoo',
  meta_unreachable: 'meta',
  meta_not_connected: 'meta',
  meta_access_denied: 'meta',
};

export const codesOf = (integration: Integration): readonly string[] =>
  Object.entries(integrationByCode).flatMap(([code, one]) => (one === integration ? [code] : []));
