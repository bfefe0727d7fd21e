/** Tag by which the firm sees and filters the leads that are being followed up. */
export const followUpTag = 'Seguimiento';

/** Local hour at which both sides are compared and the day is exported: nobody sells at 03:00. */
export const nightHour = 3;

/** Santo Domingo keeps UTC-4 all year since 2000-12-04 (tz database, America/Santo_Domingo). */
export const utcOffsetHours = -4;

/** Shares of a limit, in per cent, at which somebody is told. */
export const alertLevels = [50, 70, 90, 100] as const;
