import type { alert as es } from '../es/alert.js';
import type { Translation } from '../sentence.js';

export const alert = {
  dead_letters: 'Failed work to be settled: {failures} of {limit} ({level} %)',
  exports:
    'The backup fails or is late: the last whole one is {failures} hours old, of {limit} at most ({level} %)',
  kommo: 'Failures in a row when calling Kommo: {failures} of {limit} ({level} %)',
  odoo: 'Failures in a row when calling Odoo: {failures} of {limit} ({level} %)',
  meta: 'Failures in a row when calling Meta: {failures} of {limit} ({level} %)',
} as const satisfies Translation<typeof es>;
