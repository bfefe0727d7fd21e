import type { Logger } from '../../log.js';
import { send as sendOverHttp } from '../http-client.js';
import { connect } from './transport/connect.js';
import { ensureContract } from './contract/ensure-contract.js';
import { customerKeys } from './customer/customer-keys.js';
import { ensureCustomer } from './customer/ensure-customer.js';
import { ensureOpportunity } from './opportunity/ensure-opportunity.js';
import { ensureProject } from './project/ensure-project.js';
import { createExclusively } from './records/exclusively.js';
import type { TryLocks } from './records/exclusively.js';
import type { Linked } from './records/external-id.js';
import { createKeyRing } from './transport/keys.js';
import type { KeyRing } from './transport/keys.js';
import { createLocks } from './records/locks.js';
import { createLookups } from './records/lookups.js';
import type { HandOver, Odoo, OdooRecord } from './odoo.js';
import { planHandOver } from './preflight/plan-hand-over.js';
import { createPrivacy } from './privacy/create-privacy.js';
import { preflight } from './preflight/preflight.js';
import { measured } from './transport/measured.js';
import type { OdooExchange } from './transport/measured.js';
import type { Send } from './transport/read-answer.js';
import { findLost, listOpportunities } from './reconcile.js';
import { createRecords } from './records/records.js';
import { createRestOdoo } from './rest/rest.js';
import type { OdooSettings } from './transport/settings.js';
import { recordUrl } from './records/step-tools.js';
import type { StepTools } from './records/step-tools.js';
import type { OdooTransport } from './transport/transport.js';
import { writeHistory } from './history/write-history.js';

export interface OdooOptions {
  readonly settings: OdooSettings;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Between 0 and 1, for the waits of a lost race. */
  readonly random?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
  /** One HTTP exchange; tests cut connections here. */
  readonly send?: Send;
  /** Told of every exchange. */
  readonly onCall?: (exchange: OdooExchange) => void;
  /** Keeps the processes that share one Odoo from making one customer twice; absent where there is one process. */
  readonly tryLocks?: TryLocks;
}

/** The gateway to one Odoo. */
export function createOdoo(options: OdooOptions): Odoo {
  const { settings } = options;
  const keys = createKeyRing(settings.keys, options.clock);
  const send = measured(options.send ?? sendOverHttp, options.onCall ?? (() => undefined));
  if (settings.transport === 'rest') return createRestOdoo({ settings, send, keys });
  return createRecordOdoo(options, connect({ settings, keys, send }), keys);
}

function createRecordOdoo(options: OdooOptions, transport: OdooTransport, keys: KeyRing): Odoo {
  const tools = toolsOf(options, transport);
  const wakeUp = (): void => {
    keys.wakeUp();
    tools.records.forget();
    tools.lookups.forget();
  };
  return {
    ...createSteps(options, tools),
    async readServer() {
      const { version, userId } = await transport.readServer();
      return { version, transport: transport.kind, userId };
    },
    lacks: [],
    wakeUp,
    preflight: () => {
      wakeUp();
      return preflight(tools, transport);
    },
    plan: (handOver, entries) => planHandOver(tools, transport, handOver, entries),
    listOpportunities: (afterId) => listOpportunities(tools, afterId),
    findLost: (kind, ids) => findLost(tools, kind, ids),
    privacy: createPrivacy(tools),
  };
}

type Steps = Pick<
  Odoo,
  'ensureCustomer' | 'ensureOpportunity' | 'ensureProject' | 'ensureContract' | 'writeHistory'
>;

function createSteps(options: OdooOptions, tools: StepTools): Steps {
  const { settings } = options;
  // Copies and notes carry no unique key: two tries of one lead must not overlap.
  const locked = createLocks();
  const alone = <T>({ kommoLeadId }: HandOver, work: () => Promise<T>) =>
    locked(String(kommoLeadId), work);
  const exclusively = createExclusively({ ...tools, tryLocks: options.tryLocks });
  const record = (model: string, { id, created }: Linked): OdooRecord => ({
    id,
    created,
    url: recordUrl(settings, model, id),
  });

  return {
    ensureCustomer: async (handOver) =>
      record(
        'res.partner',
        await exclusively(customerKeys(tools, handOver), () => ensureCustomer(tools, handOver)),
      ),
    ensureOpportunity: async (handOver, customerId) =>
      record('crm.lead', await ensureOpportunity(tools, handOver, customerId)),
    ensureProject: (handOver, customerId) =>
      alone(handOver, async () => {
        const project = await ensureProject(tools, handOver, customerId);
        return project && record('project.project', project);
      }),
    ensureContract: (handOver, customerId, opportunityId) =>
      alone(handOver, async () => {
        const contract = await ensureContract(tools, handOver, { customerId, opportunityId });
        return contract && record(contract.model, contract);
      }),
    writeHistory: (handOver, opportunityId, entries) =>
      alone(handOver, () => writeHistory(tools, handOver, opportunityId, entries)),
  };
}

function toolsOf(options: OdooOptions, transport: OdooTransport): StepTools {
  const records = createRecords(transport, options.clock);
  return {
    settings: options.settings,
    log: options.log,
    records,
    now: options.clock,
    lookups: createLookups(records, options.clock),
    wait: options.wait ?? sleep,
    random: options.random ?? Math.random,
  };
}

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
