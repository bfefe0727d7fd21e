import type { Lifetime } from './lifetime.js';
import type { WidgetSdk } from './sdk.js';

let panels = 0;

/** How long the host may take to put the block in place; it does not say when it has. */
const polling = { everyMs: 50, tries: 60 };

/**
 * Asks the host for a block in the right panel and calls back with our own element in it. The block holds no data:
 * the host runs its body through a template engine that would read braces in a lead's words.
 */
export function openPanel(
  sdk: WidgetSdk,
  lifetime: Lifetime,
  onReady: (root: HTMLElement) => void,
): void {
  panels += 1;
  const id = `account-leads-${String(panels)}`;
  sdk.render_template({
    caption: { class_name: 'account-leads-caption' },
    body: `<div class="account-leads" id="${id}"></div>`,
    render: '',
  });
  waitFor(id, polling.tries, { lifetime, onReady });
}

function waitFor(
  id: string,
  tries: number,
  then: { readonly lifetime: Lifetime; readonly onReady: (root: HTMLElement) => void },
): void {
  const root = document.getElementById(id);
  if (root !== null) {
    then.lifetime.onEnd(() => {
      root.remove();
    });
    then.onReady(root);
    return;
  }
  if (tries === 0) return;
  then.lifetime.after('panel', polling.everyMs, () => {
    waitFor(id, tries - 1, then);
  });
}
