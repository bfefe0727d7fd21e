import type { Card } from '../../../contract/card.js';
import type { ConversationHolder } from '../../../contract/card-conversation.js';
import type { Failure } from '../../outcome.js';

/** "Tomar la conversación" and "Devolver al bot". */
export type Passing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly to: ConversationHolder }
  | { readonly kind: 'done'; readonly to: ConversationHolder }
  | { readonly kind: 'refused'; readonly failure: Failure };

export type PassingEvent =
  | { readonly kind: 'pass_pressed'; readonly to: ConversationHolder }
  | { readonly kind: 'pass_done'; readonly card: Card; readonly at: number }
  | { readonly kind: 'pass_refused'; readonly failure: Failure };

export function reducePassing(passing: Passing, event: PassingEvent): Passing {
  switch (event.kind) {
    case 'pass_pressed':
      return { kind: 'sending', to: event.to };
    case 'pass_done':
      return passing.kind === 'sending' ? { kind: 'done', to: passing.to } : passing;
    case 'pass_refused':
      return passing.kind === 'sending' ? { kind: 'refused', failure: event.failure } : passing;
  }
}

/** What can be pressed; a card that may be out of date offers nothing. */
export function nextHolder({ run, stale }: Pick<Card, 'run' | 'stale'>): ConversationHolder | null {
  return run === null || stale ? null : run.passTo;
}
