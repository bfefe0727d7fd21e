import type { Response } from 'express';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import type { FormStep } from '../../../../domain/form/form-plan.js';
import { formPage } from '../pages/form/form-page.js';
import type { FormState } from './form-state.js';
import type { FormTools } from './form-tools.js';

export interface ShownForm {
  readonly step: FormStep;
  readonly state: FormState;
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string | null;
  readonly status?: number;
  readonly resumed?: boolean;
}

/** 200, or 422 where something has to be mended first. */
export function showForm(
  { seals, consent }: FormTools,
  response: Response,
  shown: ShownForm,
): void {
  const { step, state, problems = [], notice = null, resumed = false } = shown;
  const failed = problems.length > 0 || notice !== null;
  const html = formPage({
    ...{ step, problems, notice, consent, resumed },
    answers: state.answers,
    state: seals.form.close(state),
  });
  response
    .status(shown.status ?? (failed ? 422 : 200))
    .type('html')
    .send(html);
}
