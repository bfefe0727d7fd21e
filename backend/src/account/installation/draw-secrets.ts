import { randomBytes } from 'node:crypto';
import type { Values } from './question.js';

const bytes = {
  ENCRYPTION_KEY: 32,
  CAPTURE_TOKEN: 24,
  METRICS_TOKEN: 24,
  KOMMO_HOOK_SECRET: 24,
  META_VERIFY_TOKEN: 24,
} as const;

/** Secrets of our own that are not there yet: nobody has to think them up. */
export const drawSecrets = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(bytes).flatMap(([name, size]) =>
      (values[name] ?? '') === '' ? [[name, randomBytes(size).toString('hex')] as const] : [],
    ),
  );
