import { work } from './table.js';
import type { Edge, Given, StepName } from './table.js';

/** A request for work as the queue stores it. `next` and `enqueue` make it; nobody writes one by hand. */
export interface JobRequest {
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  /** How long it waits at least; a span and no date, so that it follows the clock wherever that is moved. */
  readonly delayMs?: number;
}

interface Request<Name extends StepName> extends JobRequest {
  readonly step: Name;
  readonly data: Given[Name];
}

/** A request for one of these steps. */
export type RequestOf<Name extends StepName> = Name extends StepName ? Request<Name> : never;
/** What a step may answer as its next work. */
export type NextOf<Name extends StepName> = RequestOf<Edge[Name]>;

/** Work that a step asks for. It compiles with the input of the step it names; where it may stand, the table says. */
export function next<Name extends StepName>(
  step: Name,
  data: Given[Name],
  delayMs?: number,
): Request<Name> {
  const key = work[step].key(data);
  return delayMs === undefined ? { step, key, data } : { step, key, data, delayMs };
}

/** Asks for work, once for each input; resolves after the commit. The same step and key is one job. */
export type Enqueue = <Name extends StepName>(
  step: Name,
  ...inputs: readonly Given[Name][]
) => Promise<void>;

export const enqueueBy =
  (store: (requests: readonly JobRequest[]) => Promise<void>): Enqueue =>
  (step, ...inputs) =>
    store(inputs.map((input) => next(step, input)));
