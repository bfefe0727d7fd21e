import type { alert as es } from '../es/alert.js';
import type { Translation } from '../sentence.js';

export const alert = {
  dead_letters: 'Failed work to be settled: {failures} of {limit} ({level} %)',
  exports:
    'The backup fails or is late: the last whole one is {failures} hours old, of {limit} at most ({level} %)',
  kommo: 'Failures in a row when calling Kommo: {failures} of {limit} ({level} %)',
  odoo: 'Failures in a row when calling Odoo: {failures} of {limit} ({level} %)',
  meta: 'Failures in a row when calling Meta: {failures} of {limit} ({level} %)',
  whatsapp: 'WhatsApp: {failures} of {limit} people reached within 24 hours ({level} %)',
  disk: 'The disk is {failures} % full of {limit} ({level} %)',
  stuck_leads: 'Leads over their time limit: {failures} of {limit} ({level} %)',
  kommo_token:
    'Kommo’s token ends in {failures} days (told from {limit} on; {level} %): make a new one',
  clear: 'All clear: {what}',
} as const satisfies Translation<typeof es>;
