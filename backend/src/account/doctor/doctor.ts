import type { DoctorCheck } from '../../../../contract/admin.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import type { Odoo } from '../../adapters/odoo/odoo.js';
import type { Config } from '../../config.js';
import type { Connection } from '../connection/connection.js';
import type { DatabaseFacts } from '../../storage/database-facts.js';
import type { SettingTable } from '../../storage/tables.js';
import { findOtherAccount } from '../connection/account-of-data.js';
import { planDrift } from '../provision/apply.js';
import { checkDrift, checkHooks, duplicateControl } from './doctor-account.js';
import { bounded, failed, ok, warning } from './doctor-check.js';
import type { Check, Said, UnwordedReport } from './doctor-check.js';
import { checkClock, checkKommoClock } from './doctor-clock.js';
import { checkConfiguration } from './doctor-configuration.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { setupSettingsOf } from '../conversations/read-account.js';
import { checkConversations } from './doctor-conversations.js';
import { checkDatabase } from './doctor-database.js';
import { checkAccount, checkRights, checkScopes, checkToken } from './doctor-kommo.js';
import { checkLimits } from './doctor-limits.js';
import { checkMeta } from './doctor-meta.js';
import type { StageStore } from '../provision/stage-store.js';
import { wantedOf } from '../provision/wanted.js';
import type { Sentence } from '../../../../wording/sentence.js';

export interface DoctorTools {
  readonly config: Config;
  readonly clock: () => Date;
  readonly client: KommoClient;
  readonly readFacts: () => Promise<DatabaseFacts>;
  /** Null while the database does not answer. */
  readonly kept: {
    readonly connection: Pick<Connection, 'read'>;
    readonly settings: Pick<SettingTable, 'get'>;
    readonly stages: StageStore;
  } | null;
  readonly odoo: Pick<Odoo, 'preflight'> | null;
  /** Longest time for one look; left out, 20 s. */
  readonly longestWaitMs?: number;
}

type Group = DoctorCheck['group'];
type GroupedCheck = UnwordedReport['checks'][number];

/** Looks at everything the companion needs. Never throws, and ends in about twice its longest wait. */
export async function runDoctor(tools: DoctorTools): Promise<UnwordedReport> {
  const { config, odoo } = tools;
  const look = (name: Said, work: () => Promise<readonly Check[]>) =>
    bounded(name, tools.longestWaitMs ?? 20_000, work);
  const grouped = async (group: Group, looking: Promise<readonly Check[]>) =>
    (await looking).map((check): GroupedCheck => ({ group, ...check }));
  const facts = tools.readFacts();
  const folder = config.databaseUrl === undefined ? config.dataDir : null;
  const found = await Promise.all([
    grouped(
      'configuration',
      look({ code: 'doctor.group_configuration' }, () => checkConfiguration(config)),
    ),
    grouped(
      'database',
      look({ code: 'doctor.group_database' }, async () => [
        ...(await checkDatabase(await facts, folder)),
        ...(await checkAccountOfData(tools)),
      ]),
    ),
    grouped('clock', lookAtClocks(tools, facts, look)),
    lookAtKommo(tools, look),
    grouped(
      'odoo',
      look({ code: 'doctor.connection' }, () => checkOdoo(odoo)),
    ),
    grouped(
      'meta',
      look({ code: 'meta.connection' }, () => checkMeta(tools)),
    ),
  ]);
  return { checkedAt: tools.clock().toISOString(), checks: found.flat() };
}

async function checkAccountOfData({ config, kept }: DoctorTools): Promise<readonly Check[]> {
  const other = kept === null ? null : await findOtherAccount(kept.settings, config.kommo);
  if (other === null) return [];
  return [
    failed({ code: 'doctor.other_account_name' }, other, { code: 'doctor.other_account_remedy' }),
  ];
}

type Look = (name: Said, work: () => Promise<readonly Check[]>) => Promise<readonly Check[]>;

