import type { Database } from '../db.js';
import { nameUnavailable } from '../name-unavailable.js';
import type { Store } from '../tables.js';
import { createFigureTable } from './figures.js';
import { createMeasureTable } from './measures.js';

/** What is measured and counted. */
export const createKpiTables = (db: Database): Pick<Store, 'figures' | 'measures'> => ({
  figures: nameUnavailable(createFigureTable(db)),
  measures: nameUnavailable(createMeasureTable({ db })),
});
