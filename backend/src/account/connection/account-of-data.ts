import { z } from 'zod';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import type { SettingTable } from '../../storage/tables.js';
import { sayIn } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';

type Account = Pick<Config['kommo'], 'accountId' | 'subdomain'>;

const key = 'kommo.account_of_data';
const accountSchema = z.object({ accountId: z.number(), subdomain: z.string() });

/** That the database was used with another account of Kommo, as after a trial in the sandbox; null where all is well. */
export async function findOtherAccount(
  settings: Pick<SettingTable, 'get'>,
  { accountId, subdomain }: Account,
): Promise<Sentence | null> {
  const kept = accountSchema.safeParse(await settings.get(key)).data;
  if (kept === undefined || kept.accountId === accountId) return null;
  const params = { kept: nameOf(kept), configured: nameOf({ accountId, subdomain }) };
  return { code: 'doctor.other_account', params };
}

/**
 * Leads, links and marks of one account would be taken for those of another, so a database belongs to the account that it
 * was first used with. A subdomain may change. @throws AppError where it is another's.
 */
export async function claimData(
  settings: SettingTable,
  { accountId, subdomain }: Account,
): Promise<void> {
  await settings.getOrSet(key, () => ({ accountId, subdomain }));
  const reason = await findOtherAccount(settings, { accountId, subdomain });
  if (reason === null) return;
  throw new AppError('not_ready', sayIn('es')({ code: 'doctor.other_account_remedy' }), { reason });
}

const nameOf = ({ accountId, subdomain }: Account): string =>
  `${subdomain}.kommo.com (${accountId})`;
