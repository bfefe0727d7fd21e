import { landing } from '../../../../../domain/blueprint/landing.js';
import { layout } from './layout.js';

const { words } = landing;

/** Asks before it is done: the form posts to its own address. */
export const withdrawPage = (): string =>
  layout({
    title: words.withdraw,
    body: `<h1>${words.withdraw}</h1><p>${words.withdrawWhat}</p>
<form method="post"><p><button type="submit">${words.withdrawYes}</button></p></form>`,
    script: false,
  });

export const withdrawnPage = (): string =>
  layout({
    title: words.withdrawn,
    body: `<h1 tabindex="-1">${words.withdrawn}</h1><p>${words.withdrawnWhat}</p>`,
    script: false,
  });

export const withdrawLine = (link: string | null): string =>
  link === null ? '' : `<p><a href="${link}">${words.withdraw}</a></p>`;
