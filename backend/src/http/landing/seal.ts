import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Seal {
  /** A value as text that nobody else can make: base64url JSON and its signature. */
  close(value: unknown): string;
  /** Null for a text that is not ours. */
  open(text: string): unknown;
}

/** Longer than any state of ours; what is longer is not read. */
const longest = 48_000;

/**
 * Signs what a page or a cookie carries. The key follows from the integration's secret, so that it needs no database: a form can be
 * sent on while that is down. While a secret is rotated, both are accepted.
 */
export function createSeal(secrets: readonly string[], purpose: string): Seal {
  const keys = secrets.map((secret) => createHmac('sha256', secret).update(purpose).digest());
  const [newest = Buffer.alloc(0)] = keys;
  return {
    close: (value) => {
      const text = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${text}.${sign(newest, text)}`;
    },
    open: (sealed) => {
      if (sealed.length > longest) return null;
      const [, text = '', signature = ''] = /^([\w-]+)\.([\w-]{43})$/u.exec(sealed) ?? [];
      if (text === '' || !keys.some((key) => equal(sign(key, text), signature))) return null;
      const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
      return value;
    },
  };
}

const sign = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

const equal = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
