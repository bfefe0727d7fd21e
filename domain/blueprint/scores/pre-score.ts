import type { PreScoreTable } from '../../score/score-tables.js';
import { freeMailboxes } from '../free-mailboxes.js';

/** The form's pre-score, point for point as in section 2 of the specification (R2.5). */
export const preScore = {
  version: 'pre-2026-11-1',
  choices: {
    company_size: { '1-5': 10, '6-20': 15, '21-50': 20, '51-100': 25, '100+': 25 },
    monthly_revenue: { up_to_500k: 8, '500k_2m': 12, '2m_5m': 16, '5m_10m': 20, over_10m: 20 },
    urgency_level: { immediate: 15, this_month: 12, three_months: 8, exploring: 4 },
    budget_range: { over_50k: 15, '30k_50k': 12, '15k_30k': 8, '5k_15k': 5, undefined: 2 },
    current_situation: { no_accountant: 10, switching: 8, additional: 6, first_time: 10 },
  },
  complexity: { several: 10, complex: 8, basic: 5, signalsNeeded: 2 },
  contact: { businessEmail: 2, whatsappVerified: 2, landline: 1 },
  freeMailboxes: new Set(freeMailboxes),
  wording: {
    several: 'múltiples servicios',
    complex: 'complejo',
    basic: 'básico',
    businessEmail: 'correo empresarial',
    whatsappVerified: 'WhatsApp verificado',
    landline: 'teléfono fijo',
  },
  classes: [
    { leadClass: 'HOT', from: 80 },
    { leadClass: 'WARM', from: 60 },
    { leadClass: 'COLD', from: 40 },
    { leadClass: 'NURTURING', from: 0 },
  ],
} as const satisfies PreScoreTable;
