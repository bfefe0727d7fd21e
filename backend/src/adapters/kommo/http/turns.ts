import { z } from 'zod';

/** Who waits for a call: somebody at a screen, or work of the queue. */
export type Caller = 'person' | 'batch';

/**
 * Kommo takes 7 calls in any second from an address. A turn is held from before a call leaves until its answer is here,
 * and for a second after that. So whenever a turn is used again, the call that used it before reached Kommo more than a
 * second earlier, however late a process woke up or a network delivered it: no second sees an eighth call.
 */
const turnCount = 7;
/** One second, and what the database's clock may be set back meanwhile. */
export const afterAnswerMs = 1_050;
/** A turn whose end nobody told is free again: longer than any call may take. */
const leaseMs = 60_000;
/** How soon a waiting process asks again where it cannot know when a turn becomes free. */
const pollMs = 100;
const longestPollMs = 250;
/** How long batches make way after a person has asked in vain; a person who waits asks again within it. */
const makeWayMs = 2 * longestPollMs;

/** The first turn is for batches only, so that they move; the last for people, so that a card never waits for them. */
const turnsOf = { person: [6, 5, 4, 3, 2, 1], batch: [0, 1, 2, 3, 4, 5] } as const;
const turnsBesidePeople = [0] as const;

/** While Kommo asks to rest, one call at a time tries for a person, after 5 s, 20 s, 80 s … from the last refusal. */
const probeMs = (refusals: number): number => 5_000 * 4 ** (refusals - 1);

const keptSchema = z.object({
  turns: z
    .array(z.object({ holder: z.string().nullable(), freeAt: z.number() }))
    .length(turnCount)
    .readonly(),
  /** Until when batches make way for a person. */
  peopleUntil: z.number(),
  rest: z
    .object({
      until: z.number(),
      /** When a person may try; while one does, when nobody counts on its answer any more. */
      probeAt: z.number(),
      isProbing: z.boolean(),
      refusals: z.int(),
    })
    .nullable(),
});

/** What all processes share of one limiter; times are milliseconds of the database's clock. */
export type KeptTurns = z.infer<typeof keptSchema>;

const noneTaken: KeptTurns = {
  turns: Array.from({ length: turnCount }, () => ({ holder: null, freeAt: 0 })),
  peopleUntil: 0,
  rest: null,
};

export function readKept(kept: unknown): KeptTurns {
  const parsed = keptSchema.safeParse(kept);
  return parsed.success ? parsed.data : noneTaken;
}

export interface Turn {
  readonly number: number;
  readonly holder: string;
  /** Leaves during a rest; its success ends the rest. */
  readonly isProbe: boolean;
}

export type Answer =
  | { readonly kind: 'go'; readonly turn: Turn }
  /** Ask again after `ms`; the turns of `holders` are out, and become free at once where such a process has ended. */
  | { readonly kind: 'wait'; readonly ms: number; readonly holders: readonly string[] }
  /** Kommo asked for a pause; `probeInMs` is when a person asks again, null for a batch. */
  | { readonly kind: 'rest'; readonly endsInMs: number; readonly probeInMs: number | null };

export interface Changed<T> {
  readonly kept: KeptTurns;
  readonly result: T;
}

export function askForTurn(
  found: KeptTurns,
  now: number,
  { caller, holder }: { readonly caller: Caller; readonly holder: string },
): Changed<Answer> {
  const kept = setRight(found, now);
  const rest = restAt(kept, now);
  if (rest !== null && (caller === 'batch' || rest.probeAt > now)) {
    const probeInMs = caller === 'batch' ? null : rest.isProbing ? pollMs : rest.probeAt - now;
    return { kept, result: { kind: 'rest', endsInMs: rest.until - now, probeInMs } };
  }

  const allowed: readonly number[] =
    caller === 'batch' && now < kept.peopleUntil ? turnsBesidePeople : turnsOf[caller];
  const number = allowed.find((one) => freeAt(kept, one) <= now);
  if (number === undefined) return wait(kept, now, { caller, allowed });
  const taken = withTurn(kept, number, { holder, freeAt: now + leaseMs });
  return {
    kept: { ...taken, rest: probing(rest, now) },
    result: { kind: 'go', turn: { number, holder, isProbe: rest !== null } },
  };
}

/** Kommo has not been seen to ask for a longer one. */
const longestRestMs = 60 * 60_000;

/**
 * A clock that was ahead and is set right leaves times that nothing could have made now: nobody would call for as long as it was
 * ahead. Each is taken back to the latest that it could be.
 */
