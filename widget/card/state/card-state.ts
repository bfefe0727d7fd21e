import type { Card } from '../../../contract/card.js';
import type { Score, ScoreModel } from '../../../contract/score.js';
import type { Failure } from '../../outcome.js';
import { noEdits, reduceEdits, type EditEvent, type Edits } from './editing.js';
import { isFormEvent, noForms, reduceForms, type FormEvent, type Forms } from './forms.js';
import { reduceHandover, settleHandover, type Handover, type HandoverEvent } from './handover.js';
import { reducePassing, type Passing, type PassingEvent } from './passing.js';

export interface ReadyState extends Forms {
  readonly kind: 'ready';
  readonly leadId: number;
  readonly card: Card;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly refreshing: boolean;
  /** Why the last refresh failed; null when it did not. */
  readonly failure: Failure | null;
  /** The model whose lines are shown; null for the card's own current one. */
  readonly model: ScoreModel | null;
  readonly handover: Handover;
  readonly edits: Edits;
  readonly passing: Passing;
  /** Whether each answer says where it comes from. */
  readonly showsOrigins: boolean;
  /** Whether the last copy worked; null when there was none lately. */
  readonly copied: boolean | null;
  /** Refreshes in a row that found the hand-over still running, and that failed. */
  readonly running: number;
  readonly failures: number;
}

export type CardState =
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'not_configured' }
  | { readonly kind: 'loading'; readonly leadId: number }
  | {
      readonly kind: 'failed';
      readonly leadId: number;
      readonly failure: Failure;
      readonly refreshing: boolean;
      readonly failures: number;
    }
  | ReadyState;

export type CardEvent =
  | { readonly kind: 'refresh_started' }
  | { readonly kind: 'card_arrived'; readonly card: Card; readonly at: number }
  | { readonly kind: 'card_failed'; readonly failure: Failure }
  | { readonly kind: 'model_chosen'; readonly model: string }
  | HandoverEvent
  | EditEvent
  | FormEvent
  | PassingEvent
  | { readonly kind: 'origins_pressed' }
  | { readonly kind: 'copied'; readonly done: boolean }
  | { readonly kind: 'copy_forgotten' };

export interface KnownCard {
  readonly card: Card;
  readonly receivedAt: number;
}

/** The state a card opens with: the last known card, or the skeleton. */
export function openCard(leadId: number, known: KnownCard | null): CardState {
  if (known === null) return { kind: 'loading', leadId };
  return showCard(leadId, known);
}

export function reduceCard(state: CardState, event: CardEvent): CardState {
  switch (state.kind) {
    case 'unsaved':
    case 'not_configured':
      return state;
    case 'loading':
    case 'failed':
      return reduceWithoutCard(state, event);
    case 'ready':
      return reduceReady(state, event);
  }
}

/** The score whose lines are shown: the chosen model's, else the one that stands in Kommo, else any. */
export function shownScore(state: ReadyState): Score | null {
  const { scores, current } = state.card;
  const of = (model: ScoreModel | null): Score | undefined =>
    scores.find((score) => score.model === model);
  return of(state.model) ?? of(current) ?? scores[0] ?? null;
}

function reduceWithoutCard(
  state: Extract<CardState, { kind: 'loading' | 'failed' }>,
  event: CardEvent,
): CardState {
  if (event.kind === 'card_arrived') {
    return showCard(state.leadId, { card: event.card, receivedAt: event.at });
  }
  if (event.kind === 'card_failed') {
    return {
      kind: 'failed',
      leadId: state.leadId,
      failure: event.failure,
      refreshing: false,
      failures: state.kind === 'failed' ? state.failures + 1 : 1,
    };
  }
  const retries = event.kind === 'refresh_started' && state.kind === 'failed';
  return retries ? { ...state, refreshing: true } : state;
}

function reduceReady(state: ReadyState, event: CardEvent): ReadyState {
  if (isAside(event)) return reduceAside(state, event);
  switch (event.kind) {
    case 'refresh_started':
      return { ...state, refreshing: true };
    case 'card_arrived':
      return arrive(state, event.card, event.at);
    case 'card_failed':
      return { ...state, refreshing: false, failure: event.failure, failures: state.failures + 1 };
    case 'model_chosen': {
      const score = state.card.scores.find(({ model }) => model === event.model);
      return score === undefined ? state : { ...state, model: score.model };
    }
    case 'origins_pressed':
      return { ...state, showsOrigins: !state.showsOrigins };
    case 'copied':
      return { ...state, copied: event.done };
    case 'copy_forgotten':
      return { ...state, copied: null };
  }
}

type AsideEvent = HandoverEvent | EditEvent | PassingEvent | FormEvent;

/** What the executive does beside reading; everything else happens to the card itself. */
const isAside = (event: CardEvent): event is AsideEvent =>
  isFormEvent(event) || /^(odoo|edit|pass)_/.test(event.kind);

function reduceAside(state: ReadyState, event: AsideEvent): ReadyState {
  if (isFormEvent(event)) return { ...state, ...reduceForms(state, event) };
  if (isHandoverEvent(event)) return handOver(state, event);
  return isPassingEvent(event) ? pass(state, event) : edit(state, event);
}

function isHandoverEvent(event: AsideEvent): event is HandoverEvent {
  return event.kind.startsWith('odoo_');
}

function isPassingEvent(event: AsideEvent): event is PassingEvent {
  return event.kind.startsWith('pass_');
}

function pass(state: ReadyState, event: PassingEvent): ReadyState {
  const passing = reducePassing(state.passing, event);
  if (event.kind !== 'pass_done') return { ...state, passing };
  return { ...arrive(state, event.card, event.at), passing, refreshing: state.refreshing };
}

/** What would be sent has changed with the answer. */
function edit(state: ReadyState, event: EditEvent): ReadyState {
  const edits = reduceEdits(state.edits, event, state.card);
  if (event.kind !== 'edit_saved') return edits === state.edits ? state : { ...state, edits };
  const saved = arrive(state, event.card, event.at);
  return { ...saved, edits, refreshing: state.refreshing, preview: { kind: 'closed' } };
}

function handOver(state: ReadyState, event: HandoverEvent): ReadyState {
  const handover = reduceHandover(state.handover, event, state.card);
  if (event.kind !== 'odoo_answered') return { ...state, handover };
  return { ...state, handover, card: { ...state.card, odoo: event.odoo }, running: 0 };
}

function showCard(leadId: number, known: KnownCard): ReadyState {
  return {
    kind: 'ready',
    leadId,
    card: known.card,
    receivedAt: known.receivedAt,
    refreshing: false,
    failure: null,
    model: null,
    handover: { kind: 'idle' },
    ...noForms,
    edits: noEdits,
    passing: { kind: 'idle' },
    showsOrigins: false,
    copied: null,
    running: 0,
    failures: 0,
  };
}

function arrive(state: ReadyState, card: Card, at: number): ReadyState {
  // A look that began before an edit was saved must not bring the old answer back.
  if (!card.stale && card.generatedAt < state.card.generatedAt) {
    return { ...state, refreshing: false };
  }
  return {
    ...state,
    card,
    receivedAt: at,
    refreshing: false,
    failure: null,
    failures: 0,
    running: card.odoo.kind === 'in_progress' ? state.running + 1 : 0,
    handover: settleHandover(state.handover, card),
  };
}
