import { lastNight } from '../../../../domain/time/nights.js';
import { raiseAlerts } from '../alerts/raise-alerts.js';
import type { Services } from '../../services.js';

type ExportRow = Awaited<ReturnType<Services['exports']['list']>>[number];

/** A failed one is tried again after this; between the tries nothing is lost but time. */
const againMs = 60 * 60_000;
/** The last whole export may be this old. */
const lateMs = 27 * 60 * 60_000;

/** Once a night, and what was missed while nothing ran; one that fails or is late raises an alert (R8.3). */
export async function exportNightly(services: Services): Promise<void> {
  const { exports, clock } = services;
  if (!exports.isSealed) return;
  const now = clock();
  const [latest] = await exports.list(1);
  const triedMs = latest === undefined ? 0 : Date.parse(latest.startedAt);
  const isDue =
    latest?.state === 'done'
      ? triedMs < lastNight(now).at.getTime()
      : now.getTime() - triedMs >= againMs;
  try {
    if (isDue) await exports.make('night');
  } finally {
    await watchExports(services);
  }
}

async function watchExports(services: Services): Promise<void> {
  const { exports, clock } = services;
  const all = await exports.list(20);
  const ageMs = ageOf(all, clock());
  const isLate = all[0]?.state === 'failed' || ageMs > lateMs;
  await raiseAlerts(services, {
    ...{ subject: 'exports', levels: isLate ? [100] : [] },
    ...{ count: Math.round(ageMs / 3_600_000), limit: 24 },
  });
}

/** Of the newest that is whole, else of the first try. */
function ageOf(all: readonly ExportRow[], now: Date): number {
  const done = all.find(({ state }) => state === 'done');
  const since = done?.startedAt ?? all.at(-1)?.startedAt;
  return since === undefined ? 0 : now.getTime() - Date.parse(since);
}
