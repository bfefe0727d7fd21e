import { AppError, waits } from '../../../errors.js';
import type { Logger } from '../../../log.js';
import type { HttpResponse } from '../../http-client.js';
import { restAfter } from '../errors.js';
import { askForTurn, endTurn, freeTurnsOf, readKept } from './turns.js';
import type { Answer, Caller, Changed, Ended, KeptTurns, Turn } from './turns.js';
import { whoWaits } from './who-waits.js';

/** What the processes of the companion share, as far as calls to Kommo need it. */
export interface SharedTurns {
  /** One after another over all processes; `change` gets the database's time. It may be called again: no effects. */
  change<T>(
    name: string,
    change: (kept: unknown, now: number) => { readonly kept: unknown; readonly result: T },
  ): Promise<T>;
  /** This process, as the database knows it. */
  session(): Promise<string>;
  /** Those of the processes that are no more. */
  ended(sessions: readonly string[]): Promise<readonly string[]>;
}

export interface GateTools {
  /** "https://account.kommo.com": all that call this account share its turns. */
  readonly baseUrl: string;
  readonly shared: SharedTurns;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Milliseconds that only grow: how long somebody has waited is no matter of a clock that may be set. */
  readonly ticks?: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Kommo answers again, sooner than it had asked: what waits for the end of the rest need not. */
  readonly onRestEnded?: () => void;
}

export interface Gate {
  /**
   * Sends when it is this caller's turn. One that carries many leads goes before those that carry one, of which there are
   * fifty times as many: a thousand new leads are in Kommo before their welcomes take the turns.
   * @throws AppError that costs no try, where the wait would be too long.
   */
  send(call: () => Promise<HttpResponse>, carries?: 'one' | 'many'): Promise<HttpResponse>;
}

/** A longer wait is the caller's to plan: a page must not hang, and a job's place is better used by another. */
const longestWaitMs = { person: 10_000, batch: 20_000 } as const;
/** A person who comes while Kommo rests is told at once, unless the next try is near: a card has something to show. */
const longestRestMs = 2_000;
/** A turn that the process took up this late (it was busy, or stopped) is given back for a new one. */
const lateMs = 5_000;
const lookForEndedMs = 1_000;
const againMs = 2_000;

interface Waiter {
  readonly since: number;
  readonly carries: 'one' | 'many';
  readonly go: (turn: Turn) => void;
  readonly giveUp: (error: unknown) => void;
}

interface Lane {
  readonly caller: Caller;
  readonly waiters: Waiter[];
  isServing: boolean;
  lookedForEndedAt: number;
}

export function createGate(options: GateTools): Gate {
  const tools = { ticks: () => performance.now(), ...options };
  const laneOf = (caller: Caller): Lane => ({
    ...{ caller, waiters: [], isServing: false, lookedForEndedAt: 0 },
  });
  const lanes = { person: laneOf('person'), batch: laneOf('batch') };
  return {
    send: (call, carries = 'one') => sendInTurn(tools, lanes[whoWaits()], { call, carries }),
  };
}

type Tools = GateTools & Required<Pick<GateTools, 'ticks'>>;

async function sendInTurn(
  tools: Tools,
  lane: Lane,
  { call, carries }: { readonly call: () => Promise<HttpResponse> } & Pick<Waiter, 'carries'>,
): Promise<HttpResponse> {
  const turn = await takeTurn(tools, lane, carries);
  try {
    const response = await call();
    await giveBack(tools, turn, endedBy(response));
    return response;
  } catch (error) {
    await giveBack(tools, turn, { kind: 'answered', isServed: false });
    throw error;
  }
}

/** Of a 5xx nobody knows whether it came from before or behind the limiter. */
const endedBy = (response: HttpResponse): Ended =>
  response.status === 429
    ? { kind: 'refused', restMs: restAfter(response) }
    : { kind: 'answered', isServed: response.status < 500 };

function takeTurn(tools: Tools, lane: Lane, carries: Waiter['carries']): Promise<Turn> {
  return new Promise((go, giveUp) => {
    const waiter = { since: tools.ticks(), carries, go, giveUp };
    const firstOfOne = lane.waiters.findIndex((other) => other.carries === 'one');
    const place = carries === 'many' && firstOfOne >= 0 ? firstOfOne : lane.waiters.length;
    lane.waiters.splice(place, 0, waiter);
    if (!lane.isServing) void serve(tools, lane);
  });
}

