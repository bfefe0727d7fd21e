import { z } from 'zod';

/** Odoo, as it was last found. */
export const odooConnectionSchema = z.object({
  state: z.enum(['connected', 'not_configured', 'failing']),
  since: z.iso.datetime().nullable(),
  checkedAt: z.iso.datetime().nullable(),
  transport: z.enum(['json2', 'jsonrpc', 'rest']).nullable(),
  version: z.string().nullable(),
  url: z.string().nullable(),
  database: z.string().nullable(),
  /** Kept after it was mended. */
  lastError: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** What to do; null when connected. */
  remedy: z.string().nullable(),
  /** What this transport does not carry over to Odoo. */
  lacks: z.array(z.string()).readonly(),
});
export type OdooConnection = z.infer<typeof odooConnectionSchema>;
