import { deliveries } from './2027-10-deliveries.js';
import type { Migration } from 'kysely';
import { firstTables } from './2026-11-first-tables.js';
import { kommoTokens } from './2026-11-kommo-tokens.js';
import { leadsSeen } from './2026-11-leads-seen.js';
import { wordsAsCodes } from './2026-12-words-as-codes.js';
import { transferTries } from './2026-11-transfer-tries.js';
import { workRuns } from './2026-11-work-runs.js';
import { workTable } from './2026-11-work-table.js';
import { widgetCard } from './2026-11-widget-card.js';
import { conversations } from './2026-12-conversations.js';
import { waitingWork } from './2026-12-waiting-work.js';
import { transferReason } from './2026-12-transfer-reason.js';
import { turnStates } from './2026-12-turn-states.js';
import { assignments } from './2027-02-assignments.js';
import { followUps } from './2027-02-follow-ups.js';
import { leadStages } from './2027-02-lead-stages.js';
import { dismissedDifferences } from './2027-01-dismissed-differences.js';
import { whichCustomer } from './2027-01-which-customer.js';
import { wordsOnePerThing } from './2027-01-words-one-per-thing.js';
import { auditLog } from './2027-02-audit-log.js';
import { rateLimits } from './2027-02-rate-limits.js';
import { templateSends } from './2027-02-template-sends.js';
import { landing } from './2027-03-landing.js';
import { proposals } from './2027-03-proposals.js';
import { auditFilters } from './2027-04-audit-filters.js';
import { experiments } from './2027-05-experiments.js';
import { captureDrafts } from './2027-06-capture-drafts.js';
import { consents } from './2027-07-consents.js';
import { measures } from './2027-07-measures.js';
import { privacy } from './2027-07-privacy.js';
import { leadEvents } from './2027-08-lead-events.js';
import { scoreActivations } from './2027-09-score-activations.js';
import { waitingLeads } from './2027-12-waiting-leads.js';
import { underWay } from './2027-11-under-way.js';
import { alertTasks } from './2027-10-alert-tasks.js';
import { discardedBy } from './2027-02-discarded-by.js';

/** Run in the order of their names; never change one that has been released, add another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-first-tables': firstTables,
  '2026-11-kommo-tokens': kommoTokens,
  '2026-11-leads-seen': leadsSeen,
  '2026-11-transfer-tries': transferTries,
  '2026-11-work-runs': workRuns,
  '2026-11-widget-card': widgetCard,
  '2026-11-work-table': workTable,
  '2026-12-conversations': conversations,
  '2026-12-transfer-reason': transferReason,
  '2026-12-waiting-work': waitingWork,
  '2026-12-turn-states': turnStates,
  '2026-12-words-as-codes': wordsAsCodes,
  '2027-01-dismissed-differences': dismissedDifferences,
  '2027-01-which-customer': whichCustomer,
  '2027-01-words-one-per-thing': wordsOnePerThing,
  '2027-02-audit-log': auditLog,
  '2027-02-rate-limits': rateLimits,
  '2027-02-template-sends': templateSends,
  '2027-02-assignments': assignments,
  '2027-02-follow-ups': followUps,
  '2027-02-lead-stages': leadStages,
  '2027-02-discarded-by': discardedBy,
  '2027-03-landing': landing,
  '2027-03-proposals': proposals,
  '2027-04-audit-filters': auditFilters,
  '2027-05-experiments': experiments,
  '2027-06-capture-drafts': captureDrafts,
  '2027-07-consents': consents,
  '2027-07-measures': measures,
  '2027-07-privacy': privacy,
  '2027-08-lead-events': leadEvents,
  '2027-09-score-activations': scoreActivations,
  '2027-10-alert-tasks': alertTasks,
  '2027-10-deliveries': deliveries,
  '2027-11-under-way': underWay,
  '2027-12-waiting-leads': waitingLeads,
};