async function serve(tools: Tools, lane: Lane): Promise<void> {
  lane.isServing = true;
  try {
    while (lane.waiters.length > 0) await serveFirst(tools, lane);
  } catch (error) {
    for (const { giveUp } of lane.waiters.splice(0)) giveUp(error);
  } finally {
    lane.isServing = false;
  }
}

async function serveFirst(tools: Tools, lane: Lane): Promise<void> {
  const askedAt = tools.ticks();
  const answer = await ask(tools, lane.caller);
  if (answer.kind === 'go') {
    const isLate = tools.ticks() - askedAt > lateMs;
    if (isLate) await giveBack(tools, answer.turn, { kind: 'unused' });
    else lane.waiters.shift()?.go(answer.turn);
    return;
  }
  const waitMs = answer.kind === 'wait' ? answer.ms : restMs(answer);
  const isLongRest = answer.kind === 'rest' && lane.caller === 'person' && waitMs > longestRestMs;
  dismiss(lane, waitMs, isLongRest ? () => true : isImpatient(tools, lane, waitMs));
  if (lane.waiters.length === 0) return;
  if (answer.kind === 'wait') await freeEnded(tools, lane, answer.holders);
  await tools.sleep(Math.min(waitMs, longestSleepMs));
}

/** The rest may end sooner. */
const longestSleepMs = 1_000;

const restMs = ({ endsInMs, probeInMs }: Extract<Answer, { kind: 'rest' }>): number =>
  Math.max(1, probeInMs === null ? endsInMs : Math.min(endsInMs, probeInMs));

function isImpatient({ ticks }: Tools, { caller }: Lane, waitMs: number) {
  const readyAt = ticks() + waitMs;
  return ({ since }: Waiter): boolean => readyAt - since > longestWaitMs[caller];
}

function dismiss(lane: Lane, waitMs: number, isToGo: (waiter: Waiter) => boolean): void {
  const dismissed = lane.waiters.filter(isToGo);
  lane.waiters.splice(0, lane.waiters.length, ...lane.waiters.filter((one) => !isToGo(one)));
  for (const { giveUp } of dismissed) giveUp(waitTooLong(Math.max(waitMs, againMs)));
}

/** Nobody's fault and nothing sent, however long others use up the account's limit. */
const waitTooLong = (ms: number): AppError =>
  new AppError('kommo_unreachable', 'Kommo is called as often as it allows: the call waits', {
    retry: waits(ms),
    facts: { waitMs: ms },
  });

async function freeEnded(tools: Tools, lane: Lane, holders: readonly string[]): Promise<void> {
  const now = tools.ticks();
  if (holders.length === 0 || now - lane.lookedForEndedAt < lookForEndedMs) return;
  lane.lookedForEndedAt = now;
  const ended = await tools.shared.ended([...new Set(holders)]);
  if (ended.length > 0) await change(tools, (kept, at) => freeTurnsOf(kept, at, ended));
}

async function ask(tools: Tools, caller: Caller): Promise<Answer> {
  const holder = await tools.shared.session();
  return change(tools, (kept, now) => askForTurn(kept, now, { caller, holder }));
}

/** A turn that cannot be given back, because the database is away, ends with its lease. */
async function giveBack(tools: Tools, turn: Turn, ended: Ended): Promise<void> {
  try {
    const what = await change(tools, (kept, now) => endTurn(kept, now, { turn, ended }));
    if (what === 'rest_began' && ended.kind === 'refused') {
      const until = new Date(tools.clock().getTime() + ended.restMs);
      tools.log.warn({ until }, 'Kommo asked for a rest: batches wait for its end');
    }
    if (what === 'rest_ended') {
      tools.log.info('Kommo answers again before the end of its rest');
      tools.onRestEnded?.();
    }
  } catch (error) {
    tools.log.warn({ err: error }, 'a turn to call Kommo could not be given back');
  }
}

const change = <T>(
  { shared, baseUrl }: Tools,
  rule: (kept: KeptTurns, now: number) => Changed<T>,
): Promise<T> =>
  shared.change(`kommo:${new URL(baseUrl).host}`, (kept, now) => rule(readKept(kept), now));
