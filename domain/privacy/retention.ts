/**
 * How many days each kind of data is kept where the firm says nothing else (RETENTION_DAYS). Three years for somebody who went
 * silent is what comparable products take; ten years is how long Dominican tax and commercial law want business records kept.
 */
export const defaultRetentionDays = {
  /** Deliveries as they came: Meta shows an ad's lead for 90 days, so its repetition is recognised that long. */
  deliveries: 90,
  /** What Kommo's hooks pointed at. */
  hooks: 30,
  /** Forms and quizzes left half way. */
  drafts: 30,
  /** Failed work that was settled, and what was put back. */
  work: 90,
  /** Leads that nobody has touched and that became no customer. */
  leads: 1095,
  /** Leads that were deleted in Kommo. */
  deleted: 30,
  /** Links between a won lead and its records in Odoo, accepted proposals. */
  customers: 3650,
  /** Who did what. */
  audit: 1825,
  /** Alerts, comparisons with Odoo, counts. */
  operation: 365,
  /** How fast and how well everything worked, by hour. */
  measures: 35,
  /** Encrypted exports. */
  exports: 30,
} as const;

export type RetentionKind = keyof typeof defaultRetentionDays;
export type RetentionDays = Readonly<Record<RetentionKind, number>>;

const isKind = (name: string): name is RetentionKind => Object.hasOwn(defaultRetentionDays, name);
export const retentionKinds: readonly RetentionKind[] =
  Object.keys(defaultRetentionDays).filter(isKind);
