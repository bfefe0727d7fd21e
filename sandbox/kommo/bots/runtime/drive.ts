import type { Target, Wait } from '../../account/bot-records.js';
import type { Step, Steps } from '../format/bot-file.js';
import { perform, runHandlers } from './perform.js';
import type { Flow, Session } from './session.js';

export interface Road {
  /** The steps that the run stands in: the bot's, or those of a widget's block; null where there are none. */
  steps(instance: string | null): Steps | null;
}

/** A bot that goes round without a pause would go on for ever. */
const mostMoves = 500;

/** Drives a run from a step to its next pause or its end. */
export function drive(session: Session, road: Road, first: Target): void {
  follow(session, road, { kind: 'goto', target: first });
}

/** Goes on after a continue: with the handler behind the request, unless the answer named a step. */
export function resume(session: Session, road: Road): void {
  const { frame } = session.run();
  const step = road.steps(frame.instance)?.get(frame.step);
  const flow = runHandlers(session, step?.question ?? [], frame.next);
  follow(session, road, flow.kind === 'next' ? ended(frame.step) : flow);
}

export function follow(session: Session, road: Road, start: Flow): void {
  let flow = start;
  for (let moves = 0; moves < mostMoves; moves += 1) {
    if (flow.kind !== 'goto' && flow.kind !== 'enter' && flow.kind !== 'exit') {
      settle(session, flow);
      return;
    }
    flow = move(session, road, flow);
  }
  settle(session, { kind: 'hang', reason: 'El bot da vueltas sin pausa' });
}

function move(
  session: Session,
  road: Road,
  flow: Extract<Flow, { kind: 'goto' | 'enter' | 'exit' }>,
): Flow {
  if (flow.kind === 'goto') return runTarget(session, road, flow.target);
  const { frame } = session.run();
  if (flow.kind === 'enter') {
    if (!road.steps(flow.instance))
      return {
        kind: 'hang',
        reason: 'El bloque del widget está vacío: nadie lo abrió y guardó en el diseñador',
      };
    session.change({ frame: { ...frame, instance: flow.instance, exits: flow.exits } });
    return { kind: 'goto', target: { type: 'question', step: 0 } };
  }
  const target = frame.exits[flow.code];
  session.change({ frame: { ...frame, instance: null, exits: {} } });
  return target
    ? { kind: 'goto', target }
    : { kind: 'end', reason: `La salida «${flow.code}» no lleva a nada` };
}

function runTarget(session: Session, road: Road, { type, step: number = 0 }: Target): Flow {
  if (type === 'finish') return { kind: 'end', reason: 'Llegó al final' };
  const { frame } = session.run();
  const step = road.steps(frame.instance)?.get(number);
  if (!step) return { kind: 'end', reason: `El paso ${number} no existe` };
  session.change({ frame: { ...frame, step: number, next: 0 } });
  if (type === 'answer') return orEnd(runHandlers(session, step.answer ?? []), number);
  session.drawn.length = 0;
  const flow = runHandlers(session, step.question);
  if (flow.kind !== 'next') return flow;
  // A message without buttons does not wait.
  if (step.answer === undefined || session.drawn.length === 0) return ended(number);
  return awaitAnswer(session, road, { step, number });
}

const ended = (step: number): Flow => ({
  kind: 'end',
  reason: `El paso ${step} terminó sin ir a ningún otro`,
});

const orEnd = (flow: Flow, step: number): Flow => (flow.kind === 'next' ? ended(step) : flow);

/** Waits for the tapped button; `no_answer` leads to the timer that runs meanwhile. */
function awaitAnswer(
  session: Session,
  road: Road,
  { step, number }: { readonly step: Step; readonly number: number },
): Flow {
  const reply: Target = { type: 'answer', step: number };
  const drawn = [...session.drawn];
  const { frame } = session.run();
  const aside = step.no_answer ? perform(session, step.no_answer) : null;
  const flow = aside?.kind === 'goto' ? runTarget(session, road, aside.target) : aside;
  session.change({ frame });
  session.drawn.splice(0, session.drawn.length, ...drawn);
  if (flow?.kind !== 'pause') return { kind: 'pause', reply, timers: [] };
  const goesAside = session.account.switches.isOn('reply-goes-to-the-timer');
  return { ...flow, reply: goesAside ? (flow.reply ?? reply) : reply };
}

function settle(session: Session, flow: Exclude<Flow, { kind: 'goto' | 'enter' | 'exit' }>): void {
  switch (flow.kind) {
    case 'pause':
      session.change({ state: 'waiting', reason: '', wait: waitFor(session, flow) });
      return;
    case 'park':
      session.change({
        ...{ state: 'waiting', reason: '' },
        wait: {
          ...waitFor(session, { reply: null, timers: [] }),
          kind: 'continue',
          continueId: flow.continueId,
        },
      });
      return;
    case 'hang':
    case 'end':
      session.note(flow.reason);
      session.change({
        state: flow.kind === 'end' ? 'ended' : 'hung',
        reason: flow.reason,
        wait: null,
      });
      return;
    case 'next':
    case 'stay':
      session.change({ state: 'waiting' });
      return;
  }
}

function waitFor(
  { account, drawn }: Session,
  { reply, timers }: Pick<Extract<Flow, { kind: 'pause' }>, 'reply' | 'timers'>,
): Wait {
  const now = account.clock.now().getTime();
  return {
    ...{ id: account.nextId(), kind: reply ? 'message' : 'timer', reply, continueId: null },
    drawn: [...drawn],
    timers: timers.map(({ delaySeconds, target }) => ({
      dueAt: now + delaySeconds * 1000,
      target,
    })),
  };
}
