import type { Fields } from '../view/actions.js';
import type { Action, ActionTools } from './card-action.js';
import type { CardState } from './state/card-state.js';
import { dueChoices } from './state/task.js';

export function taskActions(tools: ActionTools): readonly Action[] {
  const { dispatch, focus } = tools;
  return [
    [
      'task',
      () => {
        dispatch({ kind: 'task_opened' });
        focus('[data-part="task"] [data-first]');
      },
    ],
    ['task-make', (_subject, fields) => void makeTask(tools, fields)],
    [
      'task-cancel',
      () => {
        dispatch({ kind: 'task_cancelled' });
        focus('[data-action="task"]');
      },
    ],
  ];
}

async function makeTask(tools: ActionTools, { text = '', due = '' }: Fields): Promise<void> {
  const { leadId, read, dispatch, companion, now, focus } = tools;
  if (companion === null || taskKind(read()) !== 'open') return;
  dispatch({ kind: 'task_sent', text });
  if (taskKind(read()) !== 'sending') {
    focus('[data-part="task"] [name="text"]');
    return;
  }
  const spans = new Map<string, number>(Object.entries(dueChoices));
  const dueAt = new Date(now() + (spans.get(due) ?? dueChoices.hours_2)).toISOString();
  const outcome = await companion.addTask(leadId, { text, dueAt });
  dispatch(
    outcome.kind === 'ok'
      ? { kind: 'task_made' }
      : { kind: 'task_failed', failure: outcome.failure },
  );
  focus('[data-action="task"]');
}

const taskKind = (state: CardState): string | null =>
  state.kind === 'ready' ? state.task.kind : null;
