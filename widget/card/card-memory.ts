import type { Card } from '../../contract/card.js';

interface KnownCard {
  readonly card: Card;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** The last known cards of this page session. Never on disk: a card holds a person's data. */
export interface CardMemory {
  readonly recall: (leadId: number) => KnownCard | null;
  readonly keep: (leadId: number, known: KnownCard) => void;
}

const most = 30;

export function createCardMemory(): CardMemory {
  const known = new Map<number, KnownCard>();
  return {
    recall: (leadId) => known.get(leadId) ?? null,
    keep(leadId, card) {
      known.delete(leadId);
      known.set(leadId, card);
      const oldest = known.keys().next();
      if (known.size > most && oldest.done !== true) known.delete(oldest.value);
    },
  };
}
