import { z } from 'zod';
import type { LeadPlace, Reach, UserRights } from '../../../../../domain/rights/lead-rights.js';
import { statusOf } from '../errors.js';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import { listOf } from '../http/list-of.js';

type Reads = Pick<KommoClient, 'get'>;

const id = z.coerce.number().int();
/** "A" all, "G" the group's, "M" the user's own, "D" denied; what is not known gives nothing. */
const reach = z
  .enum(['A', 'G', 'M', 'D'])
  .catch('D')
  .transform((letter): Reach => reachByLetter[letter]);
const reachByLetter = { A: 'all', G: 'group', M: 'own', D: 'none' } as const;
const leadReach = z.object({ view: reach, edit: reach });

const userSchema = z.object({
  id,
  rights: z.object({
    leads: leadReach,
    status_rights: listOf(
      z.object({
        entity_type: z.string(),
        pipeline_id: id,
        status_id: id,
        rights: leadReach,
      }),
    ),
    is_admin: z.boolean(),
    is_active: z.boolean(),
    group_id: id.nullable().catch(null),
  }),
});

/**
 * Null where nobody has this id, which Kommo says by 204 or 404.
 * @throws AppError with status 403 where the token is not an administrator's: only these may read users.
 */
export async function readUserRights(client: Reads, userId: number): Promise<UserRights | null> {
  const path = `/api/v4/users/${userId}`;
  const user = await client.get(path).catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
  if (user === null) return null;
  const { rights } = readAs(userSchema, user, path);
  return {
    userId,
    isAdmin: rights.is_admin,
    isActive: rights.is_active,
    groupId: rights.group_id ?? 0,
    leads: rights.leads,
    stages: rights.status_rights
      .filter(({ entity_type }) => entity_type === 'leads')
      .map(({ pipeline_id, status_id, rights: there }) => ({
        ...there,
        pipelineId: pipeline_id,
        statusId: status_id,
      })),
  };
}

const leadsSchema = z.object({
  _embedded: z.object({
    leads: listOf(
      z.object({
        id,
        responsible_user_id: id.nullable().catch(null),
        group_id: id.catch(0),
        pipeline_id: id,
        status_id: id,
      }),
    ),
  }),
});

/** Of those of `leadIds` (at most 250) that exist, in one call. */
export async function readLeadPlaces(
  client: Reads,
  leadIds: readonly number[],
): Promise<readonly LeadPlace[]> {
  const filter = leadIds.map((leadId) => `filter[id][]=${leadId}`).join('&');
  const path = `/api/v4/leads?limit=250&${filter}`;
  const page = await client.get(path);
  if (page === null) return [];
  return readAs(leadsSchema, page, path)._embedded.leads.map((lead) => ({
    leadId: lead.id,
    responsibleUserId: lead.responsible_user_id,
    groupId: lead.group_id,
    pipelineId: lead.pipeline_id,
    statusId: lead.status_id,
  }));
}
