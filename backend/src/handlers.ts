import type { Handler } from './jobs/job.js';
import { journey } from './journey/journey.js';
import type { Services } from './services.js';

/** The journey's steps as the queue runs them. */
export function handlersOf(services: Services): readonly Handler[] {
  return journey.map(({ name, batch, concurrency, backoffSeconds, run }) => ({
    step: name,
    batch,
    concurrency,
    backoffSeconds,
    retries: backoffSeconds.length,
    run: (jobs) => run(services, jobs.map(({ data }) => data)),
  }));
}
