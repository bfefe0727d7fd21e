import type { Database } from '../db.js';
import { nameUnavailable } from '../name-unavailable.js';
import type { SettingTable, Store } from '../tables.js';
import { createOptOutTable } from '../leads/opt-outs.js';
import { createConsentTable } from '../leads/consents.js';
import { createAgedTable } from './aged.js';
import { createErasureTable } from './erasures.js';
import { createPersonTable } from './person-rows.js';
import { createPrivacyRequestTable } from './privacy-requests.js';

interface Tools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

/** What concerns a person wherever its data lives. */
export const createPrivacyTables = ({
  db,
  settings,
}: Tools): Pick<
  Store,
  'optOuts' | 'consents' | 'persons' | 'privacyRequests' | 'erasures' | 'aged'
> => ({
  optOuts: nameUnavailable(createOptOutTable({ db, settings })),
  consents: nameUnavailable(createConsentTable({ db, settings })),
  persons: nameUnavailable(createPersonTable(db)),
  privacyRequests: nameUnavailable(createPrivacyRequestTable(db)),
  erasures: nameUnavailable(createErasureTable({ db, settings })),
  aged: nameUnavailable(createAgedTable(db)),
});
