import type { LeadToCreate } from '../../../backend/src/adapters/kommo/kommo.js';
import type { Answer, AnswerValue, LeadProfile } from '../../../domain/lead/lead.js';

const given = (value: AnswerValue): Answer => ({
  value,
  origin: 'form',
  answeredAt: '2026-11-20T12:00:00.000Z',
});

export const profile: LeadProfile = {
  person: {
    fullName: 'Carmen Rosario',
    companyName: 'Ferretería El Progreso SRL',
    email: 'carmen@elprogreso.example',
    phone: '+18095550142',
    landline: '+18095550143',
  },
  services: ['accounting', 'tax'],
  answers: {
    company_size: given('21-50'),
    monthly_revenue: given('2m_5m'),
    urgency_level: given('immediate'),
    monthly_transactions: given(600),
    special_reports: given('banks'),
  },
  attribution: { utm_source: 'facebook', utm_campaign: 'noviembre' },
  source: 'direct',
  inleadScore: null,
  consent: true,
  whatsappVerified: false,
};

/** An invented lead; only what a test is about is given. */
export const leadToCreate = (given: Partial<LeadToCreate> = {}): LeadToCreate => ({
  ref: 'ref-1',
  contactId: null,
  profile,
  score: {
    model: 'pre',
    version: 'pre-test',
    total: 72,
    leadClass: 'WARM',
    contributions: [],
    missing: [],
  },
  ...given,
});
