import { z } from 'zod';
import { actionSchema } from './actions.js';
import { rangeTest, test, validation } from './tests.js';
import type { Test, Validation } from './tests.js';

/**
 * Salesbot's handlers as the designer exports them, and the documented ones beside them. Strict: what is
 * not here has been seen by nobody, and Kommo's engine passes over it in silence.
 */

const whole = z.number().int();

export const targetSchema = z.strictObject({
  type: z.enum(['question', 'answer', 'finish']),
  step: whole.exactOptional(),
});

const goto = z.strictObject({ handler: z.literal('goto'), params: targetSchema });

const sendMessage = z.strictObject({
  handler: z.literal('send_message'),
  params: z.strictObject({
    type: z.literal('external'),
    tag: z.string().exactOptional(),
    text: z.string().exactOptional(),
    buttons: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('inline'), text: z.string().min(1) }),
          z.strictObject({ type: z.literal('url'), text: z.string().min(1), url: z.url() }),
        ]),
      )
      .exactOptional(),
    recipient: z.strictObject({
      type: z.enum(['all_contacts', 'main_contact', 'filtered_contacts']),
      way_of_communication: z.enum(['over_all', 'any_first', 'last_active']),
      filter: z.unknown().optional(),
    }),
    send_to_all_chat_sources: z.boolean().exactOptional(),
    chat_sources: z.array(z.strictObject({ id: whole })).exactOptional(),
    is_in_starting_block: z.boolean().exactOptional(),
    on_error: goto.exactOptional(),
    template_id: whole.exactOptional(),
    templateType: z.literal('waba').exactOptional(),
    create_chat_if_not_exists: z.boolean().exactOptional(),
    attachments: z
      .array(
        z.strictObject({
          type: z.enum(['picture', 'file', 'document', 'video']),
          value: z.string().min(1),
          is_external: z.boolean().exactOptional(),
        }),
      )
      .max(1)
      .exactOptional(),
  }),
});

const waits = z.strictObject({
  handler: z.literal('waits'),
  params: z.strictObject({
    logic: z.literal('or'),
    conditions: z
      .array(
        z.strictObject({
          event: z.discriminatedUnion('source', [
            z.strictObject({ source: z.literal('message'), action: z.literal('received') }),
            z.strictObject({
              source: z.literal('timer'),
              action: z.literal('ended'),
              /** Seconds. */
              delay: whole.positive().max(8760 * 3600 + 3660),
            }),
          ]),
          action: targetSchema,
        }),
      )
      .min(1),
  }),
});

const waitAnswer = z.strictObject({
  handler: z.literal('wait_answer'),
  params: z.strictObject({ type: z.enum(['question', 'answer']), step: whole }),
});

const show = z.strictObject({
  handler: z.literal('show'),
  params: z.strictObject({
    type: z.enum(['text', 'buttons']),
    value: z.string(),
    buttons: z.array(z.string().min(1)).exactOptional(),
  }),
});

const trigger = z.strictObject({
  handler: z.literal('trigger'),
  params: z.strictObject({
    element_type: z.literal('lead'),
    trigger: z.strictObject({
      action: z.literal('create_task'),
      handler_code: z.literal('amocrm'),
      delay: whole,
      date_exec: whole,
      segments: z.array(z.string()),
      execution_condition: z.strictObject({ id: whole, name: z.literal('execute_trigger') }),
      settings: z.strictObject({
        task_text: z.string().min(1),
        task_type: z.string().regex(/^\d+$/),
        task_type_name: z.string(),
        responsible_user: z.string().regex(/^\d*$/),
        'deadline-days': z.string(),
        'deadline-hours': z.string(),
        'deadline-minutes': z.string(),
        'within-deadline': z.string(),
      }),
    }),
  }),
});

const widget = z.strictObject({
  handler: z.literal('widget'),
  params: z.strictObject({
    widget_id: z.string(),
    widget_source_code: z.string().min(1),
    widget_instance_id: z.string().min(1),
    params: z.record(z.string(), z.string()),
    exits: z.record(z.string(), targetSchema),
  }),
});

const widgetRequest = z.strictObject({
  handler: z.literal('widget_request'),
  params: z.strictObject({
    url: z.string().min(1),
    data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
});

const exits = z.strictObject({
  handler: z.literal('exits'),
  params: z.strictObject({ value: z.string() }),
});

const stop = z.strictObject({
  handler: z.literal('stop'),
  params: z.union([
    z.array(z.never()),
    z.strictObject({ action: z.literal('talk-close') }),
    z.strictObject({}),
  ]),
});

const distribution = z.strictObject({
  handler: z.literal('distribution'),
  params: z.strictObject({
    type: z.literal('round_robin'),
    seed_id: z.union([z.string(), whole]),
    variants: z.array(targetSchema).min(1).max(100),
  }),
});

const action = z.strictObject({ handler: z.literal('action'), params: actionSchema });

interface Judging<Name extends string, Params> {
  readonly handler: Name;
  readonly params: Params & { readonly result: readonly Handler[] };
}

export interface Branch {
  readonly type?: 'else' | undefined;
  readonly value?: string | undefined;
  readonly regex?: string | undefined;
  readonly synonyms?: readonly string[] | undefined;
  readonly params: readonly Handler[];
}

const plain = [
  ...[goto, sendMessage, waits, waitAnswer, show, trigger, widget, widgetRequest],
  ...[exits, stop, distribution, action],
] as const;

type Logic = { readonly logic: 'and' | 'or' };

export type Handler =
  | z.infer<(typeof plain)[number]>
  | Judging<'conditions', Logic & { readonly conditions: readonly Test[] }>
  | Judging<'condition', Test>
  | Judging<'validations', Logic & { readonly conditions: readonly Validation[] }>
  | { readonly handler: 'buttons'; readonly params: readonly Branch[] };

export type HandlerName = Handler['handler'];
export type HandlerOf<Name extends HandlerName> = Extract<Handler, { handler: Name }>;

interface Params {
  readonly handler: { readonly [Name in HandlerName]: HandlerOf<Name>['params'] };
}
/** What a handler of this name takes. */
export type ParamsOf<Name extends HandlerName> = Params['handler'][Name];
/** The same handlers, so that a table by name can be called: `table[one.handler](one.params)`. */
export type Named<Name extends HandlerName = HandlerName> = {
  readonly [One in Name]: { readonly handler: One; readonly params: ParamsOf<One> };
}[Name];

const result: z.ZodType<readonly Handler[]> = z.lazy(() => z.array(handlerSchema));

const logic = z.enum(['and', 'or']);

const branch = z.union([
  z.strictObject({ type: z.literal('else'), params: result }),
  z.strictObject({
    value: z.string().min(1),
    params: result,
    synonyms: z.array(z.string()).exactOptional(),
  }),
  z.strictObject({ regex: z.string().regex(/^\/.+\/[iu]*$/), params: result }),
]);

export const handlerSchema: z.ZodType<Handler> = z.discriminatedUnion('handler', [
  ...plain,
  z.strictObject({
    handler: z.literal('conditions'),
    params: z.strictObject({ logic, conditions: z.array(test).min(1), result }),
  }),
  z.strictObject({
    handler: z.literal('condition'),
    params: z.union([test.extend({ result }), rangeTest.extend({ result })]),
  }),
  z.strictObject({
    handler: z.literal('validations'),
    params: z.strictObject({ logic, conditions: z.array(validation).min(1), result }),
  }),
  z.strictObject({ handler: z.literal('buttons'), params: z.array(branch).min(1) }),
]);
