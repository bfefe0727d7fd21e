import { createDatabase } from './database.js';
import type { Database } from './database.js';
import { createFaults } from './faults.js';
import type { Faults } from './faults.js';
import { modelsByName } from './models/all.js';
import type { Env } from './orm/model.js';
import type { JsonObject } from './json.js';
import { createRequestLog } from './request-log.js';
import type { RequestLog } from './request-log.js';
import { botUserId, seedSnapshot } from './seed.js';
import { createSnapshotFile } from './snapshot-file.js';
import type { StoredState } from './snapshot-file.js';
import { defaultSwitches } from './switches.js';
import type { OdooVersion, Switches } from './switches.js';

export const databaseName = 'sandbox';
export const botLogin = 'kommo-bot@example.com';

/** One Odoo: its records, its version and what is wrong with it today. */
export interface StandIn {
  readonly clock: () => Date;
  readonly faults: Faults;
  readonly log: RequestLog;
  db(): Database;
  version(): OdooVersion;
  setVersion(version: OdooVersion): void;
  switches(): Switches;
  setSwitches(patch: Partial<Switches>): void;
  reset(): void;
  /** The bot's view for one call; `seenCommits` is what was committed when the call arrived. */
  env(context: JsonObject, seenCommits: number): Env;
  close(): Promise<void>;
}

export interface StandInOptions {
  readonly version: OdooVersion;
  readonly dataDir: string | null;
  readonly clock: () => Date;
  readonly say: (line: string) => void;
}

export function createStandIn({ version, ...options }: StandInOptions): StandIn {
  const { clock } = options;
  const file = createSnapshotFile(options, () => state());
  const stored = file.read();
  const faults = createFaults();
  const log = createRequestLog();
  let current = stored?.version ?? version;
  let switches = stored?.switches ?? defaultSwitches;
  let db = createDatabase(stored?.database ?? seedSnapshot(clock()), file.touch);

  const state = (): StoredState => ({ version: current, switches, database: db.snapshot() });

  return {
    clock,
    faults,
    log,
    db: () => db,
    version: () => current,
    setVersion: (next) => {
      current = next;
      file.touch();
    },
    switches: () => switches,
    setSwitches: (patch) => {
      switches = { ...switches, ...patch };
      file.touch();
    },
    reset: () => {
      db = createDatabase(seedSnapshot(clock()), file.touch);
      switches = defaultSwitches;
      current = version;
      faults.clear();
      log.clear();
      file.touch();
    },
    env: (context, seenCommits) => ({
      db,
      models: modelsByName,
      version: current,
      switches: withInstalled(switches, faults.missingModules()),
      now: clock,
      uid: botUserId,
      context,
      seenCommits,
      sudo: false,
    }),
    close: file.close,
  };
}

function withInstalled(switches: Switches, missing: readonly string[]): Switches {
  const modules = [...switches.modules, ...(switches.addon ? ['kommo_leads'] : [])];
  return { ...switches, modules: modules.filter((module) => !missing.includes(module)) };
}
