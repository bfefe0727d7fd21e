import { z } from 'zod';
import { captureLadder, shortLadder } from '../../../domain/blueprint/ladders.js';
import { endingKeys } from '../../../domain/conversation/conversation.js';
import { askedOfLead, kommoLeadId, onOneLead, requestId } from './asked-of-lead.js';
import { row } from './row.js';

/** The steps of the conversation with a lead, in the order they happen. */
export const conversationRows = {
  welcome: row({
    story:
      'The WhatsApp welcome leaves, once, where the lead agreed to it and the limit allows it.',
    input: z.object({
      leadId: z.uuid(),
      /** Of a welcome that waited for the daily limit. */
      requestId: requestId.default(''),
    }),
    key: ({ leadId, requestId: asked = '' }) => (asked === '' ? leadId : `${leadId}:${asked}`),
    about: ({ leadId }) => ({ leadId }),
    batch: 20,
    concurrency: 1,
    ladder: captureLadder,
    next: [],
  }),
  'find-welcome': row({
    ...onOneLead,
    story: 'Nobody knows whether the welcome left: Kommo is asked, and it is never sent again.',
    input: askedOfLead,
    next: ['qualify'],
  }),
  'read-message': row({
    story:
      'Somebody wrote: the conversation begins 2 minutes later, goes on or ends; an answered follow-up asks a person.',
    input: z.object({
      direction: z.enum(['in', 'out']),
      kommoLeadId: kommoLeadId.nullable(),
      contactId: z.int().positive().nullable(),
      talkId: z.int().positive().nullable().default(null),
      at: z.iso.datetime().nullable(),
      wish: z.enum(['opt_out', 'person', 'later']).nullable(),
      requestId,
    }),
    key: (input) =>
      `${input.kommoLeadId ?? ''}:${input.contactId ?? input.talkId ?? ''}:${input.direction}:${input.requestId}`,
    about: ({ kommoLeadId: id, requestId: asked }) =>
      id === null ? { requestId: asked } : { kommoLeadId: id, requestId: asked },
    batch: 50,
    concurrency: 1,
    ladder: captureLadder,
    next: ['opt-out', 'qualify', 'take-over', 'assign'],
  }),
  'note-delivery': row({
    ...onOneLead,
    story: 'WhatsApp said what became of a message: the number is verified, or speaks against it.',
    input: askedOfLead.extend({
      what: z.enum(['wrote', 'delivered', 'undeliverable', 'no_marketing']),
      at: z.iso.datetime().nullable(),
    }),
    key: (input) => `${input.kommoLeadId}:${input.requestId}`,
    next: ['qualify'],
  }),
  'hand-to-bot': row({
    ...onOneLead,
    story: 'Two minutes after the welcome the lead goes to "Calificando" and its bot starts.',
    input: askedOfLead.extend({
      /** Who moves a lead to "Calificando" starts its conversation. */
      byPerson: z.boolean().default(false),
    }),
    next: [],
  }),
  'take-over': row({
    ...onOneLead,
    story:
      'Half an hour of silence, the lead wants a person, or one moved it on: the bot is stopped.',
    input: askedOfLead.extend({
      /** What the lead asked for; otherwise it is looked for. */
      ending: z.literal('person').nullable().default(null),
    }),
    next: ['qualify'],
  }),
  qualify: row({
    ...onOneLead,
    story:
      'The conversation ended: sentences are read, the lead is scored and goes on by its score.',
    input: askedOfLead.extend({
      /** Where the bot has not said it. */
      ending: z
        .enum([...endingKeys, 'taken', 'moved_on'])
        .nullable()
        .default(null),
    }),
    next: ['summarize', 'start-follow-up', 'opt-out'],
  }),
  summarize: row({
    ...onOneLead,
    story: 'A note says what the lead answered and what is open; a task asks a person to act.',
    input: askedOfLead.extend({
      ending: z.enum([...endingKeys, 'taken']),
      taskWithinMs: z.int().positive().nullable(),
      fromSentence: z.array(z.string()).readonly(),
    }),
    next: ['assign'],
  }),
  'opt-out': row({
    ...onOneLead,
    story: 'A lead wants no more messages: everything stops, and it is kept for ever.',
    input: askedOfLead.extend({
      /** Who says so: the person itself by WhatsApp or by the page's form, or a user of Kommo for it. */
      by: z
        .union([z.enum(['whatsapp', 'form']), z.templateLiteral(['user:', z.int()])])
        .default('whatsapp'),
    }),
    next: [],
  }),
  'answer-bot': row({
    ...onOneLead,
    story: 'A Salesbot that waits is let go on.',
    input: askedOfLead.extend({ returnPath: z.string() }),
    ladder: [...shortLadder, 1_800],
    next: ['qualify'],
  }),
  'start-qualification': row({
    ...onOneLead,
    story: 'Somebody asked for it: a new lead is moved to "Calificando".',
    input: askedOfLead,
    next: ['hand-to-bot'],
  }),
};
