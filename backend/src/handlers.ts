import type { Handler } from './jobs/job.js';
import { journey } from './journey/journey.js';
import { backgroundSteps } from './operations/background-steps.js';
import { countFailures } from './operations/alerts/watch-failures.js';
import { provisionBackoff, provisionStep } from './account/provision/provision-runs.js';
import type { Outcome, Services } from './services.js';

/** Everything the queue runs. */
export const handlersOf = (services: Services): readonly Handler[] => [
  ...journeyHandlers(services),
  provisionHandler(services),
  ...backgroundHandlers(services),
];

const journeyHandlers = (services: Services): readonly Handler[] =>
  journey.map((step) => toHandler(services, step));

const backgroundHandlers = (services: Services): readonly Handler[] =>
  backgroundSteps.map((step) => toHandler(services, step));

type QueuedStep = (typeof journey)[number] | (typeof backgroundSteps)[number];

/** Its failures are counted, so that an integration that keeps failing is told (R6.2). */
function toHandler(services: Services, step: QueuedStep): Handler {
  const { name, batch, concurrency, backoffSeconds, run } = step;
  return {
    step: name,
    batch,
    concurrency,
    backoffSeconds,
    retries: backoffSeconds.length,
    run: async (jobs) => {
      const data = jobs.map((job) => job.data);
      // What is thrown fails them all, as the queue would have it, and is counted too.
      const outcomes = await run(services, data).catch((error: unknown): readonly Outcome[] =>
        jobs.map(() => ({ kind: 'failed', error })),
      );
      await countFailures(services, name, outcomes);
      return outcomes;
    },
  };
}

const provisionHandler = ({ administration }: Services): Handler => ({
  step: provisionStep,
  batch: 1,
  concurrency: 1,
  backoffSeconds: provisionBackoff,
  run: (jobs) => Promise.all(jobs.map(({ attempt }) => administration.provisionRuns.work(attempt))),
});
