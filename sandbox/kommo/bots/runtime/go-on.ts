import type { Continuation } from '../continuation.js';
import { follow, resume } from './drive.js';
import type { Road } from './drive.js';
import { show } from './send-message.js';
import type { Flow, Session } from './session.js';

/** The integration called `return_url`: its data is known from now on, its handlers run first. */
export function goOn(session: Session, road: Road, answer: Continuation): void {
  const told = Object.entries(answer.data ?? {}).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  session.change({ json: { ...session.run().json, ...Object.fromEntries(told) }, wait: null });
  for (const handler of answer.execute_handlers) {
    const flow = perform(session, handler);
    if (flow.kind === 'next') continue;
    follow(session, road, flow);
    return;
  }
  resume(session, road);
}

function perform(session: Session, handler: Continuation['execute_handlers'][number]): Flow {
  if (handler.handler === 'show') {
    const buttons = (handler.params.buttons ?? []).filter((title) => typeof title === 'string');
    return show(session, { type: 'text', value: handler.params.value ?? '', buttons });
  }
  const { type, step } = handler.params;
  return { kind: 'goto', target: { type, ...(step !== undefined && { step }) } };
}
