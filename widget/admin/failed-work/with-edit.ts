import type { AdminState } from '../admin-state.js';

/** Keeps a correction of failed work where it differs from what failed. */
export function withEdit(
  state: AdminState,
  { id, field, value }: { readonly id: string; readonly field: string; readonly value: string },
): AdminState {
  const item = state.known.deadLetters.value?.items.find((one) => one.id === id);
  const before = item?.editable.find(({ name }) => name === field)?.value;
  const others = without(state.edits[id] ?? {}, field);
  const fields = value === before ? others : { ...others, [field]: value };
  const rest = without(state.edits, id);
  const edits = Object.keys(fields).length === 0 ? rest : { ...rest, [id]: fields };
  // A plan that was made without this correction is no longer the plan.
  return { ...state, edits, intent: null };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
