import { z } from 'zod';

export const odooVersions = [17, 18, 19] as const;
export type OdooVersion = (typeof odooVersions)[number];

/** What differs between one customer's Odoo and the next. */
export const switchesSchema = z.object({
  /** `POST /api/crm/leads` answers as the addon of `odoo-addon/` does; off: 404 HTML, as stock Odoo. */
  addon: z.boolean(),
  /** The bot's groups, by external id. */
  groups: z.array(z.string()).readonly(),
  modules: z.array(z.string()).readonly(),
  /** API keys of the bot; two during rotation. */
  keys: z.array(z.string()).readonly(),
  /** Time between a call's arrival and its work; calls that overlap in it are concurrent. */
  latencyMs: z.number().min(0),
  /** True: JSON-2 without `X-Odoo-Database` is a 404 page. */
  multiDatabase: z.boolean(),
  /** The bot's language, in which some refusals are worded. */
  language: z.enum(['en', 'es']),
  /** True: Python's `phonenumbers` is installed, so `phone_sanitized` is E.164. */
  phonenumbers: z.boolean(),
});
export type Switches = z.infer<typeof switchesSchema>;

/** Only what is named changes. */
export const switchesPatchSchema = z.object({
  addon: z.boolean().exactOptional(),
  groups: z.array(z.string()).readonly().exactOptional(),
  modules: z.array(z.string()).readonly().exactOptional(),
  keys: z.array(z.string()).readonly().exactOptional(),
  latencyMs: z.number().min(0).exactOptional(),
  multiDatabase: z.boolean().exactOptional(),
  language: z.enum(['en', 'es']).exactOptional(),
  phonenumbers: z.boolean().exactOptional(),
});

export const defaultSwitches: Switches = {
  addon: false,
  groups: [
    'base.group_user',
    'sales_team.group_sale_salesman_all_leads',
    'project.group_project_manager',
    'base.group_partner_manager',
  ],
  modules: [
    'base',
    'base_vat',
    'l10n_do',
    'mail',
    'utm',
    'crm',
    'product',
    'account',
    'sale',
    'project',
    'sale_project',
  ],
  keys: ['sandbox-odoo'],
  latencyMs: 5,
  multiDatabase: false,
  language: 'en',
  phonenumbers: true,
};
