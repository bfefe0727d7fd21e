import { createHmac, randomBytes } from 'node:crypto';
import type { SettingTable } from '../tables.js';

const keyName = 'opt-outs.key';

/** Numbers are hashed with a key of this database's own: from a table of hashes alone nobody learns whose they are. */
export const phoneHash =
  (settings: Pick<SettingTable, 'getOrSet'>) =>
  async (phone: string): Promise<string> => {
    const key = await settings.getOrSet(keyName, () => randomBytes(32).toString('hex'));
    return createHmac('sha256', String(key)).update(phone).digest('hex');
  };
