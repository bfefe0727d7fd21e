import type { Logger } from '../../log.js';
import { send } from '../http-client.js';
import { connect } from './connect.js';
import { ensureCustomer } from './ensure-customer.js';
import { ensureOpportunity } from './ensure-opportunity.js';
import type { Linked } from './external-id.js';
import { createKeyRing } from './keys.js';
import type { RejectedKeys } from './keys.js';
import { createLookups } from './lookups.js';
import type { Odoo, OdooRecord } from './odoo.js';
import type { Send } from './read-answer.js';
import { createRecords } from './records.js';
import type { OdooSettings } from './settings.js';
import { recordUrl } from './step-tools.js';
import type { StepTools } from './step-tools.js';

export interface OdooOptions {
  readonly settings: OdooSettings;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Between 0 and 1, for the waits of a lost race. */
  readonly random?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
  /** One HTTP exchange; tests cut connections here. */
  readonly send?: Send;
  /** Where rejected keys are remembered, as fingerprints; process memory when absent. */
  readonly rejectedKeys?: RejectedKeys;
}

/** The gateway to one Odoo. A change of settings makes a new one, which also closes an open circuit. */
export function createOdoo(
  options: OdooOptions,
): Pick<Odoo, 'ensureCustomer' | 'ensureOpportunity' | 'readServer'> {
  const { settings, log, clock } = options;
  const keys = createKeyRing(settings.keys, options.rejectedKeys);
  const transport = connect({ settings, keys, send: options.send ?? send });
  const records = createRecords(transport);
  const tools: StepTools = {
    settings,
    log,
    records,
    now: clock,
    lookups: createLookups(records, clock),
    wait: options.wait ?? sleep,
    random: options.random ?? Math.random,
  };
  const record = (model: string, { id, created }: Linked): OdooRecord => ({
    id,
    created,
    url: recordUrl(settings, model, id),
  });
  return {
    ensureCustomer: async (handOver) =>
      record('res.partner', await ensureCustomer(tools, handOver)),
    ensureOpportunity: async (handOver, customerId) =>
      record('crm.lead', await ensureOpportunity(tools, handOver, customerId)),
    async readServer() {
      const server = await transport.readServer();
      return { version: server.version, transport: transport.kind, userId: server.userId };
    },
  };
}

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
