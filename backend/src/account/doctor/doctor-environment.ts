import { ConfigError, readConfig } from '../../config.js';
import { failed } from './doctor-check.js';
import type { Check } from './doctor-check.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What is wrong with the variables, one check each; empty when the companion could start with them. */
export function checkEnvironment(env: Env): readonly Check[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return readProblems(error.message, env);
  }
}

/** The message names a variable a line, or is one sentence about several of them. */
function readProblems(message: string, env: Env): readonly Check[] {
  const names = [...message.matchAll(/^ {2}([A-Z][A-Z_]+)/gmu)].map(([, name = '']) => name);
  if (names.length > 0) return [...new Set(names)].map((name) => wrongVariable(name, env[name]));
  if (message.includes('published value')) {
    return [
      failed(
        'Valores del sandbox',
        'Una clave es la publicada del sandbox',
        'Cámbiela por una propia: openssl rand -hex 24 (CAPTURE_TOKEN, KOMMO_HOOK_SECRET, KOMMO_TOKEN u ODOO_KEY).',
      ),
    ];
  }
  if (message.includes('KOMMO_BASE_URL')) {
    const remedy = 'Quite KOMMO_BASE_URL y escriba KOMMO_SUBDOMAIN.';
    return [failed('KOMMO_BASE_URL', 'Solo vale en el sandbox', remedy)];
  }
  return [
    failed(
      'Acceso a Kommo',
      'No hay ENCRYPTION_KEY ni KOMMO_TOKEN',
      'Escriba ENCRYPTION_KEY (openssl rand -hex 32) y conecte la cuenta en /oauth/start, o un token de larga duración en KOMMO_TOKEN.',
    ),
  ];
}

function wrongVariable(name: string, value: string | undefined): Check {
  const found = value === undefined || value === '' ? 'Falta' : 'No es válido';
  return failed(name, found, `Debe ser ${expected[name] ?? 'como lo explica .env.example'}.`);
}

const secret = 'una o dos claves separadas por coma (openssl rand -hex 24)';
const address = 'una dirección completa, con https://';

/** What each variable takes, in the administrator's words; a test compares it with `.env.example`. */
export const expected: Readonly<Record<string, string>> = {
  SANDBOX: '"true" o "false"',
  PORT: 'un número de puerto, de 0 a 65535',
  HOST: 'la dirección en que se escucha',
  PUBLIC_URL: address,
  LOG_LEVEL: 'debug, info, warn, error o silent',
  DATA_DIR: 'una carpeta en la que se pueda escribir',
  DATABASE_URL: 'una dirección postgres://usuario:clave@servidor:puerto/base',
  TRUST_PROXY_HOPS: 'un número de 0 a 10',
  ENCRYPTION_KEY:
    '64 cifras hexadecimales (openssl rand -hex 32); dos, separadas por coma, al cambiarla',
  CAPTURE_TOKEN: secret,
  KOMMO_SUBDOMAIN: 'la parte antes de .kommo.com, en minúsculas',
  KOMMO_BASE_URL: 'la dirección del sandbox; fuera de él se quita',
  KOMMO_ACCOUNT_ID: 'el número de la cuenta (Kommo → Configuración → General)',
  KOMMO_TOKEN: 'el token de larga duración (Kommo → Integración → Claves y alcances)',
  KOMMO_CLIENT_ID: 'el ID de la integración (Kommo → Integración → Claves y alcances)',
  KOMMO_CLIENT_SECRET: 'la clave secreta de la integración, de 16 caracteres o más',
  KOMMO_HOOK_SECRET: secret,
  KOMMO_HOOK_IPS: 'direcciones o redes separadas por coma',
  KOMMO_REDIRECT_URI: address,
  KOMMO_WIDGET_ORIGINS: 'direcciones separadas por coma, con https://',
  KOMMO_CHECK_AUDIENCE: '"true" o "false"',
  ODOO_URL: address,
  ODOO_DATABASE: 'el nombre de la base de Odoo',
  ODOO_LOGIN: 'el usuario de integración de Odoo',
  ODOO_KEY: 'una clave API de ese usuario (o dos, separadas por coma)',
  ODOO_TRANSPORT: 'auto, json2, jsonrpc o rest',
  ODOO_CONCURRENCY: 'un número de 1 a 8',
  FAILURE_LIMIT: 'un número de 1 a 10000',
  FAILURES_IN_A_ROW: 'un número de 1 a 10000',
  ALERT_WEBHOOK_URL: address,
};
