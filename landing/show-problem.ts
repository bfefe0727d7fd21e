import type { FieldProblem } from '../domain/field-problem.js';
import { blockOf } from './page.js';
import type { Control } from './page.js';
import { say } from './say-es.js';

export const sentenceOf = ({ reason, remedy }: FieldProblem): string =>
  `${say(reason)} ${say(remedy)}`;

/** Puts a problem beside its field, as the companion draws it, or takes it away. */
export function showProblem(control: Control, problem: FieldProblem | null): void {
  const block = blockOf(control);
  if (block === null) return;
  const { name } = control;
  block.classList.toggle('bad', problem !== null);
  block.querySelector('.problem')?.remove();
  if (problem === null) control.removeAttribute('aria-invalid');
  else {
    control.setAttribute('aria-invalid', 'true');
    const line = document.createElement('p');
    line.className = 'problem';
    line.id = `${name}-problem`;
    line.textContent = sentenceOf(problem);
    const before = block.querySelector('.chips') ?? control.closest('label') ?? control;
    before.before(line);
  }
  describe(control);
}

/** What a screen reader reads with the field: its hint, what is wrong, how it was read. */
export function describe(control: Control): void {
  const ids = ['hint', 'problem', 'read']
    .map((part) => `${control.name}-${part}`)
    .filter((id) => document.getElementById(id) !== null);
  if (ids.length === 0) control.removeAttribute('aria-describedby');
  else control.setAttribute('aria-describedby', ids.join(' '));
}
