import { z } from 'zod';

export const contractKinds = [
  'none',
  'quotation',
  'confirmed_order',
  'subscription',
  'oca_contract',
] as const;
export type ContractKind = (typeof contractKinds)[number];

const taskSchema = z.object({
  name: z.string().min(1),
  /** Days after the win; null for a task without a due date. */
  dueDays: z.int().min(0).nullable(),
});

const serviceSchema = z.object({
  contract: z.enum(contractKinds),
  /** Internal reference (`default_code`) and name; created where Odoo has none and the bot may. */
  product: z.object({ code: z.string().min(1), name: z.string().min(1) }),
  project: z.boolean(),
  /** Id of the project to copy; null makes a project of our own. */
  projectTemplateId: z.int().positive().nullable(),
  /** Login or e-mail of the project's manager; null leaves it to Odoo. */
  managerLogin: z.string().nullable(),
  tasks: z.array(taskSchema).readonly(),
});
export type OdooService = z.infer<typeof serviceSchema>;

/** A trailing slash or http→https redirect breaks every POST, so the address is settled here. */
const baseUrlSchema = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

export const odooSettingsSchema = z.object({
  baseUrl: baseUrlSchema,
  /** May be empty for JSON-2 on a server with one database, and for the REST endpoint. */
  database: z.string().default(''),
  login: z.string().default(''),
  /** The current key first; a second one while they are being changed. */
  keys: z.array(z.string().min(1)).min(1).max(2).readonly(),
  transport: z.enum(['auto', 'json2', 'jsonrpc', 'rest']).default('auto'),
  /** Calls at once; Odoo's own cloud asks for 1. */
  concurrency: z.int().min(1).max(8).default(2),
  readTimeoutMs: z.int().min(1_000).default(30_000),
  /** Odoo repeats a locked transaction five times with growing waits before it answers. */
  writeTimeoutMs: z.int().min(60_000).default(90_000),
  restPath: z.string().startsWith('/').default('/api/crm/leads'),
  restHeader: z.enum(['bearer', 'x-api-key']).default('bearer'),
  /** ISO code of the country of every customer. */
  country: z.string().length(2).default('DO'),
  /** The first of these that is installed becomes the customer's language. */
  languages: z.array(z.string()).readonly().default(['es_DO', 'es_419', 'es_ES']),
  /** In which the history's times are shown. */
  timeZone: z.string().default('America/Santo_Domingo'),
  /** RNCs that DGII issued with a wrong check digit; digits only. */
  taxIdExceptions: z.array(z.string()).readonly().default([]),
  /** "USD>DOP": 60.5, which is 1/60.5 the other way; needed where Kommo's currency is not Odoo's. */
  exchangeRates: z.record(z.string(), z.number().positive()).default({}),
  /** Field of crm.lead by question key, for answers that have a field of their own in Odoo. */
  leadFields: z.record(z.string(), z.string()).default({}),
  /** Enterprise's plan (17+) or recurrence (16); needed by the contract "subscription". */
  subscriptionPlanId: z.int().positive().nullable().default(null),
  services: z.record(z.string(), serviceSchema).default({}),
});
export type OdooSettings = z.output<typeof odooSettingsSchema>;
export type OdooSettingsInput = z.input<typeof odooSettingsSchema>;
