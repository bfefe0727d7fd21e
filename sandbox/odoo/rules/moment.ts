/** Odoo's wire format: UTC, no T, no zone. */
export function formatMoment(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
