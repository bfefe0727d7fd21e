import type { Placeholder } from './fill-text.js';

export const templateKeys = [
  'welcome',
  'qualification_start',
  'soft_reminder_24h',
  'offer_whatsapp_7d',
  'final_attempt_30d',
  'negotiation_reminder',
  'onboarding_welcome',
] as const;
export type TemplateKey = (typeof templateKeys)[number];

/** A WhatsApp template as Meta reviews it. The key is also its name there and in Kommo. */
export interface Template {
  readonly key: TemplateKey;
  /** Meta bills and limits by it; a marketing template needs the lead's opt-in to marketing. */
  readonly category: 'UTILITY' | 'MARKETING';
  readonly language: 'es';
  /** Names placeholders as `{name}`; see `fill-text.ts`. */
  readonly body: string;
  /** Titles of the quick replies: three at most, of 20 characters at most. */
  readonly quickReplies: readonly string[];
}

export const emailKeys = ['value_email_3d', 'final_attempt_30d', 'proposal'] as const;
export type EmailKey = (typeof emailKeys)[number];

/** An e-mail that a stage's trigger in Kommo sends: an admin pastes it there. */
export interface Email {
  readonly key: EmailKey;
  readonly subject: string;
  readonly body: string;
}

/** What the reviewers at Meta see in a placeholder's place, and what a template says where the value is unknown. */
export type TemplateValues = Readonly<
  Record<Exclude<Placeholder, 'proposal'>, { readonly example: string; readonly unknown: string }>
>;
