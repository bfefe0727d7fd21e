import type { AnswerValue, LeadProfile, QuestionKey, ServiceKey } from './lead.js';

/** What the scores look at. */
export interface Facts {
  /** The main service first. */
  readonly services: readonly ServiceKey[];
  readonly values: Readonly<Partial<Record<QuestionKey, AnswerValue>>>;
  readonly email: string | null;
  readonly phone: string | null;
  readonly landline: string | null;
  readonly whatsappVerified: boolean;
}

export function factsOf({ person, services, answers, whatsappVerified }: LeadProfile): Facts {
  const values: Partial<Record<QuestionKey, AnswerValue>> = {};
  let key: QuestionKey;
  for (key in answers) {
    const answer = answers[key];
    if (answer !== undefined) values[key] = answer.value;
  }
  const { email, phone, landline } = person;
  return { services, values, email, phone, landline, whatsappVerified };
}
