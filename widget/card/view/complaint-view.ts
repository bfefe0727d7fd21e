import { shownScore, type ReadyState } from '../state/card-state.js';
import { viewFailure } from '../../view/failure-view.js';
import type { Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';

/** Null while nobody complains, and where there is no score to complain of. */
export function viewComplaint(state: ReadyState, { t }: Setting): object | null {
  const { complaint } = state;
  if (complaint.kind === 'none' || shownScore(state) === null) return null;
  const title = t('complaint.open');
  if (complaint.kind === 'sent') return { title, sent: t('complaint.sent') };
  const busy = complaint.kind === 'sending';
  return {
    title,
    form: {
      busy,
      expected: t('complaint.expected'),
      unsure: t('complaint.unsure'),
      higher: t('complaint.higher'),
      lower: t('complaint.lower'),
      reason: t('complaint.reason'),
      send: t(busy ? 'odoo.sending' : 'complaint.send'),
      cancel: t('odoo.confirm_no'),
      ...viewProblem(state, t),
    },
  };
}

function viewProblem({ complaint }: ReadyState, t: Translate): object {
  if (complaint.kind !== 'open') return { invalid: false };
  if (complaint.short) return { invalid: true, problem: t('complaint.short') };
  if (complaint.failure === null) return { invalid: false };
  const { reason, requestId } = viewFailure(complaint.failure, t);
  return { invalid: false, problem: t('card.not_saved', { reason }), requestId };
}
