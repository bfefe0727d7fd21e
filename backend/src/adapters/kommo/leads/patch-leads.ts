import type { KommoClient } from '../http/client.js';
import { createGather } from '../http/gather.js';

/** What Kommo recommends for one write. */
const mostLeads = 50;

export interface LeadPatch {
  readonly id: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Changes of several leads that wait at the same time go in one call. */
export const createPatchLead = (client: KommoClient): ((patch: LeadPatch) => Promise<null>) =>
  createGather({
    most: mostLeads,
    keyOf: ({ id }) => id,
    send: async (patches) => {
      const [first, ...others] = patches;
      if (first !== undefined && others.length === 0) {
        await client.patch(`/api/v4/leads/${first.id}`, first.body);
      } else {
        await client.patch(
          '/api/v4/leads',
          patches.map(({ id, body }) => ({ id, ...body })),
        );
      }
      return patches.map(() => null);
    },
  });

export interface LeadNote {
  readonly leadId: number;
  readonly text: string;
}

/** Notes of several leads that wait at the same time go in one call. */
export const createAddNote = (client: KommoClient): ((note: LeadNote) => Promise<null>) =>
  createGather({
    most: mostLeads,
    keyOf: ({ leadId }) => leadId,
    send: async (notes) => {
      const [first, ...others] = notes;
      const bodies = notes.map(({ leadId, text }) => ({
        ...(others.length === 0 ? {} : { entity_id: leadId }),
        ...{ note_type: 'common', params: { text } },
      }));
      const path =
        others.length === 0 ? `/api/v4/leads/${first?.leadId}/notes` : '/api/v4/leads/notes';
      await client.post(path, bodies);
      return notes.map(() => null);
    },
  });
