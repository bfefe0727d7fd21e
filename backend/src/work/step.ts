import type { Sentence } from '../../../wording/sentence.js';
import { AppError } from '../errors.js';
import type { Services } from '../services.js';
import { failed } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { NextOf } from './request.js';
import { work } from './table.js';
import type { Input, StepName } from './table.js';

export interface Try {
  /** 1 at the first run; a run that ended with `later` does not count. */
  readonly attempt: number;
  /** If it fails, the work is a dead letter. */
  readonly isLast: boolean;
}

type Run<Name extends StepName> = (
  services: Services,
  inputs: readonly Input[Name][],
  tries: readonly Try[],
) => Promise<readonly Outcome<NextOf<Name>>[]>;

/**
 * What is done for a row of the table. Its five moves, in this order: load, decide, act, record, next. It runs at least
 * once for each input, so it checks what it finds before it acts; it returns the next jobs and never calls another step.
 */
export interface Step<Name extends StepName> {
  readonly name: Name;
  /** One outcome for each input, in order; what it throws fails them all. Without `tries` they are the first. */
  readonly run: (
    services: Services,
    inputs: readonly Input[Name][],
    tries?: readonly Try[],
  ) => ReturnType<Run<Name>>;
  /** The same for what the queue has stored: data that is not the step's input fails for good. */
  readonly runStored: (services: Services, jobs: readonly StoredJob[]) => ReturnType<Run<Name>>;
  /** Before the work becomes a dead letter, whatever the cause: what else shows its state learns of it. */
  readonly giveUp: (services: Services, data: unknown, failure: GivenUp) => Promise<void>;
}

export interface GivenUp {
  /** An ErrorCode. */
  readonly code: string;
  readonly reason: Sentence | null;
}

type GiveUp<Name extends StepName> = (
  services: Services,
  input: Input[Name],
  failure: GivenUp,
) => Promise<void>;

const nothingElse = (): Promise<void> => Promise.resolve();

interface StoredJob extends Try {
  readonly data: unknown;
}

const firstTry: Try = { attempt: 1, isLast: false };

export const step = <Name extends StepName>(
  name: Name,
  run: Run<Name>,
  giveUp: GiveUp<Name> = nothingElse,
): Step<Name> => ({
  name,
  giveUp: async (services, data, failure) => {
    const input = work[name].input.safeParse(data);
    if (input.success) await giveUp(services, input.data, failure);
  },
  run: (services, inputs, tries = inputs.map(() => firstTry)) => run(services, inputs, tries),
  runStored: async (services, jobs) => {
    const read = jobs.map((job) => ({ job, input: work[name].input.safeParse(job.data) }));
    const readable = read.flatMap(({ job, input }) =>
      input.success ? [{ job, input: input.data }] : [],
    );
    const inputs = readable.map(({ input }) => input);
    const tries = readable.map(({ job }) => job);
    const outcomes = inputs.length === 0 ? [] : await run(services, inputs, tries);
    const next = outcomes[Symbol.iterator]();
    return read.map(({ input }) =>
      input.success
        ? (next.next().value ?? failed(noOutcome(name)))
        : failed(unreadable(name, input.error)),
    );
  },
});

const unreadable = (name: StepName, cause: unknown): AppError =>
  new AppError('internal', `A job of ${name} has data that is not its input.`, { cause });

const noOutcome = (name: StepName): AppError =>
  new AppError('internal', `${name} answered fewer outcomes than it was asked for.`);

/** A step that handles one input at a time: a failure stays with its own input. */
export const oneByOne = <Name extends StepName>(
  name: Name,
  run: (services: Services, input: Input[Name], attempt: Try) => Promise<Outcome<NextOf<Name>>>,
  giveUp?: GiveUp<Name>,
): Step<Name> =>
  step(
    name,
    (services, inputs, tries) =>
      Promise.all(
        inputs.map((input, index) =>
          run(services, input, tries[index] ?? firstTry).catch((error: unknown) => failed(error)),
        ),
      ),
    giveUp,
  );
