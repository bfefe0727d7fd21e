/** Tag by which the firm sees and filters the leads that are being followed up. */
export const followUpTag = 'Seguimiento';

/** Local hour at which both sides are compared and the day is exported: nobody sells at 03:00. */
export const nightHour = 3;

/** Santo Domingo keeps UTC-4 all year since 2000-12-04 (tz database, America/Santo_Domingo). */
export const utcOffsetHours = -4;

/** Shares of a limit, in per cent, at which somebody is told. */
export const alertLevels = [50, 70, 90, 100] as const;

/** Per cent of Meta's daily limit that follow-ups may use; the rest is kept for leads that have just come (R5.4). */
export const followUpShare = 80;

/** The specification: two minutes after the welcome the bot begins (R5.1). */
export const beforeBotMs = 2 * 60_000;

/** Until the welcome is told by its hook, the conversation is looked at after the stage's limit (R3.1). */
export const unseenMs = 5 * 60_000;

/** A little more than the bot's own half hour (R4.1), so that it is the first to say so. */
export const silenceMs = 31 * 60_000;

/** After this long a form that was left half way is a partial lead. */
export const halfFormMs = 30 * 60_000;

/** Where a figure of the page "Salud" stops to be good, and where somebody has to act (R8.4). */
export const healthLimits = {
  /** Share of deliveries that were kept. */
  webhookSuccess: { watch: 0.995, bad: 0.98 },
  /** Kommo disables a hook that is answered later than in two seconds too often. */
  webhookMs: { watch: 300, bad: 2_000 },
  /** What 95 of 100 calls take at most. */
  callMs: { watch: 2_000, bad: 5_000 },
  /** Share of calls that got no answer, or a failure of the other side. */
  callFailures: { watch: 0.01, bad: 0.05 },
  completion: { watch: 0.5, bad: 0.25 },
  queueSeconds: { watch: 60, bad: 600 },
  whatsAppShare: { watch: 0.7, bad: 0.9 },
  diskShare: { watch: 0.8, bad: 0.9 },
} as const;

/** How many days of what was measured the page shows. */
export const shownDays = 14;
