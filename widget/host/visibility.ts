import type { Lifetime } from './lifetime.js';

/**
 * Tells whether a person can see the panel: the tab is in front and the host has not collapsed the block
 * (it only hides it, without telling widgets). Calls back at each change; starts as visible.
 */
export function watchVisibility(
  root: Element,
  lifetime: Lifetime,
  onChange: (visible: boolean) => void,
): void {
  let onScreen = true;
  let told = !document.hidden;
  const tell = (): void => {
    const visible = onScreen && !document.hidden;
    if (visible === told) return;
    told = visible;
    onChange(visible);
  };
  lifetime.listen(document, 'visibilitychange', tell);
  if (typeof IntersectionObserver === 'undefined') return;
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen;
    tell();
  });
  observer.observe(root);
  lifetime.onEnd(() => {
    observer.disconnect();
  });
}
