import type { ActivatePoints } from '../../../../contract/refinement.js';
import { pointsOf } from '../../../../domain/refinement/points.js';
import type { ChoicePoints } from '../../../../domain/refinement/points.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { mostEnded } from './active-tables.js';
import { proposalIdOf, refineModel } from './read-refinement.js';

/**
 * Scores count with these points from now on (R8.8): those that were shown, or an earlier version's again. Nothing that was stored
 * changes. @throws AppError `invalid_body` where what was shown is not what would be proposed now.
 */
export async function activatePoints(
  services: Services,
  { model, id }: ActivatePoints,
  userId: number,
): Promise<void> {
  const { store, clock, log } = services;
  const wanted = await findPoints(services, { model, id });
  if (wanted === null) throw gone();
  await store.refinement.activate({ model, ...wanted, doneBy: userId }, clock());
  await services.refreshPoints();
  log.info({ model, version: wanted.version, userId }, 'the points of a score were activated');
}

interface Wanted {
  readonly version: string;
  readonly points: ChoicePoints;
}

async function findPoints(
  services: Services,
  { model, id }: ActivatePoints,
): Promise<Wanted | null> {
  const { store, blueprintTables } = services;
  if (id === 'blueprint') {
    return { version: blueprintTables[model].version, points: pointsOf(model, blueprintTables) };
  }
  const activations = await store.refinement.activations();
  const before = activations.find((one) => one.model === model && `version-${one.id}` === id);
  if (before !== undefined) return { version: before.version, points: before.points };
  const { found } = refineModel(services, model, await store.refinement.endedLeads(mostEnded));
  if (found.kind !== 'proposed' || proposalIdOf(found.points) !== id) return null;
  const day = services.clock().toISOString().slice(0, 10);
  const made = activations.filter((one) => one.model === model).length + 1;
  return { version: `${model}-${day}-r${made}`, points: found.points };
}

const gone = (): AppError =>
  new AppError('invalid_body', 'The points are not what would be proposed now.', {
    fields: [
      {
        field: 'id',
        reason: { code: 'refinement.gone' },
        remedy: { code: 'refinement.look_again' },
      },
    ],
  });
