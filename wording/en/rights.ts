import type { rights as es } from '../es/rights.js';
import type { Translation } from '../sentence.js';

export const rights = {
  unknown_user: 'Your user is not in the Kommo account.',
  inactive_user: 'Your user is deactivated in Kommo.',
  no_view: 'In Kommo you may not view this lead. An administrator can allow it: Settings → Users.',
  no_edit:
    'In Kommo you may not edit this lead. Its responsible user can, or an administrator can allow it to you: Settings → Users.',
  cannot_check:
    'Kommo does not answer, so it cannot be checked what you may do here. Try again in a minute.',
  token_may_not_read:
    "The token with which the application enters Kommo is not an administrator's, and only one may read what users may do. An administrator must connect the account again.",
} as const satisfies Translation<typeof es>;
