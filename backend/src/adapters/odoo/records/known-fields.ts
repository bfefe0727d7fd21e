import type { Fields } from './records.js';
import type { Named } from '../transport/transport.js';

/** "partner_id/.id" → "partner_id". */
const fieldOf = (column: string): string => column.split('/')[0] ?? column;

/**
 * One unknown field makes Odoo refuse the whole record, and fields come and go with versions (`mobile`, `title`), so
 * what this server does not have is left out. Undefined and null mean "nothing to say".
 */
export function keepKnown(values: Named, fields: Fields): Named {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([column, value]) => value !== undefined && value !== null && fieldOf(column) in fields,
    ),
  );
}
