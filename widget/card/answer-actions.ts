import { copyText } from '../host/clipboard.js';
import type { Action, ActionTools } from './card-action.js';
import type { CardState } from './state/card-state.js';
import type { EditEvent } from './state/editing.js';

const copiedMs = 2_500;

/** What is asked of the lead, and what is known of its answers. */
export const answerActions = (tools: ActionTools): readonly Action[] => {
  const { dispatch, focus } = tools;
  return [
    ['copy', () => void copyQuestion(tools)],
    ['preview', () => void preview(tools)],
    [
      'edit',
      (question) => {
        dispatch({ kind: 'edit_opened', question });
        focus('[data-part="answers"] [data-form] [name]');
      },
    ],
    [
      'save',
      (question, { value = '' }) => {
        void save(tools, { kind: 'edit_sent', value }, { question, value });
      },
    ],
    [
      'answer',
      (subject, fields) => {
        const [question = '', option] = subject.split(':');
        const value = option ?? fields['value'] ?? '';
        if (value.trim() === '') return;
        void save(tools, { kind: 'edit_answered', question, value }, { question, value });
      },
    ],
    [
      'cancel',
      (question) => {
        dispatch({ kind: 'edit_cancelled' });
        focus(`[data-action="edit:${question}"]`);
      },
    ],
  ];
};

/** Pressed again while it is being saved, it is saved once. */
async function save(
  tools: ActionTools,
  event: EditEvent,
  { question, value }: { readonly question: string; readonly value: string },
): Promise<void> {
  const { leadId, read, dispatch, companion, memory, now, focus, loader } = tools;
  if (isSaving(read()) || companion === null) return;
  dispatch(event);
  if (!isSaving(read())) return;
  const outcome = await companion.editAnswer(leadId, question, value);
  if (outcome.kind === 'failed') {
    dispatch({ kind: 'edit_failed', failure: outcome.failure });
    focus('[data-part="answers"] [data-form] [name]');
    return;
  }
  memory.keep(leadId, { card: outcome.value, receivedAt: now() });
  dispatch({ kind: 'edit_saved', card: outcome.value, at: now() });
  focus(`[data-action="edit:${question}"]`);
  loader.reschedule();
}

const isSaving = (state: CardState): boolean =>
  state.kind === 'ready' && state.edits.editing.kind === 'saving';

async function preview({ leadId, read, dispatch, companion }: ActionTools): Promise<void> {
  dispatch({ kind: 'preview_pressed' });
  const state = read();
  if (companion === null || state.kind !== 'ready' || state.preview.kind !== 'loading') return;
  const outcome = await companion.previewOdoo(leadId);
  dispatch(
    outcome.kind === 'ok'
      ? { kind: 'preview_arrived', preview: outcome.value }
      : { kind: 'preview_failed', failure: outcome.failure },
  );
}

async function copyQuestion({ read, dispatch, lifetime }: ActionTools): Promise<void> {
  const state = read();
  if (state.kind !== 'ready' || state.card.nextQuestion === null) return;
  dispatch({ kind: 'copied', done: await copyText(state.card.nextQuestion.text) });
  lifetime.after('copied', copiedMs, () => {
    dispatch({ kind: 'copy_forgotten' });
  });
}
