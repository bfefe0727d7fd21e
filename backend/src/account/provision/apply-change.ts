import { z } from 'zod';
import { readLeadFields } from '../../adapters/kommo/fields/account-map.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { sameText } from '../../adapters/kommo/fields/same-text.js';
import type { Field } from '../../../../domain/blueprint/shape.js';
import { applyPipelineChange } from './apply-pipeline.js';
import type { Change } from './plan.js';
import { groupsPath, hooksPath, lossReasonsPath, readSnapshot } from './snapshot.js';
import type { ProvisionedAccount } from './snapshot.js';

const fieldsPath = '/api/v4/leads/custom_fields';

/** Makes one change. @throws AppError when Kommo refuses it. */
export async function applyChange(account: ProvisionedAccount, change: Change): Promise<void> {
  const { client } = account;
  if ('pipelineId' in change || change.kind === 'create_pipeline') {
    return applyPipelineChange(account, change);
  }
  switch (change.kind) {
    case 'create_group':
      await client.post(groupsPath, [{ name: change.name, sort: 10 }]);
      return;
    case 'create_field':
      return createFields(account, [change.field]);
    case 'add_options':
      return addOptions(client, change.fieldId, change.options);
    case 'set_api_only':
      await client.patch(`${fieldsPath}/${change.fieldId}`, { is_api_only: change.apiOnly });
      return;
    case 'create_loss_reason':
      await client.post(lossReasonsPath, [{ name: change.name, sort: 10 }]);
      return;
    case 'subscribe_hook':
      return subscribeHook(client, change);
  }
}

/** All in one call (at most 250); where the account has groups, into the group of the blueprint's name. */
export async function createFields(
  account: ProvisionedAccount,
  fields: readonly Field[],
): Promise<void> {
  const { fieldGroups, fields: existing } = await readSnapshot(account);
  const missing = fields.filter(({ code }) => !existing.some((field) => field.code === code));
  if (missing.length === 0) return;
  const groupIdOf = ({ group }: Field): string | number | undefined =>
    fieldGroups?.find(({ name }) => sameText(name, group))?.id;
  const body = missing.map((field, index) => {
    const groupId = groupIdOf(field);
    return {
      name: field.name,
      code: field.code,
      type: field.type,
      sort: 500 + index,
      is_api_only: field.apiOnly,
      ...(groupId === undefined ? {} : { group_id: String(groupId) }),
      ...(field.options.length === 0 ? {} : { enums: numbered(field.options) }),
    };
  });
  await account.client.post(fieldsPath, body);
}

const numbered = (options: readonly string[]) =>
  options.map((value, index) => ({ value, sort: (index + 1) * 10 }));

/**
 * All options go back with their ids: one sent without would be made anew, one left out removed, and with it the value
 * in every lead that has it.
 */
async function addOptions(
  client: KommoClient,
  fieldId: number,
  options: readonly string[],
): Promise<void> {
  const field = (await readLeadFields(client)).find(({ id }) => id === fieldId);
  const held = field?.enums ?? [];
  const missing = options.filter((option) => !held.some(({ value }) => sameText(value, option)));
  const last = Math.max(0, ...held.map(({ sort }) => sort));
  const added = missing.map((value, index) => ({ value, sort: last + (index + 1) * 10 }));
  await client.patch(`${fieldsPath}/${fieldId}`, { enums: [...held, ...added] });
}

const subscribedSchema = z
  .object({ disabled: z.boolean().catch(false) })
  .nullable()
  .catch(null);

interface Subscription {
  readonly destination: string;
  readonly settings: readonly string[];
}

/** The same destination again replaces its events. Whether it also re-arms a disabled hook is not documented. */
async function subscribeHook(
  client: KommoClient,
  { destination, settings }: Subscription,
): Promise<void> {
  const answer = subscribedSchema.parse(await client.post(hooksPath, { destination, settings }));
  if (answer?.disabled !== true) return;
  await client.delete(hooksPath, { destination });
  await client.post(hooksPath, { destination, settings });
}
