import type { ConnectionState, ProvisionPlan } from '../../../contract/admin.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import type { Unworded } from '../../../wording/sentence.js';
import type { KommoClient } from '../adapters/kommo/http/client.js';
import type { Odoo } from '../adapters/odoo/odoo.js';
import type { Config } from '../config.js';
import type { Connection } from './connection/connection.js';
import { createOdooConnections } from './connection/odoo-connection.js';
import type { OdooConnections } from './connection/odoo-connection.js';
import { AppError } from '../errors.js';
import type { Logger } from '../log.js';
import type { DatabaseFacts } from '../storage/database-facts.js';
import type { Store } from '../storage/tables.js';
import { createConversationAdministration } from './conversations/conversation-administration.js';
import type { ConversationAdministration } from './conversations/conversation-administration.js';
import { setupSettingsOf } from './conversations/read-account.js';
import { makePlan } from './provision/apply.js';
import { textOf } from './provision/change-text.js';
import { runDoctor } from './doctor/doctor.js';
import type { UnwordedReport } from './doctor/doctor-check.js';
import type { ObservedRequest } from './observe/observe.js';
import { createObserver } from './observe/observe.js';
import { createProvisionRuns } from './provision/provision-runs.js';
import type { ProvisionRuns } from './provision/provision-runs.js';
import { createStageStore } from './provision/stage-store.js';
import { wantedOf } from './provision/wanted.js';

/** What administrators ask of the companion in Kommo's settings. */
export interface Administration {
  /** Calls Kommo, then says how the connection is. */
  testConnection(): Promise<Unworded<ConnectionState, 'remedy'>>;
  readonly odooConnection: OdooConnections;
  /** At most a minute old. */
  readDoctor(): Promise<UnwordedReport>;
  /** Looks now; several who ask at once share one look. */
  runDoctor(): Promise<UnwordedReport>;
  planProvision(): Promise<Unworded<ProvisionPlan, 'text'>>;
  readonly provisionRuns: ProvisionRuns;
  readonly conversations: ConversationAdministration;
  readonly observe: (request: ObservedRequest) => void;
}

export interface AdministrationTools {
  readonly config: Config;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly client: KommoClient;
  readonly connection: Connection;
  readonly odoo: Odoo | null;
  readonly store: Pick<Store, 'settings' | 'shared' | 'team'>;
  readonly readFacts: () => Promise<DatabaseFacts>;
  readonly enqueue: Parameters<typeof createProvisionRuns>[0]['enqueue'];
}

export function createAdministration(tools: AdministrationTools): Administration {
  const { config, clock, client, connection, log } = tools;
  const { settings } = tools.store;
  const stages = createStageStore(settings);
  const doctor = createDoctor(
    () => runDoctor({ ...tools, kept: { connection, settings, stages } }),
    clock,
  );
  return {
    testConnection: async () => {
      await reach(client);
      return connection.read();
    },
    odooConnection: createOdooConnections({
      ...{ odoo: tools.odoo, configured: config.odoo, settings, clock },
    }),
    ...doctor,
    planProvision: async () => {
      const { changes, steps } = await makePlan(
        { client, log, stages, team: () => tools.store.team.read() },
        wantedOf(config),
      );
      return {
        changes: changes.map((change) => ({ kind: change.kind, text: textOf(change) })),
        manual: steps.map(({ title, how, paste }) => ({
          text: { code: 'provision.manual_step', params: { title, how } },
          paste,
        })),
      };
    },
    provisionRuns: createProvisionRuns({ ...tools, settings, stages }),
    conversations: createConversationAdministration(
      { client, stages, blueprint, settings: setupSettingsOf(config) },
      tools.store.shared,
    ),
    observe: createObserver({ config, settings, clock, log }),
  };
}

/** Whatever comes of it is noted by the client, and read from the connection. */
async function reach(client: KommoClient): Promise<void> {
  try {
    await client.get('/api/v4/account');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

const freshMs = 60_000;

function createDoctor(
  look: () => Promise<UnwordedReport>,
  clock: () => Date,
): Pick<Administration, 'readDoctor' | 'runDoctor'> {
  let last: UnwordedReport | null = null;
  let looking: Promise<UnwordedReport> | null = null;
  const run = (): Promise<UnwordedReport> => {
    looking ??= look()
      .then((report) => {
        last = report;
        return report;
      })
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  return {
    runDoctor: run,
    readDoctor: () => {
      const isFresh = last !== null && clock().getTime() - Date.parse(last.checkedAt) <= freshMs;
      return last !== null && isFresh ? Promise.resolve(last) : run();
    },
  };
}