function setRight(kept: KeptTurns, now: number): KeptTurns {
  const { turns, peopleUntil, rest } = kept;
  const latestOf = ({ holder }: KeptTurns['turns'][number]): number =>
    now + (holder === null ? afterAnswerMs : leaseMs);
  const isRight =
    turns.every((turn) => turn.freeAt <= latestOf(turn)) &&
    peopleUntil <= now + makeWayMs &&
    (rest?.until ?? 0) <= now + longestRestMs;
  if (isRight) return kept;
  return {
    turns: turns.map((turn) => ({ ...turn, freeAt: Math.min(turn.freeAt, latestOf(turn)) })),
    peopleUntil: Math.min(peopleUntil, now + makeWayMs),
    rest: rest && {
      ...rest,
      until: Math.min(rest.until, now + longestRestMs),
      probeAt: Math.min(rest.probeAt, now + leaseMs),
    },
  };
}

/** Nobody else tries until the answer is here. */
const probing = (rest: KeptTurns['rest'], now: number): KeptTurns['rest'] =>
  rest && { ...rest, isProbing: true, probeAt: now + leaseMs };

function wait(
  kept: KeptTurns,
  now: number,
  { caller, allowed }: { readonly caller: Caller; readonly allowed: readonly number[] },
): Changed<Answer> {
  const out = kept.turns.filter((one, number) => allowed.includes(number) && one.holder !== null);
  const freeInMs = allowed
    .filter((number) => kept.turns[number]?.holder === null)
    .map((number) => freeAt(kept, number) - now);
  const pollsMs = out.length === 0 ? longestPollMs : pollMs;
  const result = {
    kind: 'wait',
    ms: Math.ceil(Math.min(pollsMs, ...freeInMs)),
    holders: out.flatMap(({ holder }) => holder ?? []),
  } as const;
  return {
    kept: caller === 'person' ? { ...kept, peopleUntil: now + makeWayMs } : kept,
    result,
  };
}

/** What became of a call: it never left, it was answered (or cut off), or Kommo asked for a pause. */
export type Ended =
  | { readonly kind: 'unused' }
  | { readonly kind: 'answered'; readonly isServed: boolean }
  | { readonly kind: 'refused'; readonly restMs: number };

/** Gives a turn back; the result says whether a rest began or ended with it. */
export function endTurn(
  kept: KeptTurns,
  now: number,
  { turn, ended }: { readonly turn: Turn; readonly ended: Ended },
): Changed<'rest_began' | 'rest_ended' | null> {
  const isHeld = kept.turns[turn.number]?.holder === turn.holder;
  const free = { holder: null, freeAt: ended.kind === 'unused' ? now : now + afterAnswerMs };
  const given = isHeld ? withTurn(kept, turn.number, free) : kept;
  const rest = restAt(kept, now);
  if (ended.kind === 'refused') {
    return {
      kept: { ...given, rest: restAfter(rest, now, { turn, restMs: ended.restMs }) },
      result: rest === null ? 'rest_began' : null,
    };
  }
  if (!turn.isProbe || rest === null) return { kept: given, result: null };
  if (ended.kind === 'answered' && ended.isServed) {
    return { kept: { ...given, rest: null }, result: 'rest_ended' };
  }
  // It was not answered and says nothing: the next person may try.
  const probeAt = now + probeMs(rest.refusals);
  return { kept: { ...given, rest: { ...rest, isProbing: false, probeAt } }, result: null };
}

/** The calls that were under way when Kommo refused one are refused too, and add nothing to its displeasure. */
function restAfter(
  rest: KeptTurns['rest'],
  now: number,
  { turn, restMs }: { readonly turn: Turn; readonly restMs: number },
): KeptTurns['rest'] {
  const until = Math.max(rest?.until ?? 0, now + restMs);
  if (rest !== null && !turn.isProbe) return { ...rest, until };
  const refusals = (rest?.refusals ?? 0) + 1;
  return { until, refusals, isProbing: false, probeAt: now + probeMs(refusals) };
}

/** The turns of processes that have ended: what they sent last may have reached Kommo just now. */
export function freeTurnsOf(
  kept: KeptTurns,
  now: number,
  holders: readonly string[],
): Changed<null> {
  const turns = kept.turns.map((one) =>
    one.holder !== null && holders.includes(one.holder)
      ? { holder: null, freeAt: now + afterAnswerMs }
      : one,
  );
  return { kept: { ...kept, turns }, result: null };
}

const restAt = ({ rest }: KeptTurns, now: number): KeptTurns['rest'] =>
  rest !== null && rest.until > now ? rest : null;

const freeAt = ({ turns }: KeptTurns, number: number): number => turns[number]?.freeAt ?? 0;

const withTurn = (
  kept: KeptTurns,
  number: number,
  turn: KeptTurns['turns'][number],
): KeptTurns => ({
  ...kept,
  turns: kept.turns.map((one, index) => (index === number ? turn : one)),
});
