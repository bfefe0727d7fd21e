import type { z } from 'zod';
import { AppError } from '../errors.js';
import type { JobRequest, Outcome, Services } from '../services.js';

/**
 * One step of a lead's journey. Its five moves, in this order: load, decide, act, record, next. It runs at least once
 * for each input, so it checks what it finds before it acts; it returns the next jobs and never calls another step.
 */
export interface Step<Input> {
  readonly name: string;
  /** What happens here, for the README's picture of the journey. */
  readonly story: string;
  readonly input: z.ZodType<Input>;
  /** Most inputs in one run. */
  readonly batch: number;
  /** Runs at the same time, in each process. */
  readonly concurrency: number;
  /** Waits between tries, in seconds; after the last one the job is a dead letter. */
  readonly backoffSeconds: readonly number[];
  /** One outcome for each input, in order. */
  readonly run: (services: Services, inputs: readonly Input[]) => Promise<readonly Outcome[]>;
}

/** A step as the queue runs it: data that is not the step's input is a dead letter at once. */
export interface JourneyStep extends Pick<
  Step<unknown>,
  'name' | 'story' | 'batch' | 'concurrency' | 'backoffSeconds'
> {
  readonly run: (services: Services, data: readonly unknown[]) => Promise<readonly Outcome[]>;
}

export function inJourney<Input>(step: Step<Input>): JourneyStep {
  return {
    ...step,
    async run(services, data) {
      const parsed = data.map((one) => step.input.safeParse(one));
      const inputs = parsed.flatMap((one) => (one.success ? [one.data] : []));
      const outcomes = inputs.length === 0 ? [] : await step.run(services, inputs);
      const next = outcomes[Symbol.iterator]();
      return parsed.map((one) =>
        one.success
          ? (next.next().value ?? failed(noOutcome(step.name)))
          : failed(unreadable(step.name, one.error)),
      );
    },
  };
}

const unreadable = (step: string, cause: unknown) =>
  new AppError('internal', `A job of ${step} has data that is not its input.`, { cause });

const noOutcome = (step: string) =>
  new AppError('internal', `${step} answered fewer outcomes than it was asked for.`);

export const done = (...next: readonly JobRequest[]): Outcome => ({ kind: 'done', next });
export const later = (ms: number, reason: string): Outcome => ({ kind: 'later', ms, reason });
export const failed = (error: unknown): Outcome => ({ kind: 'failed', error });

/** Lets a step that handles one input at a time stand in the table: a failure stays with its own input. */
export const oneByOne =
  <Input>(run: (services: Services, input: Input) => Promise<Outcome>): Step<Input>['run'] =>
  (services, inputs) =>
    Promise.all(
      inputs.map((input) => run(services, input).catch((error: unknown) => failed(error))),
    );

/** Three quick tries, then the queue keeps it (R6.1): 1 s, 5 s, 30 s, and on for a day and a half. */
export const captureBackoff = [
  1, 5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800, 43_200,
];

/** Eight tries over 27 hours and 35 minutes, for what can heal. */
export const odooBackoff = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];
