import type { Score } from '../../contract/score.js';
import type { Fields } from '../view/actions.js';
import type { Action, ActionTools } from './card-action.js';
import { shownScore, type CardState } from './state/card-state.js';
import type { Said } from './state/complaint.js';

export function complaintActions(tools: ActionTools): readonly Action[] {
  const { dispatch, focus } = tools;
  return [
    [
      'complain',
      () => {
        dispatch({ kind: 'complaint_opened' });
        focus('[data-part="complaint"] [name]');
      },
    ],
    ['complain-send', (_subject, fields) => void complain(tools, fields)],
    [
      'complain-cancel',
      () => {
        dispatch({ kind: 'complaint_cancelled' });
        focus('[data-action="complain"]');
      },
    ],
  ];
}

async function complain(tools: ActionTools, fields: Fields): Promise<void> {
  const { leadId, read, dispatch, companion, focus } = tools;
  const said = readComplaint(fields);
  const score = complained(read());
  if (companion === null || score === null) return;
  dispatch({ kind: 'complaint_sent', said });
  const state = read();
  if (state.kind !== 'ready' || state.complaint.kind !== 'sending') {
    focus('[data-part="complaint"] [name="reason"]');
    return;
  }
  const { model, total } = score;
  const outcome = await companion.keepFeedback(leadId, { model, total, ...said });
  dispatch(
    outcome.kind === 'ok'
      ? { kind: 'complaint_kept' }
      : { kind: 'complaint_failed', failure: outcome.failure },
  );
}

/** The score that the open form is about; null while there is no form, or it is on its way. */
const complained = (state: CardState): Score | null =>
  state.kind === 'ready' && state.complaint.kind === 'open' ? shownScore(state) : null;

const readComplaint = ({ expected, reason = '' }: Fields): Said => ({
  expected: expected === 'higher' || expected === 'lower' ? expected : null,
  reason,
});
