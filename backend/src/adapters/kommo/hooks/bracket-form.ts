/** A nested value read from a form; objects have no prototype, so no key of a stranger can reach ours. */
export type FormValue = string | FormGroup;
export interface FormGroup {
  [key: string]: FormValue;
}

/** Kommo's deepest key has seven levels; a stranger's must not build a tower. */
const deepest = 12;
const mostFields = 50_000;

/**
 * Reads PHP-style brackets ("leads[add][0][custom_fields][1][values][0]=…") of any number of fields. Lists stay objects
 * keyed by index: Kommo leaves gaps and mixes both forms, so whoever reads takes the values. A repeated key: last wins.
 */
export function parseBracketForm(body: string): FormGroup {
  const root = emptyGroup();
  let fields = 0;
  for (const [key, value] of new URLSearchParams(body)) {
    fields += 1;
    if (fields > mostFields) break;
    const path = pathOf(key);
    if (path.length <= deepest) setAt(root, path, value);
  }
  return root;
}

/** "a[b][]" → ["a", "b", ""]; a key without brackets is itself. */
function pathOf(key: string): readonly string[] {
  const open = key.indexOf('[');
  if (open <= 0) return [key];
  const inner = [...key.slice(open).matchAll(/\[([^\]]*)\]/gu)].map((match) => match[1] ?? '');
  return [key.slice(0, open), ...inner];
}

function setAt(root: FormGroup, path: readonly string[], value: string): void {
  let group = root;
  for (const key of path.slice(0, -1)) {
    const held = group[named(group, key)];
    const next = typeof held === 'object' ? held : emptyGroup();
    group[named(group, key)] = next;
    group = next;
  }
  const last = path[path.length - 1] ?? '';
  group[named(group, last)] = value;
}

/** "[]" means: the next free index. */
const named = (group: FormGroup, key: string): string =>
  key === '' ? String(Object.keys(group).length) : key;

function emptyGroup(): FormGroup {
  const group: FormGroup = {};
  Object.setPrototypeOf(group, null);
  return group;
}
