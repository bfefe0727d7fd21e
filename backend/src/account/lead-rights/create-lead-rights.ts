import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { statusOf } from '../../adapters/kommo/errors.js';
import { readLeadPlaces, readUserRights } from '../../adapters/kommo/people/user-rights.js';
import { mayWithAnyLead, mayWithLead } from '../../../../domain/rights/lead-rights.js';
import type { LeadPlace, UserRights } from '../../../../domain/rights/lead-rights.js';
import { AppError } from '../../errors.js';
import type { Store } from '../../storage/tables.js';
import type { AskingUser, LeadRights } from './lead-rights.js';

interface Tools {
  readonly client: Pick<KommoClient, 'get'>;
  readonly settings: Store['settings'];
  readonly clock: () => Date;
}

/** A right that is taken away in Kommo is gone here after this. */
const rightsMs = 60_000;
/** A card and what is opened from it ask once. */
const placeMs = 10_000;
/** While Kommo does not answer, what it said last counts for a working day. */
const rememberedMs = 12 * 60 * 60_000;
/** The card's own wait for Kommo is longer: it must not have passed before the card begins. */
const longestAnswerMs = 1_500;

export function createLeadRights(tools: Tools): LeadRights {
  const rightsOf = createRightsOf(tools);
  const placesOf = createPlacesOf(tools);
  const filter: LeadRights['filter'] = async (user, action, leadIds) => {
    const of = await rightsOf(user);
    const any = mayWithAnyLead(of, action);
    if (any !== null) return any ? leadIds : [];
    const found = await placesOf(leadIds).catch((error: unknown) => {
      throw error instanceof AppError ? cannotCheck(user, error) : error;
    });
    return found.filter((place) => mayWithLead(of, action, place)).map(({ leadId }) => leadId);
  };
  return {
    filter,
    require: async (user, action, leadId) => {
      if ((await filter(user, action, [leadId])).length > 0) return;
      throw forbidden(user, action === 'view' ? 'rights.no_view' : 'rights.no_edit');
    },
    requireAdministrator: async (user) => {
      // Made one since, the page's next token says so.
      if (user.isAdmin !== false && (await rightsOf(user)).isAdmin) return;
      throw new AppError('admin_only', `User ${user.userId} is no administrator of Kommo.`, {
        reason: { code: 'http.ask_an_administrator' },
      });
    },
  };
}

/** Null for a user whom Kommo does not know. */
interface Known {
  readonly of: UserRights | null;
}

function createRightsOf({ client, settings, clock }: Tools) {
  const rights = new LRUCache<number, Known>({
    ...{ max: 1_000, ttl: rightsMs, ttlResolution: 0, perf: { now: () => clock().getTime() } },
    fetchMethod: async (userId) => {
      const of = await readUserRights(client, userId);
      await settings.set(keyOf(userId), { at: clock().toISOString(), of });
      return { of };
    },
  });
  const remembered = async (userId: number): Promise<Known | null> => {
    const kept = keptSchema.safeParse(await settings.get(keyOf(userId)));
    if (!kept.success) return null;
    return clock().getTime() - Date.parse(kept.data.at) <= rememberedMs ? kept.data : null;
  };
  return async (user: AskingUser): Promise<UserRights> => {
    const { of } = await inTime(rights.forceFetch(user.userId)).catch(async (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return (await remembered(user.userId)) ?? asTokenSays(user, error);
    });
    if (of === null) throw forbidden(user, 'rights.unknown_user');
    if (!of.isActive) throw forbidden(user, 'rights.inactive_user');
    return of;
  };
}

function createPlacesOf({ client, clock }: Tools) {
  const places = new LRUCache<number, LeadPlace>({
    ...{ max: 5_000, ttl: placeMs, ttlResolution: 0, perf: { now: () => clock().getTime() } },
  });
  return async (leadIds: readonly number[]): Promise<readonly LeadPlace[]> => {
    const known = leadIds.flatMap((leadId) => places.get(leadId) ?? []);
    const missing = leadIds.filter((leadId) => !known.some((place) => place.leadId === leadId));
    const read = missing.length === 0 ? [] : await inTime(readLeadPlaces(client, missing));
    for (const place of read) places.set(place.leadId, place);
    return [...known, ...read];
  };
}

const keyOf = (userId: number): string => `user_rights ${userId}`;

const reach = z.enum(['all', 'group', 'own', 'none']);
const keptSchema = z.object({
  at: z.string(),
  of: z
    .object({
      userId: z.number(),
      isAdmin: z.boolean(),
      isActive: z.boolean(),
      groupId: z.number(),
      leads: z.object({ view: reach, edit: reach }),
      stages: z.array(
        z.object({ view: reach, edit: reach, pipelineId: z.number(), statusId: z.number() }),
      ),
    })
    .nullable(),
});

/** Kommo signed minutes ago that this is an administrator: who mends the connection must not be shut out by it. */
function asTokenSays(
  { userId, isAdmin }: AskingUser,
  error: AppError,
): { readonly of: UserRights } {
  if (isAdmin !== true) throw cannotCheck({ userId, isAdmin }, error);
  const all = { view: 'all', edit: 'all' } as const;
  return { of: { userId, isAdmin, isActive: true, groupId: 0, leads: all, stages: [] } };
}

function cannotCheck({ userId }: AskingUser, error: AppError): AppError {
  const isNoAdminToken = statusOf(error) === 403;
  return new AppError(
    isNoAdminToken ? 'kommo_not_connected' : error.code,
    `What user ${userId} may do in Kommo could not be read: ${error.message}`,
    {
      cause: error,
      retry: error.retry,
      reason: { code: isNoAdminToken ? 'rights.token_may_not_read' : 'rights.cannot_check' },
    },
  );
}

type Refusal = 'rights.unknown_user' | 'rights.inactive_user' | 'rights.no_view' | 'rights.no_edit';

const forbidden = ({ userId }: AskingUser, code: Refusal): AppError =>
  new AppError('forbidden', `User ${userId} may not do this in Kommo either.`, {
    reason: { code },
  });

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new AppError('kommo_unreachable', 'Kommo did not say in time what the user may do.'));
    }, longestAnswerMs);
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
