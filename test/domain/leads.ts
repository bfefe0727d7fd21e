import { blueprint } from '../../domain/blueprint/blueprint.js';
import type { AnswerValue, Answers, LeadProfile, QuestionKey } from '../../domain/lead/lead.js';

export const serviceKeys = blueprint.services.map(({ key }) => key);

export const answeredAt = '2026-11-02T14:00:00.000Z';

/** Answers as the form gives them. */
export const formAnswers = (values: Readonly<Partial<Record<QuestionKey, AnswerValue>>>): Answers =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      { value, origin: 'form' as const, answeredAt },
    ]),
  );

/** A complete lead of an invented firm; only what the case is about is given. */
export const leadProfile = (changes: Partial<LeadProfile> = {}): LeadProfile => ({
  person: {
    fullName: 'Carmen Rosario Peña',
    companyName: 'Colmado El Progreso',
    email: 'carmen@elprogreso.example',
    phone: '+18095550142',
    landline: null,
  },
  services: ['accounting'],
  answers: {},
  attribution: {},
  source: 'direct',
  inleadScore: null,
  consent: true,
  whatsappVerified: false,
  ...changes,
});
