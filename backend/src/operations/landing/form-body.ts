import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { landing } from '../../../../domain/blueprint/landing.js';
import type { Touches } from '../../../../domain/attribution/touches.js';
import { servicesOf } from '../../../../domain/form/advance.js';
import type { FormAnswers } from '../../../../domain/form/form-answers.js';
import { formSteps } from '../../../../domain/form/form-plan.js';
import { fieldsOfStep } from '../../../../domain/form/step-questions.js';

/** The form's answers as a capture's body (R1.2); answers about a service that was unticked later stay behind. */
export function formBody(
  answers: FormAnswers,
  touches: Touches | null,
): Readonly<Record<string, unknown>> {
  const services = servicesOf(answers, blueprint);
  const tools = { blueprint, plan: landing };
  const asked = new Set(formSteps.flatMap((step) => fieldsOfStep(step, services, tools)));
  const given = Object.entries(answers).filter(([field]) => asked.has(field) && field !== 'tax_id');
  return { ...touches?.first.values, ...Object.fromEntries(given) };
}
