import { measuredDays } from '../../../../domain/blueprint/operating-rules.js';
import type { Services } from '../../services.js';
import { hourOf } from './create-meter.js';
import { readLevels } from './read-levels.js';

const dayMs = 86_400_000;

/** Writes what this process has measured, and how much there is of what waits. */
export async function keepMeasures(services: Services): Promise<void> {
  const { store, meter, clock } = services;
  const now = clock();
  const hour = hourOf(now);
  await meter.flush((measured) => store.measures.add(measured));
  const levels = await readLevels(services);
  await store.measures.raise(levels.map(({ name, value }) => ({ hour, name, most: value })));
  await store.measures.deleteBefore(new Date(now.getTime() - measuredDays.kept * dayMs));
}
