import type { Companion } from '../api/companion.js';
import type { Lifetime } from '../host/lifetime.js';
import { readWalk } from '../host/walk.js';
import type { Translate } from '../view/translate.js';

interface OpenerTools {
  readonly leadId: number;
  readonly companion: Companion | null;
  readonly t: Translate;
  readonly now: () => number;
  readonly lifetime: Lifetime;
}

/**
 * "A quién llamo primero" above the card: shown at once to who goes through the list, else when it is asked for. Answers what
 * opens it, which rejects where its file cannot be had.
 */
export function prepareCalls(card: HTMLElement, tools: OpenerTools): () => Promise<void> {
  const { leadId: here, companion, lifetime } = tools;
  let shown: { readonly open: () => void } | null = null;
  const show = async (): Promise<void> => {
    if (shown !== null || companion === null) return;
    const { showCalls } = await import(/* webpackChunkName: "calls" */ '../calls/calls-place.js');
    const root = document.createElement('div');
    root.className = 'account-leads';
    card.before(root);
    lifetime.onEnd(() => {
      root.remove();
    });
    shown ??= showCalls(root, { ...tools, ask: companion.ask, here });
  };
  // Who goes through the list is shown where; without the file the card is what it is.
  if (readWalk().length > 0) void show().catch(() => undefined);
  return async () => {
    await show();
    shown?.open();
  };
}
