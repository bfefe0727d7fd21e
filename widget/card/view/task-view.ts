import type { ReadyState } from '../state/card-state.js';
import { dueChoices } from '../state/task.js';
import { viewFailure } from '../../view/failure-view.js';
import type { Translate } from '../../view/translate.js';

/** The form of a task, or that it was made; null while nobody wants one. */
export function viewTask({ task, card }: ReadyState, t: Translate): object | null {
  if (task.kind === 'none') return null;
  const title = t('task.title');
  if (task.kind === 'made') return { title, made: t('task.made') };
  const busy = task.kind === 'sending';
  return {
    title,
    form: {
      busy,
      what: t('task.what'),
      text: t('task.text', { name: card.lead.person.name || card.lead.name }),
      when: t('task.when'),
      choices: choices.map((key) => ({ key, label: t.word('due', key) })),
      make: t(busy ? 'card.saving' : 'task.make'),
      cancel: t('odoo.confirm_no'),
      ...viewProblem(task, t),
    },
  };
}

const choices = Object.keys(dueChoices);

function viewProblem(task: ReadyState['task'], t: Translate): object {
  if (task.kind !== 'open') return { invalid: false };
  if (task.short) return { invalid: true, problem: t('task.short') };
  if (task.failure === null) return { invalid: false };
  const { reason, requestId } = viewFailure(task.failure, t);
  return { invalid: false, problem: t('card.not_saved', { reason }), requestId };
}
