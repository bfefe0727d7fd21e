/** "ENOENT" of the system, or PostgreSQL's SQLSTATE; null for errors without one. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
