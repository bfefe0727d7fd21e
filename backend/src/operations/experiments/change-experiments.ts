import { randomUUID } from 'node:crypto';
import type {
  BeginExperiment,
  EndExperiment,
  NoteExperiment,
} from '../../../../contract/experiment.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { problemOf } from './version-problem.js';

/** Begins an experiment (R8.7). @throws AppError `invalid_body` where it could not run as it is meant. */
export async function beginExperiment(services: Services, wanted: BeginExperiment): Promise<void> {
  const { store, clock, log } = services;
  const problem = await problemOf(services, wanted);
  if (problem !== null) throw refused(problem);
  const id = randomUUID();
  if (!(await store.experiments.begin({ id, ...wanted }, clock()))) throw refused(underWay);
  log.info(
    { experiment: id, subject: wanted.subject, target: wanted.target },
    'began an experiment',
  );
}

const underWay: FieldProblem = {
  field: 'target',
  reason: { code: 'experiment.under_way' },
  remedy: { code: 'experiment.end_it_first' },
};

const refused = (problem: FieldProblem): AppError =>
  new AppError('invalid_body', 'The experiment cannot be run as it was asked for.', {
    fields: [problem],
  });

/** Who comes from now on gets what stays; what runs goes on as it was drawn. Ending it twice changes nothing. */
export async function endExperiment(
  { store, clock, log }: Services,
  { id, stays }: EndExperiment,
): Promise<void> {
  await found(store, id);
  await store.experiments.end(id, stays, clock());
  log.info({ experiment: id, stays }, 'ended an experiment');
}

export async function noteExperiment(
  { store }: Services,
  { id, costs, listed }: NoteExperiment,
): Promise<void> {
  await found(store, id);
  await store.experiments.note(id, { costs, listed });
}

async function found({ experiments }: Services['store'], id: string): Promise<void> {
  if ((await experiments.find(id)) !== null) return;
  throw new AppError('not_found', `There is no experiment ${id}.`);
}
