import { z } from 'zod';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { readAll } from '../../adapters/kommo/http/pages.js';
import { AppError } from '../../errors.js';
import type { ManualStep } from './manual-steps.js';

/** The firm's executives as the team page has them. */
export type ReadTeam = () => Promise<{
  readonly members: readonly { readonly userId: number; readonly name: string }[];
}>;

/** Executives who are no user of the account would be given leads that nobody sees: an administrator invites them (R3.1). */
export async function listTeamSteps(
  client: KommoClient,
  readTeam: ReadTeam,
): Promise<readonly ManualStep[]> {
  const { members } = await readTeam();
  if (members.length === 0) return [];
  const users = await readUserIds(client);
  // A token that may not read the users tells nothing.
  const strangers = users === null ? [] : members.filter(({ userId }) => !users.has(userId));
  return strangers.map(({ name, userId }) => ({
    title: { code: 'provision.no_user', params: { name } },
    how: { code: 'provision.no_user_how', params: { id: userId } },
    paste: null,
  }));
}

async function readUserIds(client: KommoClient): Promise<ReadonlySet<number> | null> {
  try {
    const users = await readAll(client, { path: '/api/v4/users', key: 'users' }, userSchema);
    return new Set(users.map(({ id }) => id));
  } catch (error) {
    if (error instanceof AppError && error.code === 'kommo_rejected') return null;
    throw error;
  }
}

const userSchema = z.object({ id: z.number() });
