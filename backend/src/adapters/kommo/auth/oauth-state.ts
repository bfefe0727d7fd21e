import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The `state` of an authorisation: 24 random bytes, signed, good for twenty minutes (a code lives as long). */
export interface OAuthStates {
  issue(): string;
  /** Null for one that is foreign, changed or too old. Whether it was used before is the store's to say. */
  read(state: string): ReadState | null;
}

export interface ReadState {
  readonly id: string;
  readonly expiresAt: Date;
}

interface Tools {
  readonly secrets: readonly string[];
  readonly clock: () => Date;
}

const lifeMs = 20 * 60_000;
const form = /^([\w-]{32})\.([0-9a-z]{1,12})\.([\w-]{43})$/;

export function createOAuthStates({ secrets, clock }: Tools): OAuthStates {
  return {
    issue() {
      const end = (clock().getTime() + lifeMs).toString(36);
      const body = `${randomBytes(24).toString('base64url')}.${end}`;
      return `${body}.${sign(body, secrets[0] ?? '').toString('base64url')}`;
    },
    read(state) {
      const [, id, end, signature] = form.exec(state) ?? [];
      if (id === undefined || end === undefined || signature === undefined) return null;
      const given = Buffer.from(signature, 'base64url');
      const matches = secrets.map((secret) => isSame(sign(`${id}.${end}`, secret), given));
      const expiresAt = new Date(parseInt(end, 36));
      return matches.includes(true) && expiresAt > clock() ? { id, expiresAt } : null;
    },
  };
}

/** The label keeps this use of the integration's secret apart from its others. */
const sign = (body: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`oauth state ${body}`).digest();

const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
