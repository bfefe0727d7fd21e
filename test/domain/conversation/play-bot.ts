import { z } from 'zod';
import type { Bot, BotStep } from '../../../domain/conversation/compile/bot-json.js';

/**
 * Plays a compiled bot as salesbot.md describes the engine: handlers in order, goto leaves at once, a message with buttons or a
 * `waits` stops it. It knows no handler but those below, and says so.
 */
export interface Played {
  readonly said: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** False while it still waits when the script is over. */
  readonly ended: boolean;
}

/** What the lead does next: writes, or lets the time pass. */
export type Move = string | null;

export interface Script {
  readonly moves: readonly Move[];
  readonly fields?: Readonly<Record<string, string>>;
  /** Where a reply goes while a timer runs: to the step that asked, or to the one that waits. */
  readonly replyTo: 'answer' | 'waits';
  readonly undeliverable?: boolean;
}

const gotoSchema = z.strictObject({ type: z.enum(['question', 'finish']), step: z.int() });
const handlerSchema = z.object({ handler: z.string(), params: z.unknown() });
const handlers = z.array(handlerSchema);
const sendSchema = z.object({
  text: z.string(),
  template_id: z.int().optional(),
  on_error: handlerSchema,
});
const testsSchema = z.object({
  logic: z.enum(['and', 'or']),
  conditions: z.array(
    z.strictObject({
      term1: z.string(),
      term2: z.string(),
      operation: z.enum(['=', 'contains']),
      value_type: z.enum(['value', 'custom_value']),
    }),
  ),
  result: handlers,
});
const buttonsSchema = z.array(
  z.union([
    z.strictObject({ value: z.string(), params: handlers, synonyms: z.array(z.string()) }),
    z.strictObject({ type: z.literal('else'), params: handlers }),
  ]),
);
const waitsSchema = z.object({
  conditions: z.tuple([
    z.object({ action: z.object({ step: z.int() }) }),
    z.object({
      event: z.object({ source: z.literal('timer'), delay: z.int().positive() }),
      action: z.object({ step: z.int() }),
    }),
  ]),
});
const actionSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('set_custom_fields'),
    params: z.object({ type: z.literal('lead'), custom_field: z.string(), value: z.string() }),
  }),
  z.object({ name: z.literal('set_tag'), params: z.object({ value: z.array(z.string()) }) }),
  z.object({ name: z.literal('change_status'), params: z.object({ value: z.int() }) }),
]);

type Next = number | 'end' | 'on' | 'wait';

export function playBot(bot: Bot, script: Script): Played {
  const said: string[] = [];
  const tags: string[] = [];
  const fields: Record<string, string> = { ...script.fields };
  const moves = [...script.moves];
  let message = '';

  const fill = (text: string): string =>
    text
      .replaceAll('{{message_text}}', message)
      .replace(/\{\{lead\.cf\.(\d+)\}\}/g, (token, id: string) => fields[id] ?? token);
  const run = (list: z.infer<typeof handlers>): Next => {
    for (const one of list) {
      const next = act(one);
      if (next !== 'on') return next;
    }
    return 'on';
  };
  const act = ({ handler, params }: z.infer<typeof handlerSchema>): Next => {
    switch (handler) {
      case 'goto': {
        const { type, step } = gotoSchema.parse(params);
        return type === 'finish' ? 'end' : step;
      }
      case 'send_message': {
        const { text, template_id, on_error } = sendSchema.parse(params);
        if (script.undeliverable === true) return act(on_error);
        said.push(template_id === undefined ? fill(text) : `template ${template_id}`);
        return 'on';
      }
      case 'conditions': {
        const { logic, conditions, result } = testsSchema.parse(params);
        const holds = conditions.map(({ term1, term2, operation }) => {
          const [left, right] = [fill(term1), fill(term2)];
          return operation === '=' ? left === right : left.includes(right);
        });
        const all = logic === 'and' ? holds.every(Boolean) : holds.some(Boolean);
        return all ? run(result) : 'on';
      }
      case 'action': {
        const action = actionSchema.parse(params);
        if (action.name === 'set_tag') tags.push(...action.params.value);
        if (action.name === 'set_custom_fields') {
          const id = /^\{\{lead\.cf\.(\d+)\}\}$/.exec(action.params.custom_field)?.[1] ?? '';
          fields[id] = fill(action.params.value);
        }
        return 'on';
      }
      default:
        throw new Error(`The engine does not know "${handler}".`);
    }
  };
  const choose = (list: z.infer<typeof handlers>): Next => {
    const [buttons] = list;
    const choices = buttonsSchema.parse(buttons?.params);
    const chosen = choices.find((one) =>
      'value' in one ? [one.value, ...one.synonyms].includes(message) : true,
    );
    return chosen === undefined ? 'end' : run(chosen.params);
  };

  let at: Next = 0;
  for (let steps = 0; typeof at === 'number'; steps += 1) {
    if (steps > 500) throw new Error('The bot turns in a circle.');
    const step: BotStep | undefined = bot.steps[String(at)];
    if (step === undefined) throw new Error(`There is no step ${at}.`);
    at = run(z.array(handlerSchema).parse(step.question.filter(isNoWait)));
    if (at !== 'on') continue;
    const wait = waitOf(bot, step);
    if (wait === null) throw new Error('A step ends without going anywhere.');
    const move = moves.shift();
    if (move === undefined) at = 'wait';
    else if (move === null) at = wait.timer;
    else {
      message = move;
      at =
        script.replyTo === 'answer' && step.answer !== undefined
          ? choose(handlers.parse(step.answer))
          : wait.message;
    }
  }
  return { said, fields, tags, ended: at === 'end' };
}

const isNoWait = ({ handler }: { readonly handler: string }): boolean => handler !== 'waits';

/** Where the step's `no_answer` waits, or where it waits itself. */
function waitOf(bot: Bot, step: Bot['steps'][string]): { message: number; timer: number } | null {
  const waits = step.question.find(({ handler }) => handler === 'waits');
  if (waits !== undefined) {
    const [message, timer] = waitsSchema.parse(waits.params).conditions;
    return { message: message.action.step, timer: timer.action.step };
  }
  if (step.no_answer === undefined) return null;
  const { step: next } = gotoSchema.parse(step.no_answer.params);
  const waiting = bot.steps[String(next)];
  return waiting === undefined ? null : waitOf(bot, waiting);
}
