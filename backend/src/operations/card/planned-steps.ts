import type { OdooStep } from '../../../../contract/odoo.js';

/** The steps a hand-over goes through, as the card lists them before they are done. */
export const plannedSteps: readonly OdooStep[] = [
  'customer',
  'opportunity',
  'project',
  'contract',
  'history',
  'kommo',
];
