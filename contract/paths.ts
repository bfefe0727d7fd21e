/** Addresses of one lead. */
const ofLead =
  (what: string) =>
  (leadId: number): string =>
    `/widget/v1/leads/${leadId}/${what}`;

/** Addresses of the widget's API below the companion's origin. */
export const widgetPaths = {
  card: ofLead('card'),
  odoo: ofLead('odoo'),
  answers: ofLead('answers'),
  feedback: ofLead('feedback'),
  tasks: ofLead('tasks'),
  odooPreview: ofLead('odoo/preview'),
  conversation: ofLead('conversation'),
  followUp: ofLead('follow-up'),
  retry: ofLead('retry'),
  proposal: ofLead('proposal'),
  revokeProposal: ofLead('proposal/revoke'),
  calls: () => '/widget/v1/calls',
  recalculate: () => '/widget/v1/leads/recalculate',
  ping: () => '/widget/v1/ping',
} as const;

/** For administrators. `GET` reads, `POST` acts; runs in the background answer their state to both. */
export const adminPaths = {
  connection: '/widget/v1/admin/connection',
  odooConnection: '/widget/v1/admin/connection/odoo',
  doctor: '/widget/v1/admin/doctor',
  provision: '/widget/v1/admin/provision',
  provisionRun: '/widget/v1/admin/provision/run',
  conversations: '/widget/v1/admin/conversations',
  bot: '/widget/v1/admin/conversations/bot',
  templates: '/widget/v1/admin/conversations/templates',
  deadLetters: '/widget/v1/admin/dead-letters',
  workHistory: '/widget/v1/admin/dead-letters/history',
  replay: '/widget/v1/admin/dead-letters/replay',
  discard: '/widget/v1/admin/dead-letters/discard',
  waiting: '/widget/v1/admin/waiting',
  audit: '/widget/v1/admin/audit',
  team: '/widget/v1/admin/team',
  flow: '/widget/v1/admin/flow',
  health: '/widget/v1/admin/health',
  analytics: '/widget/v1/admin/analytics',
  channelCosts: '/widget/v1/admin/analytics/costs',
  sources: '/widget/v1/admin/sources',
  trySource: '/widget/v1/admin/sources/try',
  story: '/widget/v1/admin/story',
  refinement: '/widget/v1/admin/refinement',
  deliveries: '/widget/v1/admin/deliveries',
  replayDelivery: '/widget/v1/admin/deliveries/replay',
  exports: '/widget/v1/admin/exports',
  persons: '/widget/v1/admin/persons',
  findPerson: '/widget/v1/admin/persons/find',
  exportPerson: '/widget/v1/admin/persons/export',
  rectifyPerson: '/widget/v1/admin/persons/rectify',
  withdrawPerson: '/widget/v1/admin/persons/withdraw',
  erasePerson: '/widget/v1/admin/persons/erase',
  checkPerson: '/widget/v1/admin/persons/check',
  experiments: '/widget/v1/admin/experiments',
  endExperiment: '/widget/v1/admin/experiments/end',
  noteExperiment: '/widget/v1/admin/experiments/notes',
  reconciliation: '/widget/v1/admin/reconciliation',
  repair: '/widget/v1/admin/reconciliation/repair',
  dismiss: '/widget/v1/admin/reconciliation/dismiss',
} as const;
