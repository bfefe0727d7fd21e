import type { Lifetime } from '../host/lifetime.js';

/** What stands in the fields of a form, by name. */
export type Fields = Readonly<Record<string, string>>;

type Act = (action: string, fields: Fields) => void;

/** One listener for every control of the panel: controls come and go, the root stays. */
export function bindActions(root: HTMLElement, lifetime: Lifetime, act: Act): void {
  lifetime.listen(root, 'click', (event) => {
    const control = closest(event.target, '[data-action]');
    if (control === null || control.getAttribute('aria-disabled') === 'true') return;
    act(control.getAttribute('data-action') ?? '', readFields(control));
  });
  lifetime.listen(root, 'keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || isHeldDown(event)) return;
    moveBetweenTabs(event, act);
    finishForm(event, act);
  });
}

/** Enter held down presses once: what it opened must not be answered by the same press. */
function isHeldDown(event: KeyboardEvent): boolean {
  const acts = event.key === 'Enter' && !event.shiftKey;
  if (!event.repeat || !acts || closest(event.target, '[data-action], [data-form]') === null) {
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/**
 * In a field Enter saves (but in one of several lines), Escape cancels, Shift+Enter breaks a line. The host must not hear them: its own card saves and closes on
 * the same keys.
 */
function finishForm(event: KeyboardEvent, act: Act): void {
  const form = closest(event.target, '[data-form]');
  const action = { Enter: 'data-form', Escape: 'data-cancel' }[event.key];
  if (form === null || action === undefined || event.isComposing) return;
  event.stopPropagation();
  const isField = closest(event.target, 'input, select, textarea:not([data-lines])') !== null;
  if (event.key === 'Enter' && (event.shiftKey || !isField)) return;
  event.preventDefault();
  act(form.getAttribute(action) ?? '', readFields(form));
}

function readFields(within: Element): Fields {
  const form = within.closest('[data-form]');
  const fields = [...(form?.querySelectorAll('input, select, textarea') ?? [])];
  return Object.fromEntries(
    fields.flatMap((field) =>
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement
        ? [[field.name, field.value] as const]
        : [],
    ),
  );
}

/** Arrow keys choose among tabs, as in every tab list. */
function moveBetweenTabs(event: KeyboardEvent, act: Act): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const tab = closest(event.target, '[role="tab"]');
  if (step === undefined || tab === null) return;
  const tabs = [...(tab.parentElement?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
  const next = tabs.at((tabs.findIndex((one) => one === tab) + step) % tabs.length);
  if (next === undefined) return;
  event.preventDefault();
  act(next.getAttribute('data-action') ?? '', {});
  next.focus();
}

function closest(target: EventTarget | null, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null;
}
