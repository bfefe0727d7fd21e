import { z } from 'zod';

const text = (most: number) => z.string().trim().min(1).max(most);

/** What an executive may change before a proposal goes. */
export const proposalDraftSchema = z.object({
  greeting: text(2_000),
  services: z
    .array(z.object({ key: z.string().max(40), title: text(120), scope: text(4_000) }))
    .min(1)
    .max(8)
    .readonly(),
  /** A month, in the currency; null leaves it open. */
  amount: z.number().min(0).max(1_000_000_000).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  validDays: z.int().min(1).max(180),
});
export type ProposalDraft = z.infer<typeof proposalDraftSchema>;

/** Where the newest proposal of a lead stands. */
export const proposalStateSchema = z.object({
  version: z.int().positive(),
  state: z.enum(['open', 'expired', 'revoked', 'accepted', 'change']),
  /** For the client, behind the signed link. */
  url: z.string(),
  amount: z.number().nullable(),
  currency: z.string(),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  /** What the client wants changed. */
  wish: z.string().nullable(),
  /** Visits of the client, and how long the page was in sight, over all of them. */
  opened: z.int(),
  seconds: z.int(),
  lastOpenedAt: z.iso.datetime().nullable(),
});
export type ProposalState = z.infer<typeof proposalStateSchema>;

export const proposalSchema = z.object({
  newest: proposalStateSchema.nullable(),
  draft: proposalDraftSchema,
});
export type Proposal = z.infer<typeof proposalSchema>;