async function lookAtClocks(
  { config, clock }: DoctorTools,
  facts: Promise<DatabaseFacts>,
  look: Look,
): Promise<readonly Check[]> {
  const ofDatabase: Sentence = { code: 'doctor.clock_of_database' };
  const checks = await Promise.all([
    look(ofDatabase, async () => [checkClock(ofDatabase, clock(), (await facts).now)]),
    look({ code: 'doctor.clock_of_kommo' }, async () => [
      await checkKommoClock(config.kommo.baseUrl, clock),
    ]),
  ]);
  return checks.flat();
}

/** One after the other: every call waits for its turn in the shared limiter, behind the leads. */
async function lookAtKommo(tools: DoctorTools, look: Look): Promise<readonly GroupedCheck[]> {
  const { client, config, kept } = tools;
  const checks: GroupedCheck[] = [];
  const add = (group: Group, found: readonly Check[]): void => {
    checks.push(...found.map((check) => ({ group, ...check })));
  };
  const owner: { userId?: number } = {};
  const account = await look({ code: 'doctor.account' }, async () => {
    const answer = await checkAccount(client, config);
    owner.userId = answer.userId;
    return [answer.check];
  });
  add('kommo', account);
  add('kommo', await look({ code: 'doctor.authorisation' }, () => lookAtToken(tools)));
  const { userId } = owner;
  // Without the account, every further look would fail the same way.
  if (userId === undefined) return checks;
  add(
    'kommo',
    await look({ code: 'doctor.rights' }, async () => [await checkRights(client, userId)]),
  );
  add('kommo', await look({ code: 'doctor.scopes' }, () => checkScopes(client)));
  await addAccount(tools, look, add);
  const setup = {
    ...{ client, blueprint, settings: setupSettingsOf(config) },
    ...(kept === null ? {} : { stages: kept.stages }),
  };
  const salesbots: Sentence = { code: 'doctor.salesbots' };
  add('kommo', await look(salesbots, async () => [await checkConversations(setup)]));
  if (kept !== null) {
    const { settings } = kept;
    const name: Sentence = { code: 'doctor.limit' };
    add('kommo', await look(name, async () => [await checkLimits(settings, tools.clock())]));
  }
  add('kommo', [duplicateControl]);
  return checks;
}

async function lookAtToken({ kept, clock }: DoctorTools): Promise<readonly Check[]> {
  if (kept === null) {
    return [
      warning(
        { code: 'doctor.authorisation' },
        { code: 'doctor.authorisation_unread' },
        { code: 'doctor.authorisation_unread_remedy' },
      ),
    ];
  }
  return [checkToken(await kept.connection.read(), clock())];
}

async function addAccount(
  { client, config, kept }: DoctorTools,
  look: Look,
  add: (group: Group, found: readonly Check[]) => void,
): Promise<void> {
  const wanted = wantedOf(config);
  let hooks: readonly Check[] = [];
  const drift = await look({ code: 'doctor.drift' }, async () => {
    const { plan, account } = await planDrift(
      { client, ...(kept === null ? {} : { stages: kept.stages }) },
      wanted,
    );
    hooks = checkHooks(wanted, account);
    return checkDrift(plan);
  });
  add('kommo', drift);
  add('hooks', hooks);
}

/** Whatever a hand-over needs of Odoo. */
export async function checkOdoo(odoo: DoctorTools['odoo']): Promise<readonly Check[]> {
  if (odoo === null) {
    return [
      warning(
        { code: 'doctor.connection' },
        { code: 'doctor.odoo_missing' },
        { code: 'doctor.odoo_missing_remedy' },
      ),
    ];
  }
  const checks = await odoo.preflight();
  return checks.map(({ name, state, found, remedy }) => {
    if (state === 'ok') return ok(name, found);
    return { ...failed(name, found, remedy ?? { code: 'doctor.odoo_remedy' }), state };
  });
}
