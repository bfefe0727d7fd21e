import type { Blueprint } from '../../blueprint/shape.js';
import type { BotAccount } from './bot-account.js';

/** An account that has everything the blueprint asks for, with ids of a real one's length: bots can be tried on it. */
export const modelAccount = ({
  fields,
  templates,
}: Pick<Blueprint, 'fields' | 'templates'>): BotAccount => ({
  fieldsByCode: new Map(
    fields.map(({ code, options }, index) => {
      const id = 1_080_000 + index;
      const optionIds = new Map(options.map((option, at) => [option, id * 10 + at]));
      return [code, { id, optionIds }];
    }),
  ),
  stages: { qualifying: { statusId: 90_142_001, pipelineId: 10_009_001 } },
  templates: Object.fromEntries(templates.map(({ key }, index) => [key, 31_000 + index])),
});
