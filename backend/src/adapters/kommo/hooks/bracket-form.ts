/** A nested value read from a form; objects have no prototype, so no key of a stranger can reach ours. */
export type FormValue = string | FormGroup;
export interface FormGroup {
  [key: string]: FormValue;
}

/** Kommo's deepest key has seven levels and some sixty characters; a stranger's must not build a tower. */
const deepest = 12;
const longestKey = 300;
const mostFields = 50_000;
/** Kommo writes at most 250 things in one request. Of more, the first are looked at and the catch-up finds the rest. */
export const mostItems = 500;
/** leads (0), add (1), index (2). */
const levelOfItems = 2;

/**
 * Reads PHP-style brackets ("leads[add][0][custom_fields][1][values][0]=…") of any number of fields, in time that grows
 * with the size of the body. Lists stay objects keyed by index: Kommo leaves gaps and mixes both forms, so whoever reads
 * takes the values. Of a repeated key the last text wins, and no text takes the place of a group.
 */
export function parseBracketForm(body: string): FormGroup {
  const root = emptyGroup();
  const sizes: Sizes = new Map();
  new URLSearchParams(firstFields(body)).forEach((value, key) => {
    const path = key.length > longestKey ? [] : pathOf(key);
    if (path.length <= deepest) setAt(root, path, value, sizes);
  });
  return root;
}

/** The body up to the field that is one too many. */
function firstFields(body: string): string {
  let end = -1;
  for (let fields = 0; fields < mostFields; fields += 1) {
    end = body.indexOf('&', end + 1);
    if (end === -1) return body;
  }
  return body.slice(0, end);
}

/** "a[b][]" → ["a", "b", ""]; a key without brackets is itself. */
function pathOf(key: string): readonly string[] {
  const open = key.indexOf('[');
  if (open <= 0) return [key];
  const path = [key.slice(0, open)];
  let at = open;
  while (at !== -1) {
    const close = key.indexOf(']', at);
    if (close === -1) break;
    path.push(key.slice(at + 1, close));
    at = key.indexOf('[', close);
  }
  return path;
}

/** How many keys each group has: counting them anew for every "[]" would take the square of the time. */
type Sizes = Map<FormGroup, number>;

function setAt(root: FormGroup, path: readonly string[], value: string, sizes: Sizes): void {
  let group = root;
  for (const [level, key] of path.entries()) {
    const size = sizes.get(group) ?? 0;
    // "[]" means: the next free index.
    const name = key === '' ? String(size) : key;
    const held = group[name];
    if (held === undefined) {
      if (level <= levelOfItems && size >= mostItems) return;
      sizes.set(group, size + 1);
    }
    if (level === path.length - 1) {
      if (typeof held !== 'object') group[name] = value;
      return;
    }
    const next = typeof held === 'object' ? held : emptyGroup();
    group[name] = next;
    group = next;
  }
}

function emptyGroup(): FormGroup {
  const group: FormGroup = {};
  Object.setPrototypeOf(group, null);
  return group;
}
