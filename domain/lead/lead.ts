import type { Origin } from '../../contract/card.js';

export const serviceKeys = ['accounting', 'tax', 'payroll', 'consulting'] as const;
export type ServiceKey = (typeof serviceKeys)[number];

export const generalQuestions = [
  'company_size',
  'monthly_revenue',
  'industry_sector',
  'urgency_level',
  'current_situation',
  'budget_range',
  'manages_inventory',
  'tax_regime',
  'meeting_preference',
] as const;

export const serviceQuestions = [
  'monthly_transactions',
  'special_reports',
  'multiple_branches',
  'software_integration',
  'dgii_up_to_date',
  'tax_audits',
  'tax_planning',
  'international_operations',
  'payroll_employees',
  'variable_commissions',
  'additional_benefits',
  'hr_reports',
  'consulting_area',
  'engagement_type',
  'main_challenge',
  'result_deadline',
] as const;

export type QuestionKey = (typeof generalQuestions)[number] | (typeof serviceQuestions)[number];

/** The option's key of a choice, a count, or free text. */
export type AnswerValue = string | number;

export interface Answer {
  readonly value: AnswerValue;
  readonly origin: Origin;
  /** ISO 8601, UTC. */
  readonly answeredAt: string;
}

export type Answers = Readonly<Partial<Record<QuestionKey, Answer>>>;

export interface Person {
  readonly fullName: string;
  readonly companyName: string;
  /** Lower case; null when none is known. */
  readonly email: string | null;
  /** E.164, "+18095550101"; null when none is known. */
  readonly phone: string | null;
  readonly landline: string | null;
}

/** First touch, as the visitor arrived. Values are untrusted text of at most 2,048 characters. */
export interface Attribution {
  readonly utm_source?: string;
  readonly utm_medium?: string;
  readonly utm_campaign?: string;
  readonly utm_content?: string;
  readonly utm_term?: string;
  readonly fbclid?: string;
  readonly gclid?: string;
  readonly landing_url?: string;
  readonly referrer?: string;
}

export type LeadSource = 'direct' | 'inlead' | 'meta' | 'kommo';

/** What a capture is after its checks: the lead as the rest of the companion knows it. */
export interface LeadProfile {
  readonly person: Person;
  /** The main service first; never empty for a captured lead, possibly empty for one that was typed into Kommo. */
  readonly services: readonly ServiceKey[];
  readonly answers: Answers;
  readonly attribution: Attribution;
  readonly source: LeadSource;
  /** InLead's own 0–100 number; null elsewhere. */
  readonly inleadScore: number | null;
  readonly consent: boolean | null;
  /** A message of ours was delivered to the number, or the lead wrote to us (R2.5). */
  readonly whatsappVerified: boolean;
}
