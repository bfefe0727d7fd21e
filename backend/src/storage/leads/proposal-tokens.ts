import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SettingTable } from '../tables.js';

const keyName = 'proposals.key';
const shape = /^([\w-]{16,40})\.([\w-]{22})$/u;

/** An id and its signature with a key of this database's own, so that no other id opens anything. */
export function createTokens(settings: Pick<SettingTable, 'getOrSet'>) {
  const sign = async (id: string): Promise<string> => {
    const key = await settings.getOrSet(keyName, () => randomBytes(32).toString('hex'));
    return createHmac('sha256', String(key)).update(id).digest('base64url').slice(0, 22);
  };
  return {
    tokenOf: async (id: string): Promise<string> => `${id}.${await sign(id)}`,
    /** Null for one that we have not signed. */
    idOf: async (token: string): Promise<string | null> => {
      const [, id = '', signature = ''] = shape.exec(token.slice(0, 80)) ?? [];
      const own = await sign(id);
      const isOurs =
        signature.length === own.length &&
        timingSafeEqual(Buffer.from(signature), Buffer.from(own));
      return isOurs && id !== '' ? id : null;
    },
  };
}
