import { z } from 'zod';
import { readLeadFields } from '../../adapters/kommo/fields/account-map.js';
import type { ApiField, ApiPipeline } from '../../adapters/kommo/http/api-schemas.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { isRefusedHere } from '../../adapters/kommo/errors.js';
import { listOf } from '../../adapters/kommo/http/list-of.js';
import { readAll } from '../../adapters/kommo/http/pages.js';

export interface Named {
  /** A string for a group of fields, a number for a loss reason. */
  readonly id: string | number;
  readonly name: string;
}

export interface Hook {
  readonly destination: string;
  readonly settings: readonly string[];
  readonly disabled: boolean;
}

/** What the account has of what the blueprint speaks of; null where the account does not let us see it. */
export interface AccountSnapshot {
  readonly pipelines: readonly ApiPipeline[];
  readonly fields: readonly ApiField[];
  readonly fieldGroups: readonly Named[] | null;
  readonly lossReasons: readonly Named[] | null;
  readonly hooks: readonly Hook[] | null;
}

/** The account under its blueprint. */
export interface ProvisionedAccount {
  readonly client: KommoClient;
  /** With the blueprint's names on what is known by its id. */
  readonly readPipelines: () => Promise<readonly ApiPipeline[]>;
}

export const groupsPath = '/api/v4/leads/custom_fields/groups';
export const lossReasonsPath = '/api/v4/leads/loss_reasons';
export const hooksPath = '/api/v4/webhooks';

/** One after the other: the plan gates of the last three must not hide the first two. */
export async function readSnapshot({
  client,
  readPipelines,
}: ProvisionedAccount): Promise<AccountSnapshot> {
  return {
    pipelines: await readPipelines(),
    fields: await readLeadFields(client),
    fieldGroups: await ifAllowed(() => readFieldGroups(client)),
    lossReasons: await ifAllowed(() =>
      readAll(client, { path: lossReasonsPath, key: 'loss_reasons', mostPages: 5 }, namedSchema),
    ),
    hooks: await ifAllowed(() =>
      readAll(client, { path: hooksPath, key: 'webhooks', mostPages: 5 }, hookSchema),
    ),
  };
}

const namedSchema = z.object({ id: z.union([z.string(), z.number()]), name: z.string() });

const hookSchema = z.object({
  destination: z.string(),
  settings: listOf(z.string()),
  disabled: z.boolean().catch(false),
});

const groupsSchema = z.object({ _embedded: z.record(z.string(), z.unknown()) }).nullable();

/** The key of the list is not documented for Kommo; it is the only list in the answer. */
async function readFieldGroups(client: KommoClient): Promise<readonly Named[]> {
  const answer = groupsSchema.parse(await client.get(groupsPath));
  const [list] = Object.values(answer?._embedded ?? {});
  return listOf(namedSchema).parse(list);
}

/**
 * Hooks need a plan from Advanced on, loss reasons and groups are documented for the twin product only: 402, 403, 404 and
 * 405 there mean "not in this account", and a person is told instead.
 */
async function ifAllowed<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isRefusedHere(error)) return null;
    throw error;
  }
}
