import type { ReadyState } from '../state/card-state.js';
import { viewFailure } from '../../view/failure-view.js';
import { sayNext, type Setting } from '../../view/times.js';

/** What of this lead will be tried again: what, why and when; null where nothing waits. */
export function viewWaiting({ card, retry }: ReadyState, setting: Setting): object | null {
  const { t } = setting;
  if (card.waiting.length === 0) return null;
  const busy = retry.kind === 'sending';
  return {
    title: t('waiting.title'),
    items: card.waiting.map(({ step, reason, nextAt }) => ({
      step: t.word('journey_steps', step),
      reason,
      next: sayNext(nextAt, setting),
    })),
    retry: t(busy ? 'waiting.retrying' : 'waiting.retry'),
    busy,
    ...(retry.kind === 'refused' ? viewRefusal(retry.failure, setting) : {}),
  };
}

/** What a screen reader hears of it. */
export function announceWaiting({ card, retry }: ReadyState, setting: Setting): string {
  const { t } = setting;
  if (retry.kind === 'sending') return t('waiting.retrying');
  return card.waiting.map(({ reason }) => `${t('waiting.title')}: ${reason}`).join(' ');
}

function viewRefusal(
  failure: Parameters<typeof viewFailure>[0],
  { t }: Setting,
): { readonly problem: string; readonly requestId: string | null } {
  const { reason, requestId } = viewFailure(failure, t);
  return { problem: reason, requestId };
}
