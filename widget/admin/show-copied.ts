import { copyText } from '../host/clipboard.js';
import type { Lifetime } from '../host/lifetime.js';
import type { Store } from './admin-store.js';

const copiedMs = 2_500;

/** Copies, and says for a moment on that button whether it worked. */
export async function showCopied(
  { dispatch }: Pick<Store, 'dispatch'>,
  lifetime: Lifetime,
  what: string,
  text: string,
): Promise<void> {
  dispatch({ kind: 'copied', copied: { what, worked: await copyText(text) } });
  lifetime.after('copied', copiedMs, () => {
    dispatch({ kind: 'copied', copied: null });
  });
}
