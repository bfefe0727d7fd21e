import { z } from 'zod';
import { list, optional } from './config-values.js';

const count = z.coerce.number().int().min(1).max(10_000);
/** As Standard Webhooks writes them: 24 to 64 random bytes. */
const webhookSecrets = list.refine(
  (all) => all.every((one) => /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/u.test(one)),
  { message: 'must be whsec_ and 24 to 64 bytes in base64' },
);

/** What is told of failures and limits; `.env.example` explains each. */
export const alertVariables = {
  FAILURE_LIMIT: count.default(20),
  FAILURES_IN_A_ROW: count.default(20),
  ALERT_TASK_USER: optional(z.coerce.number().int().positive()),
  ODOO_KEY_EXPIRES: optional(z.iso.date()),
  ALERT_WEBHOOK_URL: optional(z.url({ protocol: /^https?$/ })),
  ALERT_WEBHOOK_SECRET: optional(webhookSecrets),
};

export interface AlertConfig {
  /** At shares of these, alerts are raised: open dead letters, and failures of Kommo or Odoo in a row. */
  readonly failureLimits: { readonly deadLetters: number; readonly inARow: number };
  /** Kommo's user who gets alerts as tasks; null: the token's own. */
  readonly alertTaskUser: number | null;
  /** Odoo tells nobody when a key ends, so the administrator does; null where it does not end. */
  readonly odooKeyExpires: string | null;
  /** Gets each alert as JSON; null for none. */
  readonly alertWebhookUrl: string | null;
  /** Sign each alert; the newest first. None: alerts are not signed. */
  readonly alertWebhookSecrets: readonly string[];
}

export const readAlerts = (env: z.infer<z.ZodObject<typeof alertVariables>>): AlertConfig => ({
  failureLimits: { deadLetters: env.FAILURE_LIMIT, inARow: env.FAILURES_IN_A_ROW },
  alertTaskUser: env.ALERT_TASK_USER ?? null,
  odooKeyExpires: env.ODOO_KEY_EXPIRES ?? null,
  alertWebhookUrl: env.ALERT_WEBHOOK_URL ?? null,
  alertWebhookSecrets: env.ALERT_WEBHOOK_SECRET ?? [],
});
