import type { Translate } from '../../view/translate.js';
import type { Intent } from '../admin-acts.js';
import type { AdminState } from '../admin-state.js';
import type { viewIntent } from '../view/parts.js';

/** Giving up asks why. */
export function viewDiscard(
  { ids, refused }: Extract<Intent, { kind: 'discard' | 'dismiss' }>,
  { doing }: AdminState,
  t: Translate,
): Parameters<typeof viewIntent>[0] {
  return {
    title: t('dead_letters.discard_title', { count: ids.length }),
    reason: {
      label: t('dead_letters.reason'),
      hint: t('dead_letters.reason_hint'),
      invalid: refused,
    },
    yes: t(doing === 'discard' ? 'dead_letters.discarding' : 'dead_letters.discard_yes'),
    no: t('admin.cancel'),
    busy: doing === 'discard',
  };
}
