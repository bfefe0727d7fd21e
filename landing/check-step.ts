import { checkContact } from '../domain/form/check-contact.js';
import { noConsent, noService } from '../domain/form/missing.js';
import type { FieldProblem } from '../domain/field-problem.js';
import { isControl } from './page.js';
import { showProblem } from './show-problem.js';
import { showSummary } from './show-summary.js';
import { contactNameOf } from './watch-fields.js';

/** What keeps a step from being sent, shown beside each field and in a summary that gets the focus. True where nothing does. */
export function checkStep(form: HTMLFormElement): boolean {
  const problems = [
    ...wrongContact(form),
    ...missingTick(form, 'service_type', noService),
    ...missingTick(form, 'consent', noConsent),
  ];
  showSummary(form, problems);
  return problems.length === 0;
}

const wrongContact = (form: HTMLFormElement): readonly FieldProblem[] =>
  [...form.elements].filter(isControl).flatMap((control) => {
    const name = contactNameOf(control);
    if (name === null) return [];
    // A tax number that fails its check digit may be sent again as it is: the companion asks once.
    const problem = name === 'tax_id' ? null : checkContact(name, control.value);
    showProblem(control, problem);
    return problem === null ? [] : [problem];
  });

function missingTick(
  form: HTMLFormElement,
  name: string,
  problem: FieldProblem,
): readonly FieldProblem[] {
  const boxes = [...form.elements].filter(isControl).filter((one) => one.name === name);
  const [first] = boxes;
  if (first === undefined) return [];
  const isTicked = boxes.some((one) => one instanceof HTMLInputElement && one.checked);
  showProblem(first, isTicked ? null : problem);
  return isTicked ? [] : [problem];
}
