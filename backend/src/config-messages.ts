import { z } from 'zod';
import type { ConsentTexts } from '../../domain/conversation/run/consent.js';
import { optional } from './config-values.js';

const text = optional(z.string());

/** What the firm sets for messages by WhatsApp; `.env.example` explains each. */
export const messageVariables = {
  CONSENT_TEXT_DIRECT: text,
  CONSENT_TEXT_INLEAD: text,
  CONSENT_TEXT_META: text,
  WHATSAPP_PEOPLE_PER_DAY: z.coerce.number().int().min(0).max(10_000_000).default(1_000),
  BOT_START: z.enum(['companion', 'stage']).default('companion'),
};

export interface MessageConfig {
  /** What each source's form asks its visitors to agree to. */
  readonly consentTexts: ConsentTexts;
  /** Meta's tier: how many people may be reached by template within 24 hours (R5.4). */
  readonly peoplePerDay: number;
  /** Who starts the conversation's bot: we, or Kommo's own trigger on the stage "Calificando"; never both. */
  readonly botStart: 'companion' | 'stage';
}

/** The sandbox's forms need no setting. */
export function readMessages(
  env: z.infer<z.ZodObject<typeof messageVariables>>,
  isSandbox: boolean,
): MessageConfig {
  const otherwise = isSandbox ? 'sandbox' : null;
  return {
    consentTexts: {
      direct: env.CONSENT_TEXT_DIRECT ?? otherwise,
      inlead: env.CONSENT_TEXT_INLEAD ?? otherwise,
      meta: env.CONSENT_TEXT_META ?? otherwise,
    },
    peoplePerDay: env.WHATSAPP_PEOPLE_PER_DAY,
    botStart: env.BOT_START,
  };
}
