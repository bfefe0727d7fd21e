import { isControl } from './page.js';

/** A link to a part of the page would be an entry of the history, which the form takes for a step back. */
export function followSummary(main: HTMLElement): void {
  main.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('.summary a') : null;
    const control = document.getElementById(link?.getAttribute('href')?.slice(1) ?? '');
    if (!isControl(control)) return;
    event.preventDefault();
    openAround(control);
    control.focus();
  });
}

const openAround = (control: Element): void => {
  control.closest('details')?.setAttribute('open', '');
};
