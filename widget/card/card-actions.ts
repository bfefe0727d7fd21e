import type { Companion } from '../api/companion.js';
import type { Loader } from './card-loader.js';
import type { CardMemory } from './card-memory.js';
import { copyText } from '../host/clipboard.js';
import type { Lifetime } from '../host/lifetime.js';
import { shownScore, type CardEvent, type CardState } from './state/card-state.js';
import type { Fields } from '../view/actions.js';

export interface DeedTools {
  readonly leadId: number;
  readonly read: () => CardState;
  readonly dispatch: (event: CardEvent) => void;
  readonly companion: Companion | null;
  readonly memory: CardMemory;
  readonly now: () => number;
  readonly lifetime: Lifetime;
  readonly loader: Loader;
  /** Moves the keyboard there, where that is on screen. */
  readonly focus: (selector: string) => void;
}

const copiedMs = 2_500;

/** What each control of the card does, by the verb of its `data-action`. */
export function createDeeds(tools: DeedTools): (action: string, fields: Fields) => void {
  const { dispatch, loader, focus } = tools;
  const deeds = new Map<string, (subject: string, fields: Fields) => void>([
    ['refresh', loader.refresh],
    ['copy', () => void copyQuestion(tools)],
    ...simpleDeeds(dispatch),
    ['preview', () => void preview(tools)],
    [
      'odoo-yes',
      (_subject, { reason = '' }) => {
        confirmHandover(tools, reason);
      },
    ],
    [
      'edit',
      (question) => {
        dispatch({ kind: 'edit_opened', question });
        focus('[data-part="answers"] [data-form] [name]');
      },
    ],
    ['save', (question, { value = '' }) => void save(tools, question, value)],
    [
      'cancel',
      (question) => {
        dispatch({ kind: 'edit_cancelled' });
        focus(`[data-action="edit:${question}"]`);
      },
    ],
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
  ]);
  return (action, fields) => {
    const [verb = '', subject = ''] = action.split(':');
    deeds.get(verb)?.(subject, fields);
  };
}

type Deed = readonly [string, (subject: string, fields: Fields) => void];

/** Those that only change what is shown; what follows from it, the card's store does. */
function simpleDeeds(dispatch: DeedTools['dispatch']): readonly Deed[] {
  const tell = (event: CardEvent) => () => {
    dispatch(event);
  };
  return [
    [
      'model',
      (model) => {
        dispatch({ kind: 'model_chosen', model });
      },
    ],
    ['odoo', tell({ kind: 'odoo_pressed' })],
    ['odoo-no', tell({ kind: 'odoo_cancelled' })],
  ];
}

/** The keyboard goes back to a reason that is missing. */
function confirmHandover({ read, dispatch, focus }: DeedTools, reason: string): void {
  dispatch({ kind: 'odoo_confirmed', reason });
  const state = read();
  if (state.kind === 'ready' && state.handover.kind === 'confirming') {
    focus('[data-part="odoo"] [name="reason"]');
  }
}

async function save(tools: DeedTools, question: string, value: string): Promise<void> {
  const { leadId, read, dispatch, companion, memory, now, focus, loader } = tools;
  dispatch({ kind: 'edit_sent', value });
  const state = read();
  if (companion === null || state.kind !== 'ready' || state.edits.editing.kind !== 'saving') return;
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

async function complain(tools: DeedTools, fields: Fields): Promise<void> {
  const { leadId, read, dispatch, companion, focus } = tools;
  const before = read();
  const { expected, reason = '' } = fields;
  const said = {
    expected: expected === 'higher' || expected === 'lower' ? expected : null,
    reason,
  } as const;
  dispatch({ kind: 'complaint_sent', said });
  const state = read();
  const score = before.kind === 'ready' ? shownScore(before) : null;
  if (companion === null || score === null || state.kind !== 'ready') return;
  if (state.complaint.kind !== 'sending') {
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

async function preview({ leadId, read, dispatch, companion }: DeedTools): Promise<void> {
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

async function copyQuestion({ read, dispatch, lifetime }: DeedTools): Promise<void> {
  const state = read();
  if (state.kind !== 'ready' || state.card.nextQuestion === null) return;
  dispatch({ kind: 'copied', done: await copyText(state.card.nextQuestion.text) });
  lifetime.after('copied', copiedMs, () => {
    dispatch({ kind: 'copy_forgotten' });
  });
}
