import { z } from 'zod';
import { createdSchema, pageOf } from '../http/api-schemas.js';
import { readAs } from '../http/client.js';
import type { LeadDraft } from './lead-body.js';

export interface MadeLead {
  readonly leadId: number;
  readonly contactId: number | null;
  readonly companyId: number | null;
}

/** A call that creates leads: where it goes, and what its answer says of the draft with this `request_id`. */
export interface WayToCreate {
  readonly path: string;
  readonly read: (answer: unknown) => (draft: LeadDraft, requestId: string) => MadeLead | undefined;
}

/**
 * Contact, company and lead in one. The answer's `request_id` is a list: Kommo promises no order and may fold several
 * of our leads into one.
 */
export const complexWay: WayToCreate = {
  path: '/api/v4/leads/complex',
  read(answer) {
    const created = readAs(createdSchema, answer, complexWay.path);
    return (_draft, requestId) => {
      const item = created.find(({ request_id }) => request_id.includes(requestId));
      return item && { leadId: item.id, contactId: item.contact_id, companyId: item.company_id };
    };
  },
};

const madeSchema = pageOf(
  'leads',
  z.object({ id: z.number().int(), request_id: z.coerce.string().catch('') }),
);

/** The lead alone, linked to a contact and a company that exist. */
export const plainWay: WayToCreate = {
  path: '/api/v4/leads',
  read(answer) {
    const { items } = readAs(madeSchema, answer, plainWay.path);
    return ({ lead: { contactId }, companyId }, requestId) => {
      const item = items.find(({ request_id }) => request_id === requestId);
      return item && { leadId: item.id, contactId, companyId };
    };
  },
};
