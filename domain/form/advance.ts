import { readAnswers } from '../capture/read-answers.js';
import { readServices } from '../capture/read-person.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { FieldProblem } from '../field-problem.js';
import type { ServiceKey } from '../lead/lead.js';
import { checkContact } from './check-contact.js';
import { readPosted, textOf } from './form-answers.js';
import type { FormAnswers } from './form-answers.js';
import { noConsent, noService } from './missing.js';
import { contactNames, formSteps } from './form-plan.js';
import type { FormPlan, FormStep } from './form-plan.js';
import { fieldsOfStep } from './step-questions.js';

/** A visitor's way through the form, as the page carries it from step to step. */
export interface FormProgress {
  readonly answers: FormAnswers;
  /** The tax number that was found wrong and asked about; sent again unchanged, it is taken. */
  readonly askedTaxId: string | null;
}

export interface Posted {
  readonly step: FormStep;
  readonly go: 'forward' | 'back';
  readonly fields: object;
}

export interface Advanced extends FormProgress {
  /** `complete` once the last step is sent and nothing is wrong. */
  readonly step: FormStep | 'complete';
  readonly problems: readonly FieldProblem[];
}

interface Tools {
  readonly blueprint: Blueprint;
  readonly plan: FormPlan;
}

/** Where a visitor is after sending a step: on with the next one, or back where something is missing (R2.4). */
export function advance(progress: FormProgress, posted: Posted, tools: Tools): Advanced {
  const answers = merged(progress.answers, posted, tools);
  const kept = { answers, askedTaxId: progress.askedTaxId };
  const at = formSteps.indexOf(posted.step);
  if (posted.go === 'back') {
    return { ...kept, step: formSteps[Math.max(0, at - 1)] ?? 'need', problems: [] };
  }
  for (const step of formSteps.slice(0, at + 1)) {
    const problems = problemsOf(step, kept, tools.blueprint);
    if (problems.length > 0)
      return { answers, askedTaxId: askedOf(kept, problems), step, problems };
  }
  return { ...kept, step: formSteps[at + 1] ?? 'complete', problems: [] };
}

/** A step's own fields are replaced, so that what was unticked is gone; the other steps' stay. */
function merged(answers: FormAnswers, { step, fields }: Posted, tools: Tools): FormAnswers {
  const own = fieldsOfStep(step, servicesOf(answers, tools.blueprint), tools);
  const others = Object.entries(answers).filter(([field]) => !own.includes(field));
  return { ...Object.fromEntries(others), ...readPosted(fields, own) };
}

export const servicesOf = (answers: FormAnswers, blueprint: Blueprint): readonly ServiceKey[] =>
  readServices(bodyOf(answers), 'service_type', blueprint).services;

function problemsOf(
  step: FormStep,
  { answers, askedTaxId }: FormProgress,
  blueprint: Blueprint,
): readonly FieldProblem[] {
  if (step === 'contact') return contactProblems(answers, askedTaxId);
  const given = { origin: 'form', answeredAt: '' } as const;
  const { problems } = readAnswers(bodyOf(answers), blueprint, given);
  if (step === 'details') return problems;
  return servicesOf(answers, blueprint).length > 0 ? [] : [noService];
}

function contactProblems(answers: FormAnswers, askedTaxId: string | null): readonly FieldProblem[] {
  const wrong = contactNames.flatMap((name) => {
    const text = textOf(answers, name);
    const problem = checkContact(name, text);
    const wasAsked = name === 'tax_id' && text === askedTaxId;
    return problem === null || wasAsked ? [] : [problem];
  });
  return textOf(answers, 'consent') === '' ? [...wrong, noConsent] : wrong;
}

function askedOf(
  { answers, askedTaxId }: FormProgress,
  problems: readonly FieldProblem[],
): string | null {
  return problems.some(({ field }) => field === 'tax_id') ? textOf(answers, 'tax_id') : askedTaxId;
}

export const bodyOf = (answers: FormAnswers): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(answers));
