import type { Blueprint, Question } from '../blueprint/shape.js';
import type { QuestionKey, ServiceKey } from '../lead/lead.js';
import { contactNames } from './form-plan.js';
import type { FormPlan, FormStep } from './form-plan.js';

/** What a step asks beyond the contact: general questions, and below them those of each chosen service (R2.3). */
export interface StepQuestions {
  readonly general: readonly Question[];
  readonly specific: readonly {
    readonly service: ServiceKey;
    readonly questions: readonly Question[];
  }[];
}

export function questionsOf(
  step: FormStep,
  services: readonly ServiceKey[],
  { blueprint, plan }: { readonly blueprint: Blueprint; readonly plan: FormPlan },
): StepQuestions {
  if (step === 'contact') return { general: [], specific: [] };
  const keys: ReadonlySet<QuestionKey> = new Set(plan.general[step]);
  const general = blueprint.questions.filter(({ key }) => keys.has(key));
  if (step === 'need') return { general, specific: [] };
  const specific = services.map((service) => ({
    service,
    questions: blueprint.questions.filter((question) => question.service === service),
  }));
  return { general, specific };
}

/** The names of a step's fields, in the order in which they stand. */
export function fieldsOfStep(
  step: FormStep,
  services: readonly ServiceKey[],
  tools: { readonly blueprint: Blueprint; readonly plan: FormPlan },
): readonly string[] {
  if (step === 'contact') return [...contactNames, 'consent', 'marketing_opt_in'];
  const { general, specific } = questionsOf(step, services, tools);
  const asked = [...specific.flatMap(({ questions }) => questions), ...general];
  return [...(step === 'need' ? ['service_type'] : []), ...asked.map(({ key }) => key)];
}
