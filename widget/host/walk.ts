const key = 'account-leads-calls';

/** The leads that the reader goes through in this tab, the first one first: their numbers, nothing of the persons. */
export function readWalk(): readonly number[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.map(Number).filter(Number.isSafeInteger) : [];
  } catch {
    // No storage in this page, or not ours in it.
    return [];
  }
}

export function keepWalk(leadIds: readonly number[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(leadIds));
  } catch {
    // Without storage the list is opened again on the next card.
  }
}
