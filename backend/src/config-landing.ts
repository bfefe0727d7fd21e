import { z } from 'zod';
import { optional } from './config-values.js';

const text = optional(z.string());

/** What the firm sets for its landing page; `.env.example` explains each. */
export const landingVariables = {
  WHATSAPP_NUMBER: optional(z.string().regex(/^\+\d{8,15}$/, 'must be like +18095550100')),
  FIRM_TAX_ID: text,
  FIRM_ADDRESS: text,
  FIRM_PRIVACY_EMAIL: optional(z.email()),
  FORM_PER_HOUR: optional(z.coerce.number().int().min(1).max(100_000)),
  PILOT_INLEAD_URL: optional(z.url({ protocol: /^https?$/ })),
};

export interface LandingConfig {
  /** E.164; null leaves the thanks page without the link by which the lead writes first. */
  readonly whatsappNumber: string | null;
  /** The firm as the consent's text names it. */
  readonly firm: {
    readonly taxId: string | null;
    readonly address: string | null;
    readonly privacyEmail: string | null;
  };
  /** Forms sent from one network address in an hour; null: any number. */
  readonly perHour: number | null;
  /** Where the pilot's other half goes; null: there is no pilot. */
  readonly inleadUrl: string | null;
}

const unnamed: LandingConfig['firm'] = { taxId: null, address: null, privacyEmail: null };
/** The sandbox shows everything at once. */
const sandboxFirm: LandingConfig['firm'] = {
  taxId: '101-00000-0',
  address: 'Santo Domingo',
  privacyEmail: 'privacidad@example.com',
};

export function readLanding(
  env: z.infer<z.ZodObject<typeof landingVariables>>,
  isSandbox: boolean,
): LandingConfig {
  const otherwise = isSandbox ? sandboxFirm : unnamed;
  return {
    whatsappNumber: env.WHATSAPP_NUMBER ?? (isSandbox ? '+18095550100' : null),
    firm: {
      taxId: env.FIRM_TAX_ID ?? otherwise.taxId,
      address: env.FIRM_ADDRESS ?? otherwise.address,
      privacyEmail: env.FIRM_PRIVACY_EMAIL ?? otherwise.privacyEmail,
    },
    perHour: env.FORM_PER_HOUR ?? (isSandbox ? null : 30),
    inleadUrl: env.PILOT_INLEAD_URL ?? null,
  };
}
