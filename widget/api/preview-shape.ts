import type { OdooPreview } from '../../contract/card.js';
import { anyBoolean, anyText, listOf, shape } from './shape.js';

type Section = OdooPreview['sections'][number];

export const isOdooPreview = shape<OdooPreview>({
  won: anyBoolean,
  sections: listOf(
    shape<Section>({
      title: anyText,
      lines: listOf(shape<Section['lines'][number]>({ label: anyText, value: anyText })),
    }),
  ),
  warnings: listOf(anyText),
});
