import { handOver as plan } from '../../../domain/blueprint/odoo.js';
import { createLog } from '../../../backend/src/log.js';
import { createOdoo } from '../../../backend/src/adapters/odoo/create-odoo.js';
import type { OdooOptions } from '../../../backend/src/adapters/odoo/create-odoo.js';
import type { HandOver, HistoryEntry, Odoo } from '../../../backend/src/adapters/odoo/odoo.js';
import { odooSettingsSchema } from '../../../backend/src/adapters/odoo/transport/settings.js';
import type {
  OdooService,
  OdooSettings,
  OdooSettingsInput,
} from '../../../backend/src/adapters/odoo/transport/settings.js';
import { startOdooStandIn } from '../../../sandbox/odoo/server.js';

export type Row = Record<string, unknown> & { readonly id: number };

export const noon = new Date('2026-11-20T16:00:00.000Z');

export const handOver = (changes: Partial<HandOver> = {}): HandOver => ({
  kommoLeadId: 123,
  kommoContactId: 55,
  kommoCompanyId: 77,
  leadName: 'Contabilidad - Distribuidora Caribe SRL',
  amount: 25_000,
  currency: 'DOP',
  person: {
    fullName: 'Ana Pérez',
    companyName: 'Distribuidora Caribe SRL',
    email: 'ana@caribe.example',
    phone: '+18095550101',
    landline: '+18095550102',
  },
  taxId: '1-31-24679-6',
  services: [{ key: 'accounting', label: 'Contabilidad' }],
  answers: [
    { question: 'company_size', label: 'Número de empleados', shown: '21-50' },
    { question: 'budget_range', label: 'Presupuesto', shown: '15K-30K' },
  ],
  scores: [
    {
      model: 'pre',
      version: 'pre-1',
      total: 20,
      leadClass: 'NURTURING',
      contributions: [{ factor: 'company_size', answer: '21-50', points: 20, most: 25 }],
      missing: [],
    },
    {
      model: 'lead',
      version: 'lead-1',
      total: 81,
      leadClass: 'HOT',
      contributions: [{ factor: 'urgency_level', answer: 'Inmediato', points: 20, most: 20 }],
      missing: [],
    },
  ],
  attribution: { utm_source: 'facebook', utm_medium: 'paid', utm_campaign: 'cierre-fiscal' },
  source: 'direct',
  tags: ['Meta'],
  salespersonEmail: 'altagracia@firma.example',
  wonAt: '2026-11-20T15:00:00.000Z',
  kommoUrl: 'https://sandbox.kommo.com/leads/detail/123',
  ...changes,
});

export const historyOf = (count: number): readonly HistoryEntry[] =>
  Array.from({ length: count }, (_entry, index) => ({
    ref: `note:${index}`,
    at: new Date(Date.UTC(2026, 9, 1, 12, index)).toISOString(),
    kind: 'message_in',
    author: 'Ana Pérez',
    text: `mensaje ${index}`,
  }));

export interface SeenRequest {
  readonly call: string;
  readonly transport: string;
  /** The exception's name where Odoo refused the call. */
  readonly error: string | null;
}

export interface OdooWorld {
  readonly url: string;
  readonly odoo: Odoo;
  settings(changes?: Partial<OdooSettingsInput>): OdooSettings;
  connect(settings?: Partial<OdooSettingsInput>, options?: Partial<OdooOptions>): Odoo;
  records(model: string): Promise<readonly Row[]>;
  requests(): Promise<readonly SeenRequest[]>;
  control(path: string, body?: unknown, method?: string): Promise<unknown>;
  /** What a person with the bot's rights does in Odoo; the answer, or Odoo's error. */
  call(model: string, method: string, ...args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

export async function createOdooWorld(
  version: 17 | 18 | 19,
  transport: 'auto' | 'json2' | 'jsonrpc' = 'auto',
): Promise<OdooWorld> {
  const standIn = await startOdooStandIn({ port: 0, version, dataDir: null, clock: () => noon });
  const control = async (
    path: string,
    body?: unknown,
    method = body === undefined ? 'GET' : 'POST',
  ) => {
    const response = await fetch(`${standIn.url}/sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.status === 204 ? null : ((await response.json()) as unknown);
  };
  const settingsWith = (changes: Partial<OdooSettingsInput> = {}): OdooSettings =>
    odooSettingsSchema.parse({
      baseUrl: standIn.url,
      database: 'sandbox',
      login: 'kommo-bot@example.com',
      keys: ['sandbox-odoo'],
      transport,
      services: plan.services,
      ...changes,
    });
  const connect: OdooWorld['connect'] = (settings = {}, options = {}) =>
    createOdoo({
      settings: settingsWith(settings),
      log: createLog('silent'),
      clock: () => noon,
      random: () => 0,
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      ...options,
    });
  return {
    url: standIn.url,
    odoo: connect(),
    settings: settingsWith,
    connect,
    control,
    call: async (model, method, ...args) => {
      const params = {
        service: 'object',
        method: 'execute_kw',
        args: ['sandbox', 5, 'sandbox-odoo', model, method, args],
      };
      const response = await fetch(`${standIn.url}/jsonrpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
      });
      const answer = (await response.json()) as { result?: unknown; error?: unknown };
      return answer.result ?? answer.error;
    },
    records: async (model) => (await control(`records/${model}`)) as readonly Row[],
    requests: async () => (await control('requests')) as never,
    close: () => standIn.close(),
  };
}

/** The five steps as the journey runs them. */
export async function deliver(odoo: Odoo, given: HandOver, entries: readonly HistoryEntry[] = []) {
  const customer = await odoo.ensureCustomer(given);
  const opportunity = await odoo.ensureOpportunity(given, customer.id);
  const project = await odoo.ensureProject(given, customer.id);
  const contract = await odoo.ensureContract(given, customer.id, opportunity.id);
  const history = await odoo.writeHistory(given, opportunity.id, entries);
  return { customer, opportunity, project, contract, history };
}

export const oneOfEach = {
  partners: 2,
  leads: 1,
  projects: 1,
  tasks: 4,
  orders: 1,
  lines: 1,
  notes: 1,
};

/** Seeded: nine people, four template projects with thirteen tasks. */
export async function countAll(world: OdooWorld) {
  const count = async (model: string) => (await world.records(model)).length;
  const messages = await world.records('mail.message');
  return {
    partners: (await count('res.partner')) - 9,
    leads: await count('crm.lead'),
    projects: (await count('project.project')) - 4,
    tasks: (await count('project.task')) - 13,
    orders: await count('sale.order'),
    lines: await count('sale.order.line'),
    notes: messages.filter(({ message_id: id }) => String(id).includes('kommo-lead')).length,
  };
}

/** The default settings of accounting, and no other service, with `changes`. */
export const accountingWith = (changes: Partial<OdooService>): Record<string, OdooService> => ({
  accounting: { ...plan.services.accounting, ...changes },
});
