/** Addresses of the widget's API below the companion's origin. */
export const widgetPaths = {
  card: (leadId: number) => `/widget/v1/leads/${leadId}/card`,
  odoo: (leadId: number) => `/widget/v1/leads/${leadId}/odoo`,
  answers: (leadId: number) => `/widget/v1/leads/${leadId}/answers`,
  feedback: (leadId: number) => `/widget/v1/leads/${leadId}/feedback`,
  tasks: (leadId: number) => `/widget/v1/leads/${leadId}/tasks`,
  odooPreview: (leadId: number) => `/widget/v1/leads/${leadId}/odoo/preview`,
  conversation: (leadId: number) => `/widget/v1/leads/${leadId}/conversation`,
  followUp: (leadId: number) => `/widget/v1/leads/${leadId}/follow-up`,
  retry: (leadId: number) => `/widget/v1/leads/${leadId}/retry`,
  proposal: (leadId: number) => `/widget/v1/leads/${leadId}/proposal`,
  revokeProposal: (leadId: number) => `/widget/v1/leads/${leadId}/proposal/revoke`,
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
  reconciliation: '/widget/v1/admin/reconciliation',
  repair: '/widget/v1/admin/reconciliation/repair',
  dismiss: '/widget/v1/admin/reconciliation/dismiss',
} as const;
