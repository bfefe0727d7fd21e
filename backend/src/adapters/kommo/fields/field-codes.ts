import { conversationFields } from '../../../../../domain/conversation/conversation.js';
import type { Attribution } from '../../../../../domain/lead/lead.js';

/** Codes of the lead fields that are no answer to a question. */
export const codes = {
  service: 'SERVICE_TYPE',
  otherServices: 'OTHER_SERVICES',
  score: 'LEAD_SCORE',
  leadClass: 'LEAD_CLASS',
  odooCustomerId: 'ODOO_CUSTOMER_ID',
  odooUrl: 'ODOO_URL',
  ref: 'CAPTURE_REF',
  taxId: 'TAX_ID',
} as const;

/** Kommo's predefined tracking fields (type "tracking_data"); an account may lack some of them. */
export const trackingCodes = [
  ['utm_source', 'UTM_SOURCE'],
  ['utm_medium', 'UTM_MEDIUM'],
  ['utm_campaign', 'UTM_CAMPAIGN'],
  ['utm_content', 'UTM_CONTENT'],
  ['utm_term', 'UTM_TERM'],
  ['fbclid', 'FBCLID'],
  ['gclid', 'GCLID'],
  ['referrer', 'REFERRER'],
] as const satisfies readonly (readonly [keyof Attribution, string])[];

export const conversationCodes = (
  ['end', 'unread', 'unreadLast', 'known', 'name', 'company', 'service', 'proposal'] as const
).map((key) => [key, conversationFields[key]] as const);

/** What the newest visit brought, the side of the pilot, the proof of consent, and where it is taken back: texts that nobody types. */
export const provenanceCodes = [
  ['lastSource', 'LAST_UTM_SOURCE'],
  ['lastCampaign', 'LAST_UTM_CAMPAIGN'],
  ['arm', 'PILOT_ARM'],
  ['consent', 'CONSENT'],
  ['withdraw', 'WITHDRAW_URL'],
] as const;
export type Provenance = Readonly<Partial<Record<(typeof provenanceCodes)[number][0], string>>>;
