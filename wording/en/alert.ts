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
  hooks: 'Kommo has disabled the webhook of this address, or has it no longer',
  kommo_token: 'Days left of Kommo’s token: {failures}',
  meta_token: 'Days left of the token of Meta’s page: {failures}',
  odoo_key: 'Days left of Odoo’s key: {failures}',
  raised: '{what}. {remedy}',
  task: '{alert} ({at})',
  remedy_dead_letters:
    'Open “Failed work” in the administrators’ page, and settle or discard each.',
  remedy_exports:
    'Run npm run export on the server and mend what it says: mostly it is the disk, or the folder’s permission.',
  remedy_kommo:
    'Open “Connection” in the administrators’ page and do what it says; what waits is tried again by itself.',
  remedy_odoo:
    'Check that Odoo answers and that its key is valid (npm run doctor); won leads wait meanwhile.',
  remedy_meta:
    'Check META_PAGE_TOKEN and the app’s permissions (npm run doctor); leads of ads wait.',
  remedy_whatsapp:
    'New leads go first. Ask Meta for a higher level and put it into WHATSAPP_PEOPLE_PER_DAY.',
  remedy_disk: 'Free space or enlarge the disk: when it is full, no lead is stored.',
  remedy_stuck_leads: 'See in “Limits and follow-up” whose they are, and assign them anew.',
  remedy_hooks:
    'Check that PUBLIC_URL answers from outside and run npm run provision -- apply. Changes are looked for every hour meanwhile.',
  remedy_kommo_token:
    'Make a new one (Kommo → Integration → Keys and scopes) and put it into KOMMO_TOKEN.',
  remedy_meta_token: 'Make a new long-lived one and put it into META_PAGE_TOKEN.',
  remedy_odoo_key:
    'Make a new one (Odoo → Preferences → Security), put it into ODOO_KEY and its day into ODOO_KEY_EXPIRES.',
  clear: 'All clear: {what}',
} as const satisfies Translation<typeof es>;
