import type { AdminState } from '../admin-state.js';

/** Forgets selections and corrections of what is no longer in the list. */
export function keepTrue(state: AdminState): AdminState {
  const items = state.known.deadLetters.value?.items ?? [];
  const ids = new Set(items.map(({ id }) => id));
  const selected = state.selected.filter((id) => ids.has(id));
  const edits = Object.fromEntries(Object.entries(state.edits).filter(([id]) => ids.has(id)));
  return { ...state, selected, edits };
}
