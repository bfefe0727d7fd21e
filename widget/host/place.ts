import type { Lifetime } from './lifetime.js';

const polling = { everyMs: 50, tries: 60 };

/** Waits for a place that the host may put in the page only after it has called us; does nothing when it never does. */
export function whenPlaced<T>(
  lifetime: Lifetime,
  find: () => T | null,
  onPlaced: (place: T) => void,
): void {
  const look = (tries: number): void => {
    const place = find();
    if (place !== null) {
      onPlaced(place);
      return;
    }
    if (tries === 0) return;
    lifetime.after('place', polling.everyMs, () => {
      look(tries - 1);
    });
  };
  look(polling.tries);
}

/** Our own element at the end of a host's container, gone when the lifetime ends. */
export function appendRoot(container: Element, lifetime: Lifetime): HTMLElement {
  const root = document.createElement('div');
  root.className = 'account-leads';
  container.append(root);
  lifetime.onEnd(() => {
    root.remove();
  });
  return root;
}
