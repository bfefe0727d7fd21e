import { z } from 'zod';
import {
  connectionSchema,
  deadLettersSchema,
  doctorSchema,
  provisionPlanSchema,
  provisionRunSchema,
  reconciliationSchema,
  replayRunSchema,
  waitingWorkSchema,
  workHistorySchema,
} from './admin.js';
import { auditSchema } from './audit.js';
import { sourcesSchema } from './source.js';
import { experimentsSchema } from './experiment.js';
import { odooConnectionSchema } from './odoo-connection.js';
import { botFileSchema, conversationSetupSchema } from './conversation-setup.js';
import { callListSchema } from './calls.js';
import { cardSchema, odooPreviewSchema } from './card.js';
import { proposalSchema } from './proposal.js';
import { flowSchema, teamSchema } from './team.js';
import { storySchema } from './story.js';
import { reportSchema } from './report.js';
import { odooStateSchema } from './odoo.js';
import { personFilesSchema, personFoundSchema, personRequestsSchema } from './privacy.js';
import { exportsSchema } from './exports.js';
import { deliveriesSchema } from './delivery.js';
import { refinementSchema } from './refinement.js';

/**
 * What the widget reads from the companion, by name. `npm run build` derives the widget's checks from these tables
 * (`widget/api/guards/*.json`), since zod itself is too large for a page that is not ours.
 */
export const cardAnswers = {
  card: cardSchema,
  odooState: odooStateSchema,
};

/** Read only when something is done: in the card, in the list, in the settings. */
export const actionAnswers = {
  calls: callListSchema,
  connection: connectionSchema,
  odooPreview: odooPreviewSchema,
  proposal: proposalSchema,
  queued: z.object({ queued: z.int() }),
};

/** Read only by the administrators' pages, which are a file of their own. */
export const adminAnswers = {
  audit: auditSchema,
  botFile: botFileSchema,
  conversationSetup: conversationSetupSchema,
  connection: connectionSchema,
  deadLetters: deadLettersSchema,
  doctor: doctorSchema,
  experiments: experimentsSchema,
  exports: exportsSchema,
  deliveries: deliveriesSchema,
  odooConnection: odooConnectionSchema,
  provisionPlan: provisionPlanSchema,
  provisionRun: provisionRunSchema,
  reconciliation: reconciliationSchema,
  sources: sourcesSchema,
  team: teamSchema,
  flow: flowSchema,
  report: reportSchema,
  story: storySchema,
  refinement: refinementSchema,
  personFound: personFoundSchema,
  personFiles: personFilesSchema,
  personRequests: personRequestsSchema,
  replayRun: replayRunSchema,
  waiting: waitingWorkSchema,
  workHistory: workHistorySchema,
};

type Answers<Table extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Table]: z.infer<Table[Name]>;
};
export type CardAnswers = Answers<typeof cardAnswers>;
export type ActionAnswers = Answers<typeof actionAnswers>;
export type AdminAnswers = Answers<typeof adminAnswers>;
