import type { Failure } from '../../outcome.js';
import { isReason } from '../../reason.js';

/** A task for the executive, from the first press to Kommo's yes. */
export type TaskForm =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'open';
      /** What is to be done was too short to help anybody. */
      readonly short: boolean;
      readonly failure: Failure | null;
    }
  | { readonly kind: 'sending' }
  | { readonly kind: 'made' };

export type TaskEvent =
  | { readonly kind: 'task_opened' }
  | { readonly kind: 'task_cancelled' }
  | { readonly kind: 'task_sent'; readonly text: string }
  | { readonly kind: 'task_made' }
  | { readonly kind: 'task_failed'; readonly failure: Failure };

/** How soon a task may be due. */
export const dueChoices = {
  minutes_30: 30 * 60_000,
  hours_2: 2 * 60 * 60_000,
  day_1: 24 * 60 * 60_000,
  days_3: 3 * 24 * 60 * 60_000,
} as const;

const opened = { kind: 'open', short: false, failure: null } as const;

export function reduceTask(task: TaskForm, event: TaskEvent): TaskForm {
  if (task.kind === 'sending') {
    if (event.kind === 'task_made') return { kind: 'made' };
    return event.kind === 'task_failed' ? { ...opened, failure: event.failure } : task;
  }
  if (task.kind === 'open') {
    if (event.kind === 'task_cancelled') return { kind: 'none' };
    if (event.kind !== 'task_sent') return task;
    return isReason(event.text) ? { kind: 'sending' } : { ...opened, short: true };
  }
  return event.kind === 'task_opened' ? opened : task;
}
