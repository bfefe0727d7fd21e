import type { Failure } from '../../outcome.js';
import { isReason } from '../../reason.js';

/** "Esta puntuación no es correcta", from the first press to the thanks. */
export type Complaint =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'open';
      /** The reason was too short to help anybody. */
      readonly short: boolean;
      readonly failure: Failure | null;
    }
  | { readonly kind: 'sending'; readonly said: Said }
  | { readonly kind: 'sent' };

export interface Said {
  readonly expected: 'higher' | 'lower' | null;
  readonly reason: string;
}

export type ComplaintEvent =
  | { readonly kind: 'complaint_opened' }
  | { readonly kind: 'complaint_cancelled' }
  | { readonly kind: 'complaint_sent'; readonly said: Said }
  | { readonly kind: 'complaint_kept' }
  | { readonly kind: 'complaint_failed'; readonly failure: Failure };

export function reduceComplaint(complaint: Complaint, event: ComplaintEvent): Complaint {
  switch (complaint.kind) {
    case 'none':
    case 'sent':
      return event.kind === 'complaint_opened' ? opened : complaint;
    case 'open':
      if (event.kind === 'complaint_cancelled') return { kind: 'none' };
      return event.kind === 'complaint_sent' ? send(event.said) : complaint;
    case 'sending':
      if (event.kind === 'complaint_kept') return { kind: 'sent' };
      return event.kind === 'complaint_failed' ? { ...opened, failure: event.failure } : complaint;
  }
}

const opened = { kind: 'open', short: false, failure: null } as const;

const send = (said: Said): Complaint =>
  isReason(said.reason) ? { kind: 'sending', said } : { ...opened, short: true };
