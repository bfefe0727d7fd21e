import { sql } from 'kysely';
import type pg from 'pg';
import { createAssignmentTable } from './leads/assignments.js';
import { createCaptureTable } from './captures/captures.js';
import { createConversationTable } from './leads/conversations.js';
import { createCipher } from './tokens/cipher.js';
import { createDatabase } from './db.js';
import { createExperimentTable } from './experiments/experiments.js';
import { createFeedbackTable } from './leads/feedback.js';
import { createFollowUpTable } from './leads/follow-ups.js';
import { createHookTable } from './captures/hooks.js';
import { createKpiTables } from './kpis/kpi-tables.js';
import { createLandingTable } from './landing/landing.js';
import { createLeadStageTable } from './leads/lead-stages.js';
import { createLeadTable } from './leads/leads.js';
import { createOpenLeadTable } from './leads/open-leads.js';
import { createPersonIndex } from './leads/people.js';
import { nameUnavailable } from './name-unavailable.js';
import { createRateLimitTable } from './rate-limits.js';
import { createRefinementTable } from './refinement/refinements.js';
import { createScoreTable } from './leads/scores.js';
import { createSeenLeads } from './leads/seen-leads.js';
import { createSession } from './session.js';
import { createSettingTable } from './settings.js';
import { createShared } from './shared.js';
import { createSnapshotTable } from './leads/snapshots.js';
import type { Store } from './tables.js';
import { createPrivacyTables } from './privacy/privacy-tables.js';
import { createTemplateSendTable } from './leads/template-sends.js';
import { createDeliveryTable } from './captures/deliveries.js';
import { createDraftTable } from './captures/drafts.js';
import { createProposalTable } from './leads/proposals.js';
import { createTeamTable } from './leads/team.js';
import { createTokenTable } from './tokens/tokens.js';
import { createOperationsTables } from './work/operations-tables.js';
import { createHandOverTable } from './work/hand-overs.js';

interface StoreOptions {
  readonly pool: pg.Pool;
  readonly clock: () => Date;
  /** Called after each commit that stored captures or hooks: the relay's nudge. */
  readonly onReceived?: () => void;
  /** 64 hexadecimal characters each, the newest first; without one no token can be kept. */
  readonly encryptionKeys?: readonly string[];
}

/** Every table over one pool, which `close` ends. Call `migrate` first. */
export function createStore(options: StoreOptions): Store {
  const { pool, clock, onReceived = () => undefined, encryptionKeys = [] } = options;
  const db = createDatabase(pool);
  const captures = createCaptureTable({ db, clock, onReceived });
  const hooks = createHookTable({ db, clock, onReceived });
  const settings = createSettingTable({ db, clock });
  const session = createSession(pool.options);
  return {
    captures,
    hooks: nameUnavailable(hooks),
    settings: nameUnavailable(settings),
    drafts: nameUnavailable(createDraftTable({ db })),
    deliveries: nameUnavailable(createDeliveryTable(db)),
    leads: nameUnavailable(createLeadTable({ db, clock })),
    seen: nameUnavailable(createSeenLeads({ db })),
    snapshots: nameUnavailable(createSnapshotTable({ db })),
    feedback: nameUnavailable(createFeedbackTable({ db })),
    conversations: nameUnavailable(createConversationTable({ db })),
    templateSends: nameUnavailable(createTemplateSendTable({ db, settings })),
    leadStages: nameUnavailable(createLeadStageTable({ db })),
    openLeads: nameUnavailable(createOpenLeadTable(db)),
    team: nameUnavailable(createTeamTable({ db, settings })),
    assignments: nameUnavailable(createAssignmentTable({ db })),
    followUps: nameUnavailable(createFollowUpTable({ db })),
    proposals: nameUnavailable(createProposalTable({ db, settings })),
    experiments: nameUnavailable(createExperimentTable({ db })),
    refinement: nameUnavailable(createRefinementTable({ db })),
    landing: nameUnavailable(createLandingTable(db)),
    ...createKpiTables(db),
    scores: nameUnavailable(createScoreTable({ db })),
    people: nameUnavailable(createPersonIndex({ db, settings })),
    handOvers: nameUnavailable(createHandOverTable({ db, clock })),
    tokens: nameUnavailable(createTokenTable({ db, cipher: createCipher(encryptionKeys) })),
    shared: nameUnavailable(createShared({ db, session })),
    rateLimits: nameUnavailable(createRateLimitTable(db, clock)),
    ...createOperationsTables({ db, clock }),
    ...createPrivacyTables({ db, settings }),
    ...nameUnavailable({
      ping: async () => {
        await sql`select 1`.execute(db);
      },
    }),
    close: async () => {
      await Promise.all([captures.settled(), hooks.settled(), session.close()]);
      if (!pool.ended) await pool.end();
    },
  };
}
