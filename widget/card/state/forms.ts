import { reduceComplaint, type Complaint, type ComplaintEvent } from './complaint.js';
import { reduceFetching, type Fetching, type FetchingEvent } from './fetching.js';
import { reducePreview, type Preview, type PreviewEvent } from './preview.js';
import { reduceProposal, type ProposalEvent, type ProposalPanel } from './proposal.js';
import { reduceRetry, type Retry, type RetryEvent } from './retry.js';
import { reduceTask, type TaskEvent, type TaskForm } from './task.js';

/** What the executive opens, fills and sends beside reading; none of it changes the card itself. */
export interface Forms {
  readonly complaint: Complaint;
  readonly fetching: Fetching | null;
  readonly preview: Preview;
  readonly proposal: ProposalPanel;
  readonly task: TaskForm;
  readonly retry: Retry;
}

export type FormEvent =
  ComplaintEvent | FetchingEvent | PreviewEvent | ProposalEvent | RetryEvent | TaskEvent;

export const noForms: Forms = {
  complaint: { kind: 'none' },
  fetching: null,
  preview: { kind: 'closed' },
  proposal: { kind: 'closed' },
  task: { kind: 'none' },
  retry: { kind: 'idle' },
};

export const isFormEvent = (event: { readonly kind: string }): event is FormEvent =>
  /^(complaint|fetch|preview|proposal|retry|task)_/.test(event.kind);

/** The form that the event is of, changed by it. */
export function reduceForms(forms: Forms, event: FormEvent): Partial<Forms> {
  if (isOf(event, 'complaint_')) return { complaint: reduceComplaint(forms.complaint, event) };
  if (isOf(event, 'fetch_')) return { fetching: reduceFetching(forms.fetching, event) };
  if (isOf(event, 'preview_')) return { preview: reducePreview(forms.preview, event) };
  if (isOf(event, 'proposal_')) return { proposal: reduceProposal(forms.proposal, event) };
  if (isOf(event, 'retry_')) return { retry: reduceRetry(forms.retry, event) };
  return isOf(event, 'task_') ? { task: reduceTask(forms.task, event) } : {};
}

/** The events whose kind begins so. */
const isOf = <Start extends string>(
  event: FormEvent,
  start: Start,
): event is Extract<FormEvent, { readonly kind: `${Start}${string}` }> =>
  event.kind.startsWith(start);
