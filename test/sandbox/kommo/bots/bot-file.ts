/** Small bots by hand, in the form that Kommo's designer exports. */

export interface Handler {
  readonly handler: string;
  readonly params: unknown;
}

export interface Step {
  readonly question: readonly Handler[];
  readonly answer?: readonly Handler[];
  readonly no_answer?: Handler;
}

export type Steps = Readonly<Record<string, Step>>;

export const to = (step: number, type = 'question'): Handler => ({
  handler: 'goto',
  params: { type, step },
});

export const finish = to(77, 'finish');

export const say = (text: string, more: Readonly<Record<string, unknown>> = {}): Handler => ({
  handler: 'send_message',
  params: {
    ...{ type: 'external', tag: '', text, send_to_all_chat_sources: true, chat_sources: [] },
    recipient: { type: 'all_contacts', way_of_communication: 'over_all' },
    ...more,
  },
});

export const buttons = (...titles: readonly string[]) => ({
  buttons: titles.map((text) => ({ type: 'inline', text })),
});

export interface Branch {
  readonly value: string;
  readonly step: number;
  readonly synonyms?: readonly string[];
}

export const match = (branches: readonly Branch[], otherwise?: number): Handler => ({
  handler: 'buttons',
  params: [
    ...branches.map(({ value, step, synonyms = [] }) => ({ value, params: [to(step)], synonyms })),
    ...(otherwise === undefined ? [] : [{ type: 'else', params: [to(otherwise)] }]),
  ],
});

const message = (step: number) => ({
  event: { source: 'message', action: 'received' },
  action: { type: 'question', step },
});
const timer = (delay: number, step: number) => ({
  event: { source: 'timer', action: 'ended', delay },
  action: { type: 'question', step },
});

export const waits = (given: {
  readonly message?: number;
  readonly timer?: readonly [number, number];
}): Handler => ({
  handler: 'waits',
  params: {
    logic: 'or',
    conditions: [
      ...(given.message === undefined ? [] : [message(given.message)]),
      ...(given.timer === undefined ? [] : [timer(...given.timer)]),
    ],
  },
});

export const action = (name: string, params: unknown): Handler => ({
  handler: 'action',
  params: { name, params },
});

export const setField = (token: string, value: string, more = {}): Handler =>
  action('set_custom_fields', {
    ...{ type: 'lead', custom_field: `{{${token}}}`, value, value_type: 'value' },
    ...more,
  });

export const when = (
  tests: readonly (readonly [string, string, string])[],
  result: readonly Handler[],
): Handler => ({
  handler: 'conditions',
  params: {
    logic: 'and',
    conditions: tests.map(([term1, operation, term2]) => ({
      ...{ term1, term2, operation, value_type: 'custom_value' },
    })),
    result,
  },
});

export function botFile(steps: Steps, name = 'Prueba'): string {
  const text = JSON.stringify({ ...steps, conversation: false });
  return JSON.stringify({ type_functionality: 0, model: { name, type: 2, text } });
}
