/** Addresses of the widget's API below the companion's origin. */
export const widgetPaths = {
  card: (leadId: number) => `/widget/v1/leads/${leadId}/card`,
  odoo: (leadId: number) => `/widget/v1/leads/${leadId}/odoo`,
  answers: (leadId: number) => `/widget/v1/leads/${leadId}/answers`,
  feedback: (leadId: number) => `/widget/v1/leads/${leadId}/feedback`,
  odooPreview: (leadId: number) => `/widget/v1/leads/${leadId}/odoo/preview`,
  recalculate: () => '/widget/v1/leads/recalculate',
  ping: () => '/widget/v1/ping',
} as const;
