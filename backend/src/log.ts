import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

/** Paths that must never reach the log, whatever object carries them. */
const secrets = [
  'authorization',
  '*.authorization',
  'headers.authorization',
  '*.headers.authorization',
  '*.token',
  '*.access_token',
  '*.refresh_token',
  '*.apiKey',
];

/** One JSON line per event on standard output; `level` is pino's ("debug", "info", "warn", "error", "silent"). */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secrets, censor: '[redacted]' },
  });
}

/** "+18095550142" → "+1809•••0142"; enough to recognise, not enough to call. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '•••' : `${phone.slice(0, 5)}•••${phone.slice(-4)}`;

/** "carmen@elprogreso.example" → "c•••@elprogreso.example". */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}•••@${domain}`;
}
