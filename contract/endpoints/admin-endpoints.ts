import { adminAnswers as answers } from '../answers.js';
import { channelCostSchema } from '../channel-cost.js';
import {
  discardSchema,
  dismissSchema,
  repairSchema,
  replaySchema,
  retryNowSchema,
} from '../admin.js';
import { readBotSchema, sendTemplatesSchema } from '../conversation-setup.js';
import { saveSourceSchema, trySourceSchema } from '../source.js';
import { activatePointsSchema } from '../refinement.js';
import { beginExperimentSchema, endExperimentSchema, noteExperimentSchema } from '../experiment.js';
import { saveTeamSchema } from '../team.js';
import { adminPaths as paths } from '../paths.js';
import { rowsFor } from './endpoint.js';
import type { Endpoint } from './endpoint.js';

const row = rowsFor('administrator');

/** What the administrators' pages call. */
export const adminEndpoints: readonly Endpoint[] = [
  row('get', paths.connection, 'How the account is connected', { answer: answers.connection }),
  row('post', paths.connection, 'Asks Kommo now', { answer: answers.connection }),
  row('get', paths.odooConnection, 'How Odoo was last found', { answer: answers.odooConnection }),
  row('post', paths.odooConnection, 'Asks Odoo now', { answer: answers.odooConnection }),
  row('get', paths.doctor, 'The last check of everything', { answer: answers.doctor }),
  row('post', paths.doctor, 'Checks everything now', { answer: answers.doctor }),
  row('get', paths.provision, 'What would change in the account', {
    answer: answers.provisionPlan,
  }),
  row('post', paths.provision, 'Changes it', { status: 202, answer: answers.provisionRun }),
  row('get', paths.provisionRun, 'How far the changes are', { answer: answers.provisionRun }),
  row('post', paths.provisionRun, 'Changes it', { status: 202, answer: answers.provisionRun }),
  row('get', paths.conversations, 'Bots and templates beside the account’s', {
    answer: answers.conversationSetup,
  }),
  row('post', paths.bot, 'A bot made for this account, to import or to paste', {
    body: readBotSchema,
    answer: answers.botFile,
  }),
  row('post', paths.templates, 'Makes templates in Kommo and sends them for review', {
    body: sendTemplatesSchema,
    answer: answers.conversationSetup,
  }),
  row('get', paths.deadLetters, 'Work that failed for good', { answer: answers.deadLetters }),
  row('get', paths.workHistory, 'What was decided about failed work', {
    answer: answers.workHistory,
  }),
  row('get', paths.replay, 'How far a replay is', { answer: answers.replayRun }),
  row('post', paths.replay, 'Replays failed work; with dryRun only its plan (200)', {
    body: replaySchema,
    status: 202,
    answer: answers.replayRun,
  }),
  row('post', paths.discard, 'Gives up on failed work, with a reason', {
    body: discardSchema,
    answer: answers.deadLetters,
  }),
  row('get', paths.waiting, 'Work that is tried again by itself', { answer: answers.waiting }),
  row('post', paths.waiting, 'Tries it now', { body: retryNowSchema, answer: answers.waiting }),
  row('get', paths.audit, 'Who did what, newest first', { answer: answers.audit }),
  row('get', paths.team, 'The team, its loads and the last assignments', { answer: answers.team }),
  row('post', paths.team, 'Saves the team', { body: saveTeamSchema, answer: answers.team }),
  row('get', paths.flow, 'Leads over their limit, and the touches to come', {
    answer: answers.flow,
  }),
  row('get', paths.health, 'How well everything works, and what to do', {
    answer: answers.report,
  }),
  row('get', paths.sources, 'How the names of each source are read, and where the form is left', {
    answer: answers.sources,
  }),
  row('post', paths.trySource, 'What would be read of a sample; nothing is kept', {
    body: trySourceSchema,
    answer: answers.sources,
  }),
  row('post', paths.sources, 'Says what names and answers of a source mean', {
    body: saveSourceSchema,
    answer: answers.sources,
  }),
  row('get', paths.analytics, 'What brings leads, what works, and where they wait', {
    answer: answers.report,
  }),
  row('post', paths.channelCosts, 'Enters what a channel cost in a month', {
    body: channelCostSchema,
    answer: answers.report,
  }),
  row('get', paths.story, 'Finds a lead, and tells its story', { answer: answers.story }),
  row('get', paths.refinement, 'How right the score is, and what would make it righter', {
    answer: answers.refinement,
  }),
  row(
    'post',
    paths.refinement,
    'Counts with the points that were shown, or with earlier ones again',
    {
      body: activatePointsSchema,
      answer: answers.refinement,
    },
  ),
  row('get', paths.experiments, 'What each experiment shows so far', {
    answer: answers.experiments,
  }),
  row('post', paths.experiments, 'Begins an experiment', {
    body: beginExperimentSchema,
    answer: answers.experiments,
  }),
  row('post', paths.endExperiment, 'Ends it: everybody new gets what stays', {
    body: endExperimentSchema,
    answer: answers.experiments,
  }),
  row('post', paths.noteExperiment, 'Notes its costs, and what is weighed beside numbers', {
    body: noteExperimentSchema,
    answer: answers.experiments,
  }),
  row('get', paths.reconciliation, 'How Kommo and Odoo differ', { answer: answers.reconciliation }),
  row('post', paths.reconciliation, 'Compares them now', {
    status: 202,
    answer: answers.reconciliation,
  }),
  row('post', paths.repair, 'Repairs differences', {
    body: repairSchema,
    status: 202,
    answer: answers.reconciliation,
  }),
  row('post', paths.dismiss, 'Leaves differences as they are, with a reason', {
    body: dismissSchema,
    answer: answers.reconciliation,
  }),
];
