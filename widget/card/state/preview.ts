import type { OdooPreview } from '../../../contract/card.js';
import type { Failure } from '../../outcome.js';

/** What would be sent to Odoo; asked for each time somebody opens it, because an edit changes it. */
export type Preview =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly preview: OdooPreview }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type PreviewEvent =
  | { readonly kind: 'preview_pressed' }
  | { readonly kind: 'preview_arrived'; readonly preview: OdooPreview }
  | { readonly kind: 'preview_failed'; readonly failure: Failure };

export function reducePreview(preview: Preview, event: PreviewEvent): Preview {
  switch (event.kind) {
    case 'preview_pressed':
      return preview.kind === 'closed' || preview.kind === 'failed'
        ? { kind: 'loading' }
        : { kind: 'closed' };
    case 'preview_arrived':
      return preview.kind === 'loading' ? { kind: 'shown', preview: event.preview } : preview;
    case 'preview_failed':
      return preview.kind === 'loading' ? { kind: 'failed', failure: event.failure } : preview;
  }
}
