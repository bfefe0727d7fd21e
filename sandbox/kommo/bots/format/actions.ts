import { z } from 'zod';

/** What an "action" writes: the designer's form first, then the documented one. */

const whole = z.number().int();
const value = z.string();

const ofField = (token: RegExp) => z.string().regex(token);

const setField = z.union([
  z.strictObject({
    type: z.enum(['lead', 'contact']),
    custom_field: ofField(
      /^\{\{(lead\.(cf\.\d+(\.\d+)?|name|price)|contact\.(cf\.\d+(\.\d+)?|name))\}\}$/,
    ),
    value,
    value_type: z.literal('value').exactOptional(),
    option: z.literal('add').exactOptional(),
    calculated: z.boolean().exactOptional(),
  }),
  z.strictObject({
    type: z.union([z.literal(1), z.literal(2)]),
    custom_fields_id: whole,
    value,
    enum: z.string().exactOptional(),
    option: z.literal('add').exactOptional(),
    calculated: z.boolean().exactOptional(),
  }),
]);

const tag = z.strictObject({
  type: z.union([z.literal(1), z.literal(2)]),
  value: z.union([value.min(1), z.array(value.min(1)).min(1)]),
});

const named = <Name extends string, Params extends z.ZodType>(name: Name, params: Params) =>
  z.strictObject({ name: z.literal(name), params });

export const actionSchema = z.discriminatedUnion('name', [
  named('set_custom_fields', setField),
  named('set_tag', tag),
  named('unset_tag', tag),
  named('change_status', z.strictObject({ value: whole, pipeline_id: whole.exactOptional() })),
  named('set_budget', z.strictObject({ value })),
  named(
    'change_responsible_user',
    z.strictObject({
      value: whole,
      type: z.union([z.literal(1), z.literal(2)]),
      element_type: whole.exactOptional(),
      contact_type: z.enum(['main', 'current']).exactOptional(),
    }),
  ),
  named(
    'add_note',
    z.strictObject({
      text: value.min(1),
      note_type: z.literal(4),
      element_type: z.union([z.literal(1), z.literal(2)]),
      type: whole.exactOptional(),
      contact_type: z.enum(['main', 'current']).exactOptional(),
    }),
  ),
]);

export type Action = z.infer<typeof actionSchema>;
export type ActionOf<Name extends Action['name']> = Extract<Action, { name: Name }>;
