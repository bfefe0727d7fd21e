import type { LeadClass } from '../../contract/score.js';

/** The tag that a lead wears for its class, so that board and list tell whom to call first. */
export const classTags = {
  HOT: 'HOT',
  WARM: 'WARM',
  COLD: 'COLD',
  NURTURING: 'NURTURING',
} as const satisfies Readonly<Record<LeadClass, string>>;
