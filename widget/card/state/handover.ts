import type { Card } from '../../../contract/card.js';
import type { OdooState } from '../../../contract/odoo.js';
import type { Failure } from '../../outcome.js';
import { isReason } from '../../reason.js';

/** What the executive is doing about the hand-over; what the companion is doing stands in the card. */
export type Handover =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'confirming';
      /** The reason was too short to help anybody. */
      readonly short: boolean;
    }
  | {
      readonly kind: 'sending';
      /** Why a lead that is not won is sent; null where nobody was asked. */
      readonly reason: string | null;
    }
  | { readonly kind: 'refused'; readonly failure: Failure };

export type HandoverEvent =
  | { readonly kind: 'odoo_pressed' }
  | { readonly kind: 'odoo_confirmed'; readonly reason: string }
  | { readonly kind: 'odoo_cancelled' }
  | { readonly kind: 'odoo_answered'; readonly odoo: OdooState }
  | { readonly kind: 'odoo_failed'; readonly failure: Failure };

const asking = { kind: 'confirming', short: false } as const;

export function reduceHandover(handover: Handover, event: HandoverEvent, card: Card): Handover {
  switch (event.kind) {
    case 'odoo_pressed':
      return press(handover, card);
    case 'odoo_confirmed':
      return handover.kind === 'confirming' ? confirm(event.reason) : handover;
    case 'odoo_cancelled':
      return handover.kind === 'confirming' ? { kind: 'idle' } : handover;
    case 'odoo_answered':
      return { kind: 'idle' };
    case 'odoo_failed':
      // The lead was won when the card was read and is not any more, or its stage is not known here.
      if (event.failure.code === 'lead_not_won') return asking;
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
  // The companion has the reason of a failed hand-over, and asks for one where it has none.
  const began = card.odoo.kind === 'failed';
  return began || card.lead.stage?.outcome === 'won' ? { kind: 'sending', reason: null } : asking;
}

const confirm = (reason: string): Handover =>
  isReason(reason) ? { kind: 'sending', reason } : { ...asking, short: true };

function isTaken({ odoo }: Card): boolean {
  return odoo.kind === 'in_progress' || odoo.kind === 'done';
}
