import type { z } from 'zod';
import { AppError } from '../errors.js';
import type { JobRequest, Outcome, Services } from '../services.js';

/** Work that runs beside a lead's journey, through the same queue. */
export interface BackgroundStep {
  readonly name: string;
  readonly batch: number;
  readonly concurrency: number;
  readonly backoffSeconds: readonly number[];
  readonly run: (services: Services, data: readonly unknown[]) => Promise<readonly Outcome[]>;
}

interface OneByOne<Input> extends Omit<BackgroundStep, 'run'> {
  readonly input: z.ZodType<Input>;
  readonly act: (services: Services, input: Input) => Promise<Outcome>;
}

/** Each input is handled alone; data that is not the step's input fails for good. */
export const oneByOne = <Input>({ input, act, ...step }: OneByOne<Input>): BackgroundStep => ({
  ...step,
  run: (services, data) =>
    Promise.all(
      data.map(async (one): Promise<Outcome> => {
        const parsed = input.safeParse(one);
        if (!parsed.success) {
          const message = `A job of ${step.name} has data that is not its input.`;
          return { kind: 'failed', error: new AppError('internal', message) };
        }
        return act(services, parsed.data).catch((error: unknown) => ({ kind: 'failed', error }));
      }),
    ),
});

export const done = (...next: readonly JobRequest[]): Outcome => ({ kind: 'done', next });
