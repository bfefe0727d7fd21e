import { z } from 'zod';
import { list, optional } from './config-values.js';

/** What the firm's own app at Meta is set up with; `.env.example` explains each. */
export const metaVariables = {
  META_APP_SECRET: optional(list),
  META_VERIFY_TOKEN: optional(list),
  META_PAGE_TOKEN: optional(z.string()),
  META_PAGE_ID: optional(z.string().regex(/^\d{5,30}$/, 'is the number of the page')),
  META_GRAPH_URL: optional(z.url({ protocol: /^https?$/ })),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, 'must be like v27.0')
    .default('v27.0'),
};

export interface MetaConfig {
  /** They sign what Meta delivers; without one nothing is taken. Two during a rotation, the new one first. */
  readonly appSecrets: readonly string[];
  /** What Meta repeats when the address is entered. */
  readonly verifyTokens: readonly string[];
  /** Reads the page's leads; null: none are read. */
  readonly pageToken: string | null;
  readonly pageId: string | null;
  readonly graphUrl: string;
  readonly graphVersion: string;
}

export const readMeta = (env: z.infer<z.ZodObject<typeof metaVariables>>): MetaConfig => ({
  appSecrets: env.META_APP_SECRET ?? [],
  verifyTokens: env.META_VERIFY_TOKEN ?? [],
  pageToken: env.META_PAGE_TOKEN ?? null,
  pageId: env.META_PAGE_ID ?? null,
  graphUrl: (env.META_GRAPH_URL ?? 'https://graph.facebook.com').replace(/\/$/, ''),
  graphVersion: env.META_GRAPH_VERSION,
});
