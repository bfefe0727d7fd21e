import type { Sentence } from '../../../../../wording/sentence.js';

/** What the hand-over by REST leaves out, beside the other transports: told in page, doctor and README. */
export const notCarried: readonly Sentence[] = [
  { code: 'odoo.rest_no_subscription' },
  { code: 'odoo.rest_no_comparison' },
  { code: 'odoo.rest_no_choice' },
  { code: 'odoo.rest_no_fields' },
  { code: 'odoo.rest_no_other_emails' },
  { code: 'odoo.rest_no_dry_run' },
];
