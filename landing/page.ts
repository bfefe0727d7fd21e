const found = document.querySelector('main');
if (found === null) throw new Error('The page has no main part.');
export const main: HTMLElement = found;

export type Control = HTMLInputElement | HTMLTextAreaElement;

export const formOf = (part: ParentNode): HTMLFormElement | null => part.querySelector('form');

export const isControl = (target: unknown): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** The block of a field, in which its problem is shown. */
export const blockOf = (control: Element): HTMLElement | null => control.closest('[data-field]');
