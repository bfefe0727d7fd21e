import { z } from 'zod';

/** Every failure an outsider can see. The sentence for each lives in the widget's i18n under `errors.<code>`. */
export const errorCodes = [
  'invalid_body',
  'invalid_json',
  'body_too_large',
  'unsupported_media_type',
  'method_not_allowed',
  'not_found',
  'unauthorized',
  'token_expired',
  'forbidden',
  'wrong_account',
  'admin_only',
  'too_many_requests',
  'idempotency_conflict',
  'lead_not_found',
  'lead_not_won',
  'kommo_unreachable',
  'kommo_not_connected',
  'kommo_payment_required',
  'kommo_blocked',
  'kommo_rejected',
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
  'storage_unavailable',
  'not_ready',
  'interrupted',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const fieldProblemSchema = z.object({
  /** The field as the sender spelled it. */
  field: z.string(),
  reason: z.string(),
  /** What to send instead. */
  remedy: z.string(),
});
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

/** Problem details (RFC 9457) as every address of the companion answers them. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(errorCodes),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(fieldProblemSchema).readonly().exactOptional(),
});
export type Problem = z.infer<typeof problemSchema>;
