import type { variable as es } from '../es/variable.js';
import type { Translation } from '../sentence.js';

export const variable = {
  missing: 'Missing',
  invalid: 'Not valid',
  must_be: 'It must be {what}.',
  as_example: 'as .env.example explains',
  boolean: '"true" or "false"',
  secret: 'one or two keys, separated by a comma (openssl rand -hex 24)',
  address: 'a complete address, with https://',
  addresses: 'addresses separated by commas, with https://',
  PORT: 'a port number, from 0 to 65535',
  HOST: 'the address to listen on',
  LOG_LEVEL: 'debug, info, warn, error or silent',
  DATA_DIR: 'a folder that can be written to',
  DATABASE_URL: 'an address postgres://user:password@server:port/database',
  ENCRYPTION_KEY:
    '64 hexadecimal digits (openssl rand -hex 32); two, separated by a comma, while it is changed',
  KOMMO_SUBDOMAIN: 'the part before .kommo.com, in lower case',
  KOMMO_BASE_URL: 'the address of the sandbox; outside it, leave it out',
  KOMMO_ACCOUNT_ID: 'the number of the account (Kommo → Settings → General)',
  KOMMO_TOKEN: 'the long-lived token (Kommo → Integration → Keys and scopes)',
  KOMMO_CLIENT_ID: 'the ID of the integration (Kommo → Integration → Keys and scopes)',
  KOMMO_CLIENT_SECRET: 'the secret key of the integration, of 16 characters or more',
  KOMMO_HOOK_IPS: 'addresses or networks separated by commas',
  ODOO_DATABASE: 'the name of the Odoo database',
  ODOO_LOGIN: 'the integration user of Odoo',
  ODOO_KEY: 'an API key of that user (or two, separated by a comma)',
  ODOO_TRANSPORT: 'auto, json2, jsonrpc or rest',
  number: 'a number from {from} to {to}',
  ODOO_EXCHANGE_RATES: 'rates separated by commas, such as USD>DOP=60.5',
} as const satisfies Translation<typeof es>;
