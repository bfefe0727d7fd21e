import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../errors.js';

/** Text that is not kept as it is: bound to its place, so that a value moved elsewhere does not open. */
export interface Cipher {
  /** False without ENCRYPTION_KEY: nothing can be sealed. */
  readonly hasKey: boolean;
  seal(text: string, place: string): string;
  open(sealed: string, place: string): Opened;
}

export interface Opened {
  readonly text: string;
  /** Sealed with a key other than the newest: to be sealed again before that key is dropped. */
  readonly isStale: boolean;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM. `keys` are 64 hexadecimal characters each: the first one seals, all of them open, so that two are live
 * while a key is replaced. Sealed text is "v1.<key id>.<base64url of iv, tag and ciphertext>".
 */
export function createCipher(keys: readonly string[]): Cipher {
  const ring = keys.map((hex) => ({ id: idOf(hex), key: Buffer.from(hex, 'hex') }));
  const newest = ring[0];
  return {
    hasKey: newest !== undefined,
    seal(text, place) {
      if (newest === undefined) throw noKey();
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, newest.key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const all = Buffer.concat([iv, cipher.getAuthTag(), body]);
      return `v1.${newest.id}.${all.toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, id, body = ''] = sealed.split('.');
      const held = ring.find((one) => one.id === id);
      if (version !== 'v1' || held === undefined) throw unknownKey();
      return {
        text: decrypt(held.key, Buffer.from(body, 'base64url'), place),
        isStale: held !== newest,
      };
    },
  };
}

function decrypt(key: Buffer, all: Buffer, place: string): string {
  try {
    const decipher = createDecipheriv(algorithm, key, all.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(place)).setAuthTag(all.subarray(ivBytes, ivBytes + tagBytes));
    const body = all.subarray(ivBytes + tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new AppError(
      'kommo_not_connected',
      'A stored token was changed or moved in the database: open /oauth/start to reconnect',
      { cause },
    );
  }
}

/** Names the key without telling anything about it. */
const idOf = (hex: string): string =>
  createHash('sha256').update(`key id ${hex.toLowerCase()}`).digest('hex').slice(0, 8);

const noKey = (): AppError =>
  new AppError(
    'kommo_not_connected',
    'ENCRYPTION_KEY is not set, so that no token of Kommo can be kept: draw one with "openssl rand -hex 32"',
  );

const unknownKey = (): AppError =>
  new AppError(
    'kommo_not_connected',
    'The stored tokens are sealed with a key that ENCRYPTION_KEY does not have: add the old key behind the new one, ' +
      'or open /oauth/start to reconnect',
  );
