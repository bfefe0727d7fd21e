import { z } from 'zod';
import type { KommoClient } from './adapters/kommo/http/client.js';
import type { Services } from './services.js';

const users = z.object({
  _embedded: z.object({
    users: z.array(
      z.object({ id: z.number(), name: z.string(), rights: z.object({ is_admin: z.boolean() }) }),
    ),
  }),
});

/** In sandbox mode the account's executives are the team from the start; one that somebody entered stays. */
export async function prepareSandboxTeam(
  client: KommoClient,
  { team }: Pick<Services['store'], 'team'>,
): Promise<void> {
  const before = await team.read();
  if (before.members.length > 0) return;
  const read = users.parse(await client.get('/api/v4/users'))._embedded.users;
  const owner = read.find(({ rights }) => rights.is_admin)?.id ?? null;
  await team.save({
    ...before,
    ...{ queueOwnerId: owner, managerId: owner },
    members: read
      .filter(({ id }) => id !== owner)
      .map(({ id, name }) => ({
        ...{ userId: id, name, services: [], sectors: [], week: null, absences: [] },
        active: true,
      })),
  });
}
