import { checkContact } from '../domain/form/check-contact.js';
import { contactNames } from '../domain/form/form-plan.js';
import type { ContactName } from '../domain/form/form-plan.js';
import { readPhone } from '../domain/person/phone.js';
import { describe, showProblem } from './show-problem.js';
import { isControl } from './page.js';
import type { Control } from './page.js';

/** A line that appears between press and release would move what is being pressed away from under the finger. */
let pressed = false;
const waiting: (() => void)[] = [];

function watchPresses(): void {
  document.addEventListener('pointerdown', () => {
    pressed = true;
  });
  for (const end of ['pointerup', 'pointercancel']) {
    document.addEventListener(end, () => {
      pressed = false;
      // The click comes right behind, within the same turn.
      setTimeout(() => {
        for (const act of waiting.splice(0)) act();
      });
    });
  }
}

function afterPress(act: () => void): void {
  if (pressed) waiting.push(act);
  else act();
}

/** Late to blame: when a field is left. Early to praise: with the key that makes it right. */
export function watchFields(main: HTMLElement): void {
  watchPresses();
  main.addEventListener('focusout', ({ target }) => {
    if (!isControl(target) || target.value.trim() === '') return;
    const name = contactNameOf(target);
    if (name === null) return;
    afterPress(() => {
      showProblem(target, checkContact(name, target.value));
      showRead(target);
    });
  });
  main.addEventListener('input', ({ target }) => {
    if (!isControl(target)) return;
    showRead(target);
    if (!target.closest('.bad')) return;
    const name = contactNameOf(target);
    if (name === null ? target.checkValidity() : checkContact(name, target.value) === null) {
      clear(target);
    }
  });
}

export const contactNameOf = ({ name }: Control): ContactName | null =>
  contactNames.find((one) => one === name) ?? null;

/** A group's problem hangs on its first box. */
function clear(control: Control): void {
  const first = document.getElementById(control.name);
  showProblem(isControl(first) ? first : control, null);
}

/** How a number was read, so that nobody needs a mask to be sure. */
function showRead(control: Control): void {
  if (control.name !== 'phone_number') return;
  const id = 'phone_number-read';
  document.getElementById(id)?.remove();
  const read = readPhone(control.value);
  const form = control.closest('form');
  if (read.kind === 'ok' && form !== null) {
    const line = document.createElement('p');
    line.id = id;
    line.className = 'read';
    line.textContent = (form.dataset['read'] ?? '').replace('{phone}', spaced(read.value));
    control.after(line);
  }
  describe(control);
}

/** "+18095550101" → "+1 809-555-0101" */
const spaced = (phone: string): string =>
  phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/u, '+1 $1-$2-$3');
