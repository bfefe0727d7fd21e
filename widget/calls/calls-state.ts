import type { CallList } from '../../contract/calls.js';
import type { Failure } from '../outcome.js';

export interface CallsState {
  /** The lead whose card is open; null beside none. */
  readonly here: number | null;
  /** The order in which the reader goes from card to card: it stays until the list is asked for again. */
  readonly ids: readonly number[];
  readonly isOpen: boolean;
  readonly list: CallList | null;
  readonly asking: boolean;
  readonly failure: Failure | null;
}

export type CallsEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'arrived'; readonly list: CallList }
  | { readonly kind: 'not_arrived'; readonly failure: Failure };

export const firstCalls = (here: number | null, ids: readonly number[]): CallsState => ({
  ...{ here, ids, isOpen: false, list: null, asking: false, failure: null },
});

export function reduceCalls(state: CallsState, event: CallsEvent): CallsState {
  switch (event.kind) {
    case 'opened':
      return { ...state, isOpen: true };
    case 'closed':
      return { ...state, isOpen: false };
    case 'asked':
      return { ...state, asking: true };
    case 'arrived': {
      const { list } = event;
      const ids = list.calls.map(({ kommoLeadId }) => kommoLeadId);
      return { ...state, list, ids, asking: false, failure: null };
    }
    case 'not_arrived':
      return { ...state, asking: false, failure: event.failure };
  }
}

export interface Neighbours {
  /** From 1; 0 for a lead that is not in the list. */
  readonly position: number;
  readonly previous: number | null;
  readonly next: number | null;
}

/** From a lead that is not in the list it goes on with the first. */
export function neighboursOf({ ids, here }: Pick<CallsState, 'ids' | 'here'>): Neighbours {
  const index = here === null ? -1 : ids.indexOf(here);
  return {
    position: index + 1,
    previous: index < 1 ? null : (ids[index - 1] ?? null),
    next: ids[index + 1] ?? null,
  };
}
