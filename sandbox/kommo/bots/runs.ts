import type { Account } from '../account/account.js';
import type { Bot, Run, Target } from '../account/bot-records.js';
import type { Continuation } from './continuation.js';
import type { Library } from './library.js';
import type { Requests } from './requests.js';
import { drive } from './runtime/drive.js';
import type { Road } from './runtime/drive.js';
import { goOn } from './runtime/go-on.js';
import { createSession } from './runtime/session.js';
import type { Session } from './runtime/session.js';

export interface Starting {
  readonly entityId: number;
  readonly entityType: Run['entity_type'];
  readonly launched: Run['launched'];
}

export interface Runs {
  start(bot: Bot, asked: Starting): void;
  stop(which: (run: Run) => boolean, reason: string): void;
  /** Goes on at a step: after a timer, an error. */
  driveTo(run: Run, target: Target): void;
  /** Goes on where a reply leads. */
  hear(run: Run, reply: Target, text: string): void;
  isParked(runId: number, continueId: string): boolean;
  goOn(runId: number, answer: Continuation): void;
  road(run: Run): Road;
}

interface RunsOptions {
  readonly account: Account;
  readonly library: Library;
  readonly requests: Requests;
}

export function createRuns(options: RunsOptions): Runs {
  const { account } = options;
  const { runs } = account.state;
  const work = createWork(options);
  const driveTo = (run: Run, target: Target) => {
    work(run, false, (session, road) => {
      drive(session, road, target);
    });
  };
  const soon = (runId: number) => {
    account.clock.schedule(0, () => {
      const run = runs.get(runId);
      if (run?.state === 'queued') driveTo(run, { type: 'question', step: run.frame.step });
    });
  };
  wakeKept(account, soon, driveTo);
  return {
    ...{ driveTo, road: (run) => roadOf(options, run) },
    start(bot, asked) {
      const run = newRun(account, bot, asked);
      runs.set(run.id, run);
      forgetOldest(runs);
      soon(run.id);
    },
    stop: (which, reason) => {
      stopRuns(account, which, reason);
    },
    hear: (run, reply, text) => {
      work(run, reply.type === 'answer', (session, road) => {
        session.change({ message: text });
        drive(session, road, reply);
      });
    },
    isParked: (runId, continueId) => runs.get(runId)?.wait?.continueId === continueId,
    goOn(runId, answer) {
      const run = runs.get(runId);
      if (!run) return;
      work(run, false, (session, road) => {
        goOn(session, road, answer);
      });
    },
  };
}

const roadOf = ({ library }: RunsOptions, run: Run): Road => ({
  steps: (instance) => library.steps(run.bot_id, instance),
});

type Work = (run: Run, fromButton: boolean, what: (session: Session, road: Road) => void) => void;

/** Drives a run, then lets its pause take effect. */
function createWork(options: RunsOptions): Work {
  const { account, requests } = options;
  const work: Work = (run, fromButton, what) => {
    const session = createSession({
      ...{ account, runId: run.id, fromButton, drawn: [...(run.wait?.drawn ?? [])] },
      ask: (request) => requests.ask(request, run.id),
    });
    const road = roadOf(options, run);
    what(session, road);
    const after = session.run();
    if (after.state === 'waiting') pauseOthers(account, after);
    if (after.wait?.id === run.wait?.id) return;
    setTimers(account, after, (woken, target) => {
      work(woken, false, (later) => {
        drive(later, road, target);
      });
    });
  };
  return work;
}

type Wake = (run: Run, target: Target) => void;

/** A timer of a pause that is over is deaf. */
function setTimers({ clock, state }: Account, { id, wait }: Run, wake: Wake): void {
  const now = clock.now().getTime();
  for (const { dueAt, target } of wait?.timers ?? [])
    clock.schedule(Math.max(0, dueAt - now), () => {
      const run = state.runs.get(id);
      if (run?.state === 'waiting' && run.wait?.id === wait?.id) wake(run, target);
    });
}

/** What was under way when the sandbox ended goes on after the start. */
function wakeKept(account: Account, soon: (runId: number) => void, wake: Wake): void {
  for (const run of account.state.runs.values()) {
    if (run.state === 'queued') soon(run.id);
    if (run.state === 'waiting') setTimers(account, run, wake);
  }
}

function newRun(account: Account, bot: Bot, { entityId, entityType, launched }: Starting): Run {
  const refusal = refusalOf(account, bot, { entityId, entityType });
  return {
    ...{ id: account.nextId(), bot_id: bot.id, entity_id: entityId, entity_type: entityType },
    ...{ launched, at: account.clock.now().toISOString() },
    ...{ state: refusal === null ? 'queued' : 'ended', reason: refusal ?? '' },
    frame: { instance: null, exits: {}, step: bot.start, next: 0 },
    ...{ wait: null, message: '', validated: '', json: {}, hasSent: false, trail: [] },
  };
}

function refusalOf(
  account: Account,
  bot: Bot,
  { entityId, entityType }: Pick<Starting, 'entityId' | 'entityType'>,
): string | null {
  if (!bot.is_active) return 'El bot está apagado';
  if (!account.switches.isOn('one-bot-an-entity')) return null;
  const busy = [...account.state.runs.values()].some(
    (run) => !isOver(run) && run.entity_id === entityId && run.entity_type === entityType,
  );
  return busy ? 'Otro bot trabaja con el lead' : null;
}

export const isOver = ({ state }: Run) => state === 'ended';

/** A bot that comes to listen silences the others of its lead. */
function pauseOthers(account: Account, listening: Run): void {
  if (listening.wait?.kind !== 'message') return;
  const isOther = (run: Run) =>
    run.id !== listening.id &&
    run.entity_id === listening.entity_id &&
    run.entity_type === listening.entity_type;
  stopRuns(account, isOther, 'Otro bot llegó a una pausa');
}

function stopRuns({ state }: Account, which: (run: Run) => boolean, reason: string): void {
  for (const run of state.runs.values()) {
    if (isOver(run) || !which(run)) continue;
    const trail = [...run.trail, reason];
    state.runs.set(run.id, { ...run, state: 'ended', wait: null, reason, trail });
  }
}

const mostKept = 5000;

function forgetOldest(runs: Map<number, Run>): void {
  for (const [id, run] of runs) {
    if (runs.size <= mostKept) return;
    if (isOver(run)) runs.delete(id);
  }
}
