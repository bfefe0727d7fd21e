import type { Card } from '../../contract/card.js';
import type { OdooState } from '../../contract/odoo.js';
import type { Score, ScoreModel } from '../../contract/score.js';
import type { Failure } from '../outcome.js';

/** What the executive is doing about the hand-over; what the companion is doing stands in the card. */
export type Handover =
  | { readonly kind: 'idle' }
  | { readonly kind: 'confirming' }
  | { readonly kind: 'sending'; readonly confirmed: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface ReadyState {
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
  | { readonly kind: 'odoo_pressed' }
  | { readonly kind: 'odoo_confirmed' }
  | { readonly kind: 'odoo_cancelled' }
  | { readonly kind: 'odoo_answered'; readonly odoo: OdooState }
  | { readonly kind: 'odoo_failed'; readonly failure: Failure }
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
  switch (event.kind) {
    case 'card_arrived':
      return showCard(state.leadId, { card: event.card, receivedAt: event.at });
    case 'card_failed':
      return {
        kind: 'failed',
        leadId: state.leadId,
        failure: event.failure,
        refreshing: false,
        failures: state.kind === 'failed' ? state.failures + 1 : 1,
      };
    case 'refresh_started':
      return state.kind === 'failed' ? { ...state, refreshing: true } : state;
    default:
      return state;
  }
}

function reduceReady(state: ReadyState, event: CardEvent): ReadyState {
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
    case 'copied':
      return { ...state, copied: event.done };
    case 'copy_forgotten':
      return { ...state, copied: null };
    default:
      return reduceHandover(state, event);
  }
}

function reduceHandover(
  state: ReadyState,
  event: Extract<CardEvent, { kind: `odoo_${string}` }>,
): ReadyState {
  const sent = state.card.odoo.kind === 'in_progress' || state.card.odoo.kind === 'done';
  switch (event.kind) {
    case 'odoo_pressed': {
      if (sent || state.handover.kind === 'sending') return state;
      // A retry of what was confirmed before needs no second confirmation: the companion asks if it does.
      const won = state.card.lead.stage?.outcome === 'won' || state.card.odoo.kind === 'failed';
      return {
        ...state,
        handover: won ? { kind: 'sending', confirmed: false } : { kind: 'confirming' },
      };
    }
    case 'odoo_confirmed':
      if (state.handover.kind !== 'confirming') return state;
      return { ...state, handover: { kind: 'sending', confirmed: true } };
    case 'odoo_cancelled':
      if (state.handover.kind !== 'confirming') return state;
      return { ...state, handover: { kind: 'idle' } };
    case 'odoo_answered':
      return {
        ...state,
        card: { ...state.card, odoo: event.odoo },
        handover: { kind: 'idle' },
        running: 0,
      };
    case 'odoo_failed':
      return {
        ...state,
        handover:
          event.failure.code === 'lead_not_won'
            ? { kind: 'confirming' }
            : { kind: 'refused', failure: event.failure },
      };
  }
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
    copied: null,
    running: 0,
    failures: 0,
  };
}

function arrive(state: ReadyState, card: Card, at: number): ReadyState {
  const running = card.odoo.kind === 'in_progress';
  const settled = running || card.odoo.kind === 'done';
  return {
    ...state,
    card,
    receivedAt: at,
    refreshing: false,
    failure: null,
    failures: 0,
    running: running ? state.running + 1 : 0,
    // What is under way or done needs no question and no old refusal beside it.
    handover: settled && state.handover.kind !== 'sending' ? { kind: 'idle' } : state.handover,
  };
}
