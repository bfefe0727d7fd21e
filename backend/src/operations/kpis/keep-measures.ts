import type { Services } from '../../services.js';
import { hourOf } from './create-meter.js';
import { readLevels } from './read-levels.js';

/** Writes what this process has measured, and how much there is of what waits. */
export async function keepMeasures(services: Services): Promise<void> {
  const { store, meter, clock } = services;
  const hour = hourOf(clock());
  await meter.flush((measured) => store.measures.add(measured));
  const levels = await readLevels(services);
  await store.measures.raise(levels.map(({ name, value }) => ({ hour, name, most: value })));
}
