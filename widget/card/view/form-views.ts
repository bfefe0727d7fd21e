import complainTemplate from '../../templates/card/complain.hbs';
import proposalTemplate from '../../templates/card/proposal.hbs';
import type { Setting } from '../../view/times.js';
import { shownScore, type ReadyState } from '../state/card-state.js';
import { viewProposal } from './proposal-view.js';

type Form = 'task' | 'proposal' | 'complaint';

/** What is drawn of each form that somebody opened; empty while it is closed. */
export type FormViews = Readonly<Record<Form, (state: ReadyState, setting: Setting) => string>>;

/** Each form as it is: closed, or open as the fetched file draws it. */
export function viewForms(
  state: ReadyState,
  setting: Setting,
  forms: FormViews | null,
): Readonly<Record<Form, string>> {
  const open = (form: Form): string => forms?.[form](state, setting) ?? '';
  const proposal = viewProposal(state, setting);
  return {
    task: open('task'),
    proposal:
      proposal === null
        ? ''
        : `<div class="al-part al-part_tight" data-part="proposal" role="group" aria-labelledby="al-proposal">${proposalTemplate(proposal)}${open('proposal')}</div>`,
    complaint: open('complaint') || viewComplain(state, setting),
  };
}

/** Nothing where there is no score to complain of. */
const viewComplain = (state: ReadyState, { t }: Setting): string =>
  shownScore(state) === null ? '' : complainTemplate({ label: t('complaint.open') });
