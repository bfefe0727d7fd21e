import type { z } from 'zod';
import { list, optional } from './config-values.js';

const tokens = optional(list);

/** Tokens of one source alone, beside CAPTURE_TOKEN, which opens every source. */
export const sourceVariables = {
  CAPTURE_TOKEN_DIRECT: tokens,
  CAPTURE_TOKEN_INLEAD: tokens,
  CAPTURE_TOKEN_META: tokens,
};

/** What opens the address of each source. */
export interface SourceTokens {
  readonly direct: readonly string[];
  readonly inlead: readonly string[];
  readonly meta: readonly string[];
}

export const readSourceTokens = (
  env: z.infer<z.ZodObject<typeof sourceVariables>>,
  general: readonly string[],
): SourceTokens => ({
  direct: [...general, ...(env.CAPTURE_TOKEN_DIRECT ?? [])],
  inlead: [...general, ...(env.CAPTURE_TOKEN_INLEAD ?? [])],
  meta: [...general, ...(env.CAPTURE_TOKEN_META ?? [])],
});
