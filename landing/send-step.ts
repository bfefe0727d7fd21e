import { checkStep } from './check-step.js';
import { formOf } from './page.js';

type Go = 'forward' | 'back';

/** Sends a step and shows what comes back in its place; the browser's own back button goes a step back. */
export function sendStep(main: HTMLElement): void {
  main.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const go: Go = submitter?.getAttribute('value') === 'back' ? 'back' : 'forward';
    if (go === 'back' || checkStep(form)) void post(main, form, go);
  });
  main.addEventListener('change', noteTick);
  window.addEventListener('popstate', () => {
    const form = formOf(main);
    if (form !== null && form.dataset['step'] !== 'need') void post(main, form, 'back');
  });
}

/** While one is under way a second press does nothing. */
let sending = false;

async function post(main: HTMLElement, form: HTMLFormElement, go: Go): Promise<void> {
  if (sending) return;
  sending = true;
  form.setAttribute('aria-busy', 'true');
  try {
    const body = bodyOf(form);
    body.set('go', go);
    const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin' });
    if (response.redirected) {
      window.location.assign(response.url);
      return;
    }
    show(main, await response.text(), go);
  } catch {
    tellUnsent(form);
  } finally {
    sending = false;
    form.removeAttribute('aria-busy');
  }
}

/** The services stand in the order in which they were ticked: the first one is the main one. */
const ticked: string[] = [];

function noteTick({ target }: Event): void {
  if (!(target instanceof HTMLInputElement) || target.name !== 'service_type') return;
  const known = ticked.indexOf(target.value);
  if (known !== -1) ticked.splice(known, 1);
  if (target.checked) ticked.push(target.value);
}

function bodyOf(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') body.append(name, value);
  const services = body.getAll('service_type');
  body.delete('service_type');
  services.sort((one, other) => ticked.indexOf(one) - ticked.indexOf(other));
  for (const service of services) body.append('service_type', service);
  return body;
}

function show(main: HTMLElement, html: string, go: Go): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const next = page.querySelector('main');
  const form = next === null ? null : formOf(next);
  if (next === null || form === null) throw new Error('The answer is no page of the form.');
  const before = formOf(main)?.dataset['step'];
  main.replaceChildren(...next.childNodes);
  document.title = page.title;
  if (go === 'forward' && form.dataset['step'] !== before) history.pushState(null, '');
  const focused =
    main.querySelector<HTMLElement>('#errors') ?? main.querySelector<HTMLElement>('h1');
  window.scrollTo(0, 0);
  focused?.focus();
}

function tellUnsent(form: HTMLFormElement): void {
  document.getElementById('unsent')?.remove();
  const line = document.createElement('p');
  line.id = 'unsent';
  line.className = 'problem';
  line.setAttribute('role', 'alert');
  line.textContent = form.dataset['unsent'] ?? '';
  form.append(line);
}
