import type { Database } from '../db.js';
import { createHandedOverTable } from '../leads/handed-over.js';
import { nameUnavailable } from '../name-unavailable.js';
import type { Store } from '../tables.js';
import { createStoryTable } from '../story/stories.js';
import { createAlertTable } from './alerts.js';
import { createAuditTable } from './audit.js';
import { createReconciliationTable } from './reconciliations.js';
import { createReplayTable } from './replays.js';

interface Parts {
  readonly db: Database;
  readonly clock: () => Date;
}

/** What people who run the companion look at. */
export const createOperationsTables = ({
  db,
  clock,
}: Parts): Pick<
  Store,
  'stories' | 'replays' | 'alerts' | 'audit' | 'reconciliations' | 'handedOver'
> => ({
  stories: nameUnavailable(createStoryTable(db)),
  replays: nameUnavailable(createReplayTable({ db, clock })),
  alerts: nameUnavailable(createAlertTable({ db, clock })),
  audit: nameUnavailable(createAuditTable(db)),
  reconciliations: nameUnavailable(createReconciliationTable({ db, clock })),
  handedOver: nameUnavailable(createHandedOverTable({ db, clock })),
});
