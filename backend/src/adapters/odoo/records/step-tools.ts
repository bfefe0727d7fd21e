import type { Logger } from '../../../log.js';
import type { LinkTools } from './external-id.js';
import type { Lookups } from './lookups.js';
import type { HandOver } from '../odoo.js';
import type { OdooService, OdooSettings } from '../transport/settings.js';

/** What every step of a hand-over works with. */
export interface StepTools extends LinkTools {
  readonly settings: OdooSettings;
  readonly lookups: Lookups;
  readonly log: Logger;
  readonly now: () => Date;
}

/** This form of address works on every version; newer ones redirect it to their own. */
export const recordUrl = (settings: OdooSettings, model: string, id: number): string =>
  `${settings.baseUrl}/web#id=${id}&model=${model}&view_type=form`;

/** Names of our external ids, one per thing that must exist once. */
export const linkNames = {
  company: ({ kommoCompanyId, kommoLeadId }: HandOver) =>
    kommoCompanyId === null ? `lead_${kommoLeadId}_company` : `company_${kommoCompanyId}`,
  contact: ({ kommoContactId, kommoLeadId }: HandOver) =>
    kommoContactId === null ? linkNames.leadContact(kommoLeadId) : `contact_${kommoContactId}`,
  leadContact: (kommoLeadId: number): string => `lead_${kommoLeadId}_contact`,
  opportunity: ({ kommoLeadId }: HandOver) => `lead_${kommoLeadId}`,
  project: ({ kommoLeadId }: HandOver) => `lead_${kommoLeadId}_project`,
  task: ({ kommoLeadId }: HandOver, service: string, position: number) =>
    `lead_${kommoLeadId}_task_${service}_${position}`,
  contract: ({ kommoLeadId }: HandOver) => `lead_${kommoLeadId}_contract`,
  line: ({ kommoLeadId }: HandOver, service: string) => `lead_${kommoLeadId}_line_${service}`,
  product: (code: string) => `product_${code.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`,
} as const;

/**
 * What a customer of ours is found by: the field "Reference" of a contact. Where somebody writes something else there,
 * RNC and e-mail find it still, and the external id keeps it from being made twice.
 */
export const partnerMark = (linkName: string): string => `kommo_${linkName}`;

/** What an order or a contract of ours is found by. */
export const orderMark = ({ kommoLeadId }: HandOver): string => `KOMMO-${kommoLeadId}`;

/** The services of a hand-over that Odoo's settings know, the main one first. */
export const servicesOf = (
  settings: OdooSettings,
  handOver: HandOver,
): readonly (OdooService & { readonly key: string; readonly label: string })[] =>
  handOver.services.flatMap(({ key, label }) => {
    const service = settings.services[key];
    return service ? [{ ...service, key, label }] : [];
  });
