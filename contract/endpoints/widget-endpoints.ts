import { z } from 'zod';
import { actionAnswers, cardAnswers } from '../answers.js';
import { editAnswersSchema, feedbackSchema, leadTaskSchema, recalculateSchema } from '../card.js';
import { passConversationSchema } from '../card-conversation.js';
import { steerFollowUpSchema } from '../card-follow-up.js';
import { sendToOdooSchema } from '../odoo.js';
import { proposalDraftSchema } from '../proposal.js';
import { widgetPaths as paths } from '../paths.js';
import { rowsFor } from './endpoint.js';
import type { Endpoint } from './endpoint.js';

const answers = { ...cardAnswers, ...actionAnswers };

const row = rowsFor('user');
const ok = z.object({ status: z.literal('ok') });
/** Where an address carries the lead's number. */
const lead = (path: (leadId: number) => string): string => path(0).replace('/0', '/{id}');

/** What the card and the other places in Kommo call. */
export const widgetEndpoints: readonly Endpoint[] = [
  row('get', paths.ping(), 'The companion answers this account', { answer: ok }),
  row('get', paths.calls(), 'Open leads in the order in which to call them', {
    answer: answers.calls,
  }),
  row('get', lead(paths.card), 'Everything the card shows', { answer: answers.card }),
  row('patch', lead(paths.answers), 'Answers typed into the card; null takes one back', {
    body: editAnswersSchema,
    answer: answers.card,
  }),
  row('post', lead(paths.feedback), 'A complaint about the score', {
    body: feedbackSchema,
    status: 204,
  }),
  row('post', lead(paths.tasks), 'A task of the lead for the one who asks', {
    body: leadTaskSchema,
    status: 204,
  }),
  row('post', lead(paths.conversation), 'A person takes the conversation, or gives it to the bot', {
    body: passConversationSchema,
    answer: answers.card,
  }),
  row('get', lead(paths.proposal), 'The newest proposal, and what the next one starts from', {
    answer: answers.proposal,
  }),
  row('post', lead(paths.proposal), 'Makes a proposal with a link of its own', {
    body: proposalDraftSchema,
    status: 201,
    answer: answers.proposal,
  }),
  row('post', lead(paths.revokeProposal), 'The link opens nothing any more', {
    answer: answers.proposal,
  }),
  row('post', lead(paths.followUp), 'A person pauses, resumes, skips or ends the follow-up', {
    body: steerFollowUpSchema,
    answer: answers.card,
  }),
  row('post', paths.recalculate(), 'Scores leads again', {
    body: recalculateSchema,
    status: 202,
    answer: answers.queued,
  }),
  row('post', lead(paths.retry), 'Tries now what of the lead waits', {
    status: 202,
    answer: answers.queued,
  }),
  row('get', lead(paths.odooPreview), 'What a hand-over would send', {
    answer: answers.odooPreview,
  }),
  row('post', lead(paths.odoo), 'Hands the lead to Odoo, once', {
    body: sendToOdooSchema,
    status: 202,
    answer: answers.odooState,
  }),
];
