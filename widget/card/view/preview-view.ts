import type { Preview } from '../state/preview.js';
import { viewFailure } from '../../view/failure-view.js';
import type { Translate } from '../../view/translate.js';

/** What would be sent, under the button that asks for it. */
export function viewPreview(preview: Preview, t: Translate): object {
  if (preview.kind === 'closed') return { label: t('odoo.preview'), open: false };
  const base = {
    label: t('odoo.preview_hide'),
    open: true,
    busy: preview.kind === 'loading',
    wait: t('odoo.previewing'),
  };
  switch (preview.kind) {
    case 'loading':
      return base;
    case 'failed':
      return {
        ...base,
        label: t('odoo.preview_again'),
        failed: { title: t('odoo.preview_failed'), ...viewFailure(preview.failure, t) },
      };
    case 'shown': {
      const { sections, warnings } = preview.preview;
      return { ...base, before: t('odoo.warnings'), warnings, sections };
    }
  }
}
