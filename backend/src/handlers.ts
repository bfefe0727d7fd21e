import { applyProvision } from './account/provision/apply-provision.js';
import { waitOf } from './errors.js';
import type { Handler } from './jobs/job.js';
import { journey } from './journey/journey.js';
import { countFailures } from './operations/alerts/watch-failures.js';
import { operations } from './operations/operations.js';
import type { Services } from './services.js';
import { failed, later } from './work/outcome.js';
import type { Outcome } from './work/outcome.js';
import type { Step } from './work/step.js';
import { aboutOf, stepNames, work } from './work/table.js';
import type { StepName } from './work/table.js';

/** What is done for each row of the table: a row without its step does not compile. */
export const steps: { readonly [Name in StepName]: Step<Name> } = {
  ...journey,
  ...operations,
  'apply-provision': applyProvision,
};

/** Everything the queue runs. */
export const handlersOf = (services: Services): readonly Handler[] =>
  stepNames.map((name) => handlerOf(services, name));

/** Its failures are counted, so that an integration that keeps failing is told (R6.2). */
function handlerOf(services: Services, name: StepName): Handler {
  const { batch, concurrency, ladder } = work[name];
  const { traces, store } = services;
  const aboutJob = ({ data }: { readonly data: unknown }) => aboutOf(name, data);
  const find = (kommoLeadId: number) => store.leads.findByKommoId(kommoLeadId);
  return {
    ...{ step: name, batch, concurrency, ladder },
    about: (data) => aboutOf(name, data),
    giveUp: (data, failure) => steps[name].giveUp(services, data, failure),
    run: async (jobs) => {
      // What is thrown fails them all, as the queue would have it, and is counted too.
      const run = () =>
        steps[name]
          .runStored(services, jobs)
          .catch((error: unknown) => jobs.map(() => failed(error)));
      const outcomes = await traces.run({ step: name, abouts: jobs.map(aboutJob), find }, run);
      const judged = outcomes.map(waitingAsLater);
      await countFailures(services, name, judged);
      return judged;
    },
  };
}

/** A call that only waits for its turn, or for the end of a rest, has not failed. */
function waitingAsLater(outcome: Outcome): Outcome {
  const waiting = outcome.kind === 'failed' ? waitOf(outcome.error) : null;
  return waiting === null ? outcome : later(waiting.ms, waiting.reason);
}
