import type { LeadScoreTable } from '../../score/score-tables.js';
import { conversations } from '../conversations/conversations.js';

const minute = 60_000;

/** The score after the conversation: six weighted factors as in section 4 of the specification (R4.4). */
export const leadScore = {
  version: 'lead-2026-11-1',
  weights: {
    company_size: 25,
    urgency_level: 20,
    budget_range: 20,
    service_complexity: 15,
    contact_quality: 10,
    response_speed: 10,
  },
  choices: {
    company_size: { '1-5': 5, '6-20': 15, '21-50': 25, '51-100': 30, '100+': 30 },
    urgency_level: { immediate: 25, this_month: 20, three_months: 15, exploring: 5 },
    budget_range: { over_50k: 25, '30k_50k': 20, '15k_30k': 15, '5k_15k': 10, undefined: 5 },
  },
  // A question, its texts and its points are written once.
  conversations: {
    accounting: conversations.accounting.first,
    tax: conversations.tax.first,
    payroll: conversations.payroll.first,
    consulting: conversations.consulting.first,
  },
  // "Verified" is a number of the Dominican plan, "validated" a well-formed address, "active" what R2.5 calls verified.
  contact: { phoneVerified: 5, emailValidated: 3, whatsappActive: 2 },
  replies: [
    { belowMs: 5 * minute, points: 10, label: 'menos de 5 minutos' },
    { belowMs: 30 * minute, points: 7, label: 'menos de 30 minutos' },
    { belowMs: 120 * minute, points: 5, label: 'menos de 2 horas' },
    { belowMs: null, points: 2, label: 'más de 2 horas' },
  ],
  wording: {
    phoneVerified: 'teléfono verificado',
    emailValidated: 'correo validado',
    whatsappActive: 'WhatsApp activo',
    noReply: 'sin respuesta',
  },
  classes: [
    { leadClass: 'HOT', from: 80 },
    { leadClass: 'WARM', from: 60 },
    { leadClass: 'COLD', from: 40 },
    { leadClass: 'NURTURING', from: 0 },
  ],
} as const satisfies LeadScoreTable;
