import type { correction as es } from '../es/correction.js';
import type { Translation } from '../sentence.js';

export const correction = {
  not_editable: 'This cannot be corrected here.',
  not_editable_remedy: 'Correct it in Kommo and reload the list.',
  tax_id_remedy: 'Check the RNC (9 digits) or the cédula (11 digits).',
  amount: 'The amount must be a whole number of 0 or more.',
  amount_remedy: 'Enter digits only, without cents.',
  refused_by_kommo: 'Kommo did not accept the correction.',
  lead_gone: 'The lead no longer exists in Kommo.',
} as const satisfies Translation<typeof es>;
