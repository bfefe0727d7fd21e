import type { variable as es } from '../es/variable.js';
import type { Translation } from '../sentence.js';

export const variable = {
  missing: 'Falta',
  invalid: 'Não é válido',
  must_be: 'Deve ser {what}.',
  as_example: 'como explica .env.example',
  boolean: '"true" ou "false"',
  secret: 'uma ou duas chaves separadas por vírgula (openssl rand -hex 24)',
  address: 'um endereço completo, com https://',
  addresses: 'endereços separados por vírgula, com https://',
  PORT: 'um número de porta, de 0 a 65535',
  HOST: 'o endereço em que se escuta',
  LOG_LEVEL: 'debug, info, warn, error ou silent',
  DATA_DIR: 'uma pasta em que se possa escrever',
  DATABASE_URL: 'um endereço postgres://usuario:senha@servidor:porta/banco',
  ENCRYPTION_KEY:
    '64 dígitos hexadecimais (openssl rand -hex 32); duas, separadas por vírgula, ao trocá-la',
  KOMMO_SUBDOMAIN: 'a parte antes de .kommo.com, em minúsculas',
  KOMMO_BASE_URL: 'o endereço do sandbox; fora dele, remova-o',
  KOMMO_ACCOUNT_ID: 'o número da conta (Kommo → Configurações → Geral)',
  KOMMO_TOKEN: 'o token de longa duração (Kommo → Integração → Chaves e escopos)',
  KOMMO_CLIENT_ID: 'o ID da integração (Kommo → Integração → Chaves e escopos)',
  KOMMO_CLIENT_SECRET: 'a chave secreta da integração, de 16 caracteres ou mais',
  KOMMO_HOOK_IPS: 'endereços ou redes separados por vírgula',
  ODOO_DATABASE: 'o nome do banco de dados do Odoo',
  ODOO_LOGIN: 'o usuário de integração do Odoo',
  ODOO_KEY: 'uma chave de API desse usuário (ou duas, separadas por vírgula)',
  ODOO_TRANSPORT: 'auto, json2, jsonrpc ou rest',
  number: 'um número de {from} a {to}',
  ODOO_EXCHANGE_RATES: 'taxas separadas por vírgula, como USD>DOP=60.5',
} as const satisfies Translation<typeof es>;
