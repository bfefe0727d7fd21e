import type { Failure } from '../outcome.js';
import type { Translate } from './translate.js';

/** The sentence for a failure and the number that support asks for. */
export function viewFailure(
  { code, requestId, fields = [] }: Failure,
  t: Translate,
): { readonly reason: string; readonly requestId: string | null } {
  return {
    reason: [t.word('errors', code, t('errors.internal')), ...fields.map(({ text }) => text)].join(
      ' ',
    ),
    requestId: requestId === null ? null : t('card.request_id', { id: requestId }),
  };
}
