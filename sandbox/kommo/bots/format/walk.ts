import type { Handler } from './handlers.js';
import type { Step } from './bot-file.js';

/** Every handler of a step with what hangs below it: results of tests, branches of answers, ways out of errors. */
export function handlersOf(step: Step): readonly Handler[] {
  const first = [
    ...step.question,
    ...(step.answer ?? []),
    ...(step.no_answer ? [step.no_answer] : []),
  ];
  return first.flatMap(withNested);
}

function withNested(handler: Handler): readonly Handler[] {
  return [handler, ...nestedIn(handler).flatMap(withNested)];
}

function nestedIn(handler: Handler): readonly Handler[] {
  if (handler.handler === 'buttons') return handler.params.flatMap((branch) => branch.params);
  if (handler.handler === 'send_message')
    return handler.params.on_error ? [handler.params.on_error] : [];
  return 'result' in handler.params ? handler.params.result : [];
}

/** Every text anywhere in a handler, nested handlers included. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const inner: readonly unknown[] = Object.values(value);
  return inner.flatMap(textsIn);
}
