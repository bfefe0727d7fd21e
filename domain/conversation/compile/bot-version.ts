import type { Bot } from './bot-json.js';
import { stableHash } from '../../stable-uuid.js';
import { writeSource } from './write-bot.js';

/** The same steps, with the same ids of an account, always have the same version. */
export const versionOf = (bot: Bot): string => stableHash(writeSource(bot)).slice(0, 6);

/**
 * The name a bot has in Kommo: "Account · Nómina · v3f9a1c". Kommo's API shows nothing of a bot but its name and whether it is
 * on, so the version stands in the name; what a person changes in the designer afterwards cannot be seen.
 */
export const nameInAccount = (bot: Bot): string => `${bot.name} · v${versionOf(bot)}`;

/** A name of the account, taken apart; `version` is null where a person gave the name. */
export function readNameInAccount(found: string): {
  readonly name: string;
  readonly version: string | null;
} {
  const [whole = '', version = null] = / · v([0-9a-f]{6})$/u.exec(found.trim()) ?? [];
  return { name: found.trim().slice(0, found.trim().length - whole.length), version };
}
