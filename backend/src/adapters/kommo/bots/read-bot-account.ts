import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import type { BotAccount } from '../../../../../domain/conversation/compile/bot-account.js';
import { createAccountMap } from '../fields/account-map.js';
import type { KnownStages } from '../fields/known-stages.js';
import type { KommoClient } from '../http/client.js';
import type { ChatTemplate } from './chat-templates.js';

export interface BotAccountTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly templates: readonly ChatTemplate[];
  /** Left out, stages are found by their names only. */
  readonly readKnownStages?: () => Promise<KnownStages>;
}

/** The account's own ids of what bots name: fields, options, the stage, and the templates that it has. */
export async function readBotAccount({
  client,
  blueprint,
  templates,
  readKnownStages,
}: BotAccountTools): Promise<BotAccount> {
  const map = await createAccountMap(client, blueprint, readKnownStages).read();
  const stage = map.stages.find(({ key }) => key === 'qualifying');
  return {
    fieldsByCode: new Map(
      [...map.fieldByCode].map(([code, { id, enums }]) => [
        code,
        { id, optionIds: new Map(enums.map((option) => [option.value, option.id])) },
      ]),
    ),
    stages: stage === undefined ? {} : { qualifying: stage },
    templates: Object.fromEntries(
      blueprint.templates.flatMap(({ key }) => {
        const found = findTemplate(templates, key);
        return found === undefined ? [] : [[key, found.id]];
      }),
    ),
  };
}

/** An approved one before any other, then the newest: Meta's templates cannot be changed, only replaced. */
export const findTemplate = (
  templates: readonly ChatTemplate[],
  key: string,
): ChatTemplate | undefined =>
  templates
    .filter(({ name }) => name === key)
    .toSorted(
      (one, other) =>
        Number(other.review === 'approved') - Number(one.review === 'approved') ||
        other.id - one.id,
    )[0];
