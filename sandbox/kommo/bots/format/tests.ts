import { z } from 'zod';

/** What a bot may ask of a text: conditions, and validations that leave what they found. */

const whole = z.number().int();

const term = z.string();
export const test = z.strictObject({
  ...{ term1: term, term2: z.union([term, whole]) },
  operation: z.enum(['=', '!=', 'contains', 'not_contains', 'in', 'not_in']),
  value_type: z.enum(['custom_value', 'value']).exactOptional(),
});

/** Only the documented one knows ranges. */
export const rangeTest = z.strictObject({
  ...{ term1: term, term2: z.strictObject({ from: z.number(), to: z.number() }) },
  operation: z.literal('in_range'),
});

const validationByType = z.discriminatedUnion('type', [
  z.strictObject({
    ...{ client_value: term, type: z.literal('simple'), condition_value: z.string() },
    condition_operation: z.enum(['equal', 'not_equal', 'length']),
  }),
  z.strictObject({
    ...{ client_value: term, type: z.enum(['email', 'phone', 'regex']) },
    condition_value: z.string().exactOptional(),
    condition_operation: z.enum(['contains', 'not_contains']),
  }),
  z.strictObject({
    ...{ client_value: term, type: z.literal('range_numbers') },
    condition_value: z.strictObject({ from: z.number(), to: z.number() }),
    condition_operation: z.enum(['contains', 'not_contains']),
  }),
]);

/** What was read of Kommo's page names the operation either way; nobody has seen one run, so both are taken. */
export const validation = z.preprocess((given) => {
  if (typeof given !== 'object' || given === null || !('operation' in given)) return given;
  const { operation, ...rest } = given;
  return { condition_operation: operation, ...rest };
}, validationByType);

export type Test = z.infer<typeof test> | z.infer<typeof rangeTest>;
export type Validation = z.infer<typeof validation>;
