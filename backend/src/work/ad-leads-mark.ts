import { z } from 'zod';

/** Until when leads of ads were looked for that no delivery told: kept in the settings. */
export const adLeadsMark = {
  key: 'ad_leads.caught_up',
  read: (kept: unknown): Date | null => {
    const parsed = schema.safeParse(kept);
    return parsed.success ? new Date(parsed.data.at) : null;
  },
} as const;

const schema = z.object({ at: z.iso.datetime() });
