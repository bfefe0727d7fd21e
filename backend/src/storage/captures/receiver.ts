import type { Database } from '../db.js';

/** What the tables of deliveries are made of. */
export interface Receiver {
  readonly db: Database;
  readonly clock: () => Date;
  /** Called after each commit that stored deliveries. */
  readonly onReceived: () => void;
}
