import type { FieldProblem } from '../domain/field-problem.js';
import { sentenceOf } from './show-problem.js';

/** What keeps a step from being sent, above all else and with the focus, as the companion draws it; none takes it away. */
export function showSummary(form: HTMLFormElement, problems: readonly FieldProblem[]): void {
  document.getElementById('errors')?.remove();
  if (problems.length === 0) return;

  const summary = boxOf(form, problems);
  form.parentElement?.prepend(summary);

  const { errorTitle = '' } = form.dataset;
  if (!document.title.startsWith(errorTitle)) document.title = errorTitle + document.title;
  summary.focus();
}

function boxOf({ dataset }: HTMLFormElement, problems: readonly FieldProblem[]): HTMLElement {
  const box = element('div', { class: 'summary', id: 'errors', tabindex: '-1' });
  const alert = element('div', { role: 'alert' });
  const title = element('h2', {}, dataset['errors']);
  const list = element('ul', {});
  for (const problem of problems) {
    const { field } = problem;
    const said = `${dataset[`label_${field}`] ?? field}: ${sentenceOf(problem)}`;
    const line = element('li', {});
    line.append(element('a', { href: `#${field}` }, said));
    list.append(line);
  }
  alert.append(title, list);
  box.append(alert);
  return box;
}

function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  text = '',
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}
