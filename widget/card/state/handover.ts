import type { Card } from '../../../contract/card.js';
import type { OdooState } from '../../../contract/odoo.js';
import type { Failure } from '../../outcome.js';

/** What the executive is doing about the hand-over; what the companion is doing stands in the card. */
export type Handover =
  | { readonly kind: 'idle' }
  | { readonly kind: 'confirming' }
  | { readonly kind: 'sending'; readonly confirmed: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure };

export type HandoverEvent =
  | { readonly kind: 'odoo_pressed' }
  | { readonly kind: 'odoo_confirmed' }
  | { readonly kind: 'odoo_cancelled' }
  | { readonly kind: 'odoo_answered'; readonly odoo: OdooState }
  | { readonly kind: 'odoo_failed'; readonly failure: Failure };

export function reduceHandover(handover: Handover, event: HandoverEvent, card: Card): Handover {
  switch (event.kind) {
    case 'odoo_pressed':
      return press(handover, card);
    case 'odoo_confirmed':
      return handover.kind === 'confirming' ? { kind: 'sending', confirmed: true } : handover;
    case 'odoo_cancelled':
      return handover.kind === 'confirming' ? { kind: 'idle' } : handover;
    case 'odoo_answered':
      return { kind: 'idle' };
    case 'odoo_failed':
      // The lead was won when the card was read and is not any more, or its stage is not known here.
      if (event.failure.code === 'lead_not_won') return { kind: 'confirming' };
      return { kind: 'refused', failure: event.failure };
  }
}

/** After a new card: what is under way or done needs no question and no old refusal beside it. */
export function settleHandover(handover: Handover, card: Card): Handover {
  if (handover.kind === 'sending' || !isTaken(card)) return handover;
  return { kind: 'idle' };
}

function press(handover: Handover, card: Card): Handover {
  if (isTaken(card) || handover.kind === 'sending') return handover;
  // A failed hand-over was confirmed when it began.
  const began = card.odoo.kind === 'failed';
  if (began || card.lead.stage?.outcome === 'won') return { kind: 'sending', confirmed: began };
  return { kind: 'confirming' };
}

function isTaken({ odoo }: Card): boolean {
  return odoo.kind === 'in_progress' || odoo.kind === 'done';
}
