import { z } from 'zod';
import { captureLadder, shortLadder } from '../../../domain/blueprint/ladders.js';
import { askedOfLead, onOneLead, requestId } from './asked-of-lead.js';
import { correctedAdSchema } from './corrected-ad.js';
import { row } from './row.js';

/** The steps of a lead, in the order they happen. */
export const journeyRows = {
  'capture-draft': row({
    story: 'A quiz has posted of a visitor step by step: once it says who it is, it is captured.',
    input: z.object({ draftId: z.string(), posts: z.int() }),
    key: ({ draftId, posts }) => `${draftId}:${posts}`,
    about: () => ({}),
    batch: 50,
    concurrency: 1,
    ladder: shortLadder,
    next: [],
  }),
  'fetch-lead': row({
    story: 'A lead of an ad was told by its number alone: its answers are read and captured.',
    input: z.object({
      /** The source's own id, as text: it has more digits than a number holds. */
      sourceId: z.string().regex(/^\d{1,30}$/),
      formId: z.string().nullable().default(null),
      /** Beside what it says itself. */
      corrected: correctedAdSchema.exactOptional(),
    }),
    key: ({ sourceId }) => sourceId,
    about: () => ({}),
    batch: 20,
    concurrency: 1,
    ladder: captureLadder,
    next: [],
  }),
  'keep-partial': row({
    story:
      'A form was left half way half an hour ago: it becomes a partial lead, and a person decides whether to write.',
    input: z.object({ formId: z.string() }),
    key: ({ formId }) => formId,
    about: ({ formId }) => ({ requestId: `form:${formId}` }),
    batch: 20,
    concurrency: 1,
    ladder: shortLadder,
    next: [],
  }),
  score: row({
    story: 'The capture becomes a lead with its pre-score.',
    input: z.object({ id: z.uuid() }),
    key: ({ id }) => id,
    about: ({ id }) => ({ leadId: id }),
    batch: 100,
    concurrency: 1,
    ladder: shortLadder,
    next: ['send-to-kommo'],
  }),
  'send-to-kommo': row({
    story: 'Contact, company and lead are written to Kommo, many at once.',
    input: z.object({
      leadId: z.uuid(),
      /** Of a lead whose person had an open one, which was closed in between. */
      requestId: requestId.exactOptional(),
    }),
    key: ({ leadId, requestId: asked = '' }) => (asked === '' ? leadId : `${leadId}:${asked}`),
    about: ({ leadId }) => ({ leadId }),
    batch: 50,
    concurrency: 2,
    ladder: captureLadder,
    next: ['welcome', 'merge-lead'],
  }),
  'merge-lead': row({
    story: 'The person of an open lead came again: that lead takes its newer answers.',
    input: z.object({ leadId: z.uuid(), kommoLeadId: z.int().positive() }),
    key: ({ leadId, kommoLeadId }) => `${leadId}:${kommoLeadId}`,
    about: ({ leadId, kommoLeadId }) => ({ leadId, kommoLeadId }),
    batch: 20,
    concurrency: 1,
    ladder: captureLadder,
    next: ['welcome', 'send-to-kommo'],
  }),
  'read-hook': row({
    story:
      'A stored hook is spread over the leads, contacts and bots it names; what is known is let go.',
    input: z.object({ id: z.uuid() }),
    key: ({ id }) => id,
    about: ({ id }) => ({ requestId: id }),
    batch: 50,
    concurrency: 1,
    ladder: shortLadder,
    next: [
      'look-again',
      'look-at-contact',
      'read-message',
      'answer-bot',
      'recalculate',
      'start-qualification',
      'start-follow-up',
    ],
  }),
  'look-again': row({
    story:
      'The lead is read from Kommo: what a person changed is kept and scored, a won one goes on.',
    input: askedOfLead.extend({
      /** What the hook called it, or "send_to_odoo" of the digital pipeline. */
      action: z.string(),
      /** Stage of the tile that sent "send_to_odoo". */
      statusId: z.int().nullable().default(null),
      /** Its contact changed. */
      people: z.boolean().default(false),
    }),
    key: (input) => `${input.kommoLeadId}:${input.action}:${input.requestId}`,
    about: (input) => input,
    batch: 250,
    concurrency: 1,
    ladder: captureLadder,
    next: ['win', 'qualify', 'hand-to-bot', 'take-over'],
  }),
  'look-at-contact': row({
    story:
      'A contact changed: the index of people learns its phones and e-mails, its leads are looked at.',
    input: z.object({ contactId: z.int().positive(), action: z.string(), requestId }),
    key: (input) => `${input.contactId}:${input.action}:${input.requestId}`,
    about: (input) => ({ requestId: input.requestId }),
    batch: 250,
    concurrency: 1,
    ladder: captureLadder,
    next: ['look-again'],
  }),
  recalculate: row({
    ...onOneLead,
    story:
      'Somebody asked for it: the lead is read from Kommo and scored with the tables in force.',
    input: askedOfLead,
    batch: 250,
    next: [],
  }),
  'start-follow-up': row({
    ...onOneLead,
    story: 'A lead is silent, or somebody asked for it: the touches of its follow-up are planned.',
    input: askedOfLead.extend({ byPerson: z.boolean().default(true) }),
    next: [],
  }),
  win: row({
    ...onOneLead,
    story: 'A won lead asks for its hand-over to Odoo.',
    input: askedOfLead.extend({
      /** "hook", or "user:1002". */
      by: z.string(),
      /** Why a lead that is not won is handed over. */
      reason: z.string().exactOptional(),
    }),
    ladder: shortLadder,
    next: ['send-to-odoo'],
  }),
  'send-to-odoo': row({
    ...onOneLead,
    story:
      'Customer, opportunity, project, contract and history are made in Odoo, once; Kommo gets id, link, note and tag.',
    input: askedOfLead,
    // Calls to Odoo are limited by ODOO_CONCURRENCY; more hand-overs at once let their rows travel together, and while
    // one batch waits for its turns at Kommo the other keeps Odoo busy.
    concurrency: 2,
    ladder: captureLadder,
    next: [],
  }),
};
