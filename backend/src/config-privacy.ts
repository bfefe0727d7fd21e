import { z } from 'zod';
import { defaultRetentionDays, retentionKinds } from '../../domain/privacy/retention.js';
import type { RetentionDays } from '../../domain/privacy/retention.js';
import { list, optional } from './config-values.js';

const kinds = retentionKinds.join('|');
const days = list
  .pipe(
    z.array(
      z
        .string()
        .regex(
          new RegExp(`^(?:${kinds})=[1-9]\\d{0,4}$`, 'u'),
          `must be like leads=730,hooks=14 (${kinds.replaceAll('|', ', ')})`,
        ),
    ),
  )
  .transform((all): Readonly<Record<string, number>> =>
    Object.fromEntries(
      all.map((one) => [one.slice(0, one.indexOf('=')), Number(one.slice(one.indexOf('=') + 1))]),
    ),
  );

/** How long data is kept, and for whom exports are sealed; `.env.example` explains each. */
export const privacyVariables = {
  RETENTION_DAYS: optional(days),
  EXPORT_RECIPIENT: optional(
    z.string().regex(/^age1[0-9a-z]{58}$/u, 'must be a public key of age, age1… (62 characters)'),
  ),
};

export interface PrivacyConfig {
  readonly retentionDays: RetentionDays;
  /** The public key that exports are sealed for; null: none are made. */
  readonly exportRecipient: string | null;
}

export function readPrivacy(env: z.infer<z.ZodObject<typeof privacyVariables>>): PrivacyConfig {
  return {
    retentionDays: { ...defaultRetentionDays, ...env.RETENTION_DAYS },
    exportRecipient: env.EXPORT_RECIPIENT ?? null,
  };
}
