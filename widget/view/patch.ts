/** What the reader changed by hand and no state knows of. */
const keptAttributes: Readonly<Record<string, readonly string[]>> = { DETAILS: ['open'] };

/** Makes `target`'s children equal to `source`'s with as few changes as a walk in step allows. */
export function patchChildren(target: Element, source: Element): void {
  const wanted = [...source.childNodes];
  for (const [index, next] of wanted.entries()) {
    const present = bringForward(target, index, next);
    if (present === null) {
      target.insertBefore(document.importNode(next, true), target.childNodes[index] ?? null);
    } else {
      patchNode(present, next);
    }
  }
  while (target.childNodes.length > wanted.length) target.lastChild?.remove();
}

/** The child that `next` continues, moved to `index` by dropping what stands between; null when there is none. */
function bringForward(target: Element, index: number, next: Node): ChildNode | null {
  for (let at = index; at < target.childNodes.length; at += 1) {
    const candidate = target.childNodes[at];
    if (candidate === undefined || !isSame(candidate, next)) {
      // Only a keyed part is looked for further on; anything else is matched in place or replaced.
      if (keyOf(next) === null) return null;
      continue;
    }
    for (let drop = at; drop > index; drop -= 1) target.childNodes[index]?.remove();
    return candidate;
  }
  return null;
}

function patchNode(target: ChildNode, source: Node): void {
  if (!(target instanceof Element) || !(source instanceof Element)) {
    if (target.nodeValue !== source.nodeValue) target.nodeValue = source.nodeValue;
    return;
  }
  patchAttributes(target, source);
  patchChildren(target, source);
}

function patchAttributes(target: Element, source: Element): void {
  const kept = keptAttributes[target.tagName] ?? [];
  for (const { name } of [...target.attributes]) {
    if (!source.hasAttribute(name) && !kept.includes(name)) target.removeAttribute(name);
  }
  for (const { name, value } of source.attributes) {
    if (kept.includes(name) || target.getAttribute(name) === value) continue;
    target.setAttribute(name, value);
  }
}

function isSame(one: Node, other: Node): boolean {
  return one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}

/** Sections, controls and forms say who they are, so that one never turns into another under the reader's finger. */
function keyOf(node: Node): string | null {
  if (!(node instanceof Element)) return null;
  const [key = null] = ['data-part', 'data-action', 'data-form'].flatMap(
    (name) => node.getAttribute(name) ?? [],
  );
  return key;
}
