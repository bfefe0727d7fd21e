import { shownDays } from '../../../../domain/blueprint/operating-rules.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';
import type { Measured } from '../../storage/tables.js';
import { readRaised } from '../alerts/read-raised.js';
import type { UnfiledReport } from '../report/figure.js';
import { lastDays } from '../report/last-days.js';
import type { Days } from '../report/last-days.js';
import { answerFigure, callFigure } from './call-figures.js';
import { conversationFigure } from './conversation-figure.js';
import { levelFigures } from './level-figures.js';
import { readLevels } from './read-levels.js';
import { webhookFigure } from './webhook-figure.js';

/** What the figures of one page are made of. */
export interface Seen {
  readonly measured: readonly Measured[];
  /** Of those, what was measured within the last 24 hours. */
  readonly lately: readonly Measured[];
  readonly days: Days;
}

/** The technical figures, each with whether it is good and what to do (R8.4). */
export async function readHealth(services: Services): Promise<UnfiledReport> {
  const { store, clock } = services;
  const now = clock();
  const since = new Date(now.getTime() - shownDays * dayMs);
  // What this process has measured and not written yet is to be seen too.
  await services.meter.flush((measured) => store.measures.add(measured));
  const [measured, levels, current] = await Promise.all([
    store.measures.read(since),
    store.measures.levels(since),
    readLevels(services),
  ]);
  const yesterday = new Date(now.getTime() - dayMs).toISOString();
  const seen: Seen = {
    measured,
    lately: measured.filter(({ hour }) => hour > yesterday),
    days: lastDays(now, shownDays),
  };
  return {
    costs: null,
    raised: await readRaised(services),
    figures: [
      webhookFigure(seen),
      callFigure(seen),
      await conversationFigure(services, now),
      ...levelFigures({ levels, current, days: seen.days }),
      answerFigure(seen),
    ],
  };
}
