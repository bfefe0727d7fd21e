import type { Target } from '../../account/bot-records.js';
import type { Task } from '../../account/records.js';
import { closeTalk } from '../../talks/close-talk.js';
import { talkOf } from '../../talks/messages.js';
import type { Handler, HandlerName, HandlerOf, Named, ParamsOf } from '../format/handlers.js';
import { fill } from '../format/placeholders.js';
import { act } from './act.js';
import { branchFor, holds, passes, validates } from './judge.js';
import { sendMessage, show } from './send-message.js';
import { knownTo, leadOf, next } from './session.js';
import type { Flow, Session } from './session.js';

/** Runs handlers in order; the first that leads away ends the list. */
export function runHandlers(session: Session, handlers: readonly Handler[], from = 0): Flow {
  for (const [index, handler] of handlers.entries()) {
    if (index < from) continue;
    const flow = perform(session, handler);
    if (flow.kind === 'park')
      session.change({ frame: { ...session.run().frame, next: index + 1 } });
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

export function perform<Name extends HandlerName>(session: Session, handler: Named<Name>): Flow {
  return performers[handler.handler](session, handler.params);
}

type Performers = {
  readonly [Name in HandlerName]: (session: Session, params: ParamsOf<Name>) => Flow;
};

const performers: Performers = {
  goto: (_session, target) => ({ kind: 'goto', target }),
  send_message: sendMessage,
  show,
  waits: (_session, params) => waits(params),
  wait_answer: (_session, reply) => ({ kind: 'pause', reply, timers: [] }),
  buttons: answer,
  action: act,
  stop,
  distribution: (session, { variants }) => ({ kind: 'goto', target: turnOf(session, variants) }),
  conditions: (session, params) =>
    holds(session, params) ? runHandlers(session, params.result) : next,
  condition: (session, params) =>
    passes(knownTo(session), params) ? runHandlers(session, params.result) : next,
  validations: (session, params) =>
    validates(session, params) ? runHandlers(session, params.result) : next,
  trigger: (session, { trigger }) => createTask(session, trigger.settings),
  widget: enterWidget,
  widget_request: request,
  exits: (_session, { value }) => ({ kind: 'exit', code: value }),
};

function waits({ conditions }: HandlerOf<'waits'>['params']): Flow {
  const reply = conditions.find(({ event }) => event.source === 'message')?.action ?? null;
  const timers = conditions.flatMap(({ event, action }) =>
    event.source === 'timer' ? [{ delaySeconds: event.delay, target: action }] : [],
  );
  return { kind: 'pause', reply, timers };
}

/** Where nothing fits and there is no `else`, the bot waits on. */
function answer(session: Session, branches: HandlerOf<'buttons'>['params']): Flow {
  const branch = branchFor(session, branches, session.drawn);
  if (branch) return runHandlers(session, branch.params);
  session.note(`«${session.run().message}» no es ninguna respuesta y no hay «else»`);
  return { kind: 'stay' };
}

function stop(session: Session, params: HandlerOf<'stop'>['params']): Flow {
  const closes = !Array.isArray(params) && 'action' in params;
  const { account } = session;
  const leadId = leadOf(account, session.run())?.id ?? NaN;
  const talk = closes ? talkOf(account, leadId) : undefined;
  if (talk) closeTalk(account, talk, 0);
  return { kind: 'end', reason: 'El bot se detuvo con «stop»' };
}

/** In turn, by how many runs of the bot there were. */
function turnOf(session: Session, variants: readonly Target[]): Target {
  const { bot_id: botId } = session.run();
  const turn =
    [...session.account.state.runs.values()].filter((one) => one.bot_id === botId).length - 1;
  return variants[turn % variants.length] ?? { type: 'finish' };
}

type TaskSettings = HandlerOf<'trigger'>['params']['trigger']['settings'];

/** The deadline's fields were empty in every export: due at the end of the day. */
function createTask(session: Session, settings: TaskSettings): Flow {
  const { account } = session;
  const lead = leadOf(account, session.run());
  if (!lead) return next;
  const now = account.clock.seconds();
  const task: Task = {
    ...{ id: account.nextId(), text: fill(knownTo(session), settings.task_text) },
    ...{ complete_till: Math.ceil((now + 1) / 86_400) * 86_400 - 1, duration: 0 },
    ...{ task_type_id: Number(settings.task_type), entity_id: lead.id, entity_type: 'leads' },
    responsible_user_id: Number(settings.responsible_user) || lead.responsible_user_id,
    ...{ group_id: 0, is_completed: false, result: null },
    ...{ created_by: 0, updated_by: 0, created_at: now, updated_at: now },
  };
  account.state.tasks.set(task.id, task);
  account.changed({ kind: 'task', before: null, after: task, userId: 0 });
  return next;
}

function enterWidget(session: Session, params: HandlerOf<'widget'>['params']): Flow {
  if (session.fromButton && !session.account.switches.isOn('widget-fires-from-button'))
    return {
      kind: 'hang',
      reason: 'El bloque del widget no se activa directamente desde un botón',
    };
  return { kind: 'enter', instance: params.widget_instance_id, exits: params.exits };
}

/** Outside a widget's block it counts as run, and nothing leaves. */
function request(session: Session, { url, data }: HandlerOf<'widget_request'>['params']): Flow {
  const run = session.run();
  const lead = leadOf(session.account, run);
  if (run.frame.instance === null || !lead) {
    session.note('«widget_request» fuera del bloque de un widget: no salió ninguna petición');
    return next;
  }
  const known = knownTo(session);
  const filled = Object.entries(data).map(([key, value]): [string, string | number] => [
    key,
    typeof value === 'string' ? fill(known, value) : value,
  ]);
  const asked = { botId: run.bot_id, leadId: lead.id, url: fill(known, url) };
  return { kind: 'park', continueId: session.ask({ ...asked, data: Object.fromEntries(filled) }) };
}
