import type { PageData } from '../boot.js';
import { html, type Html } from '../html.js';
import { tokenVariants } from '../one-time-token.js';

type Choice = readonly [value: string, label: string];

/** The sandbox's own bar: what a person may flip. Each control is a query switch or the user's cookie. */
export function toolbar(data: PageData): Html {
  const { switches, words, user, options } = data;
  const users = options.users.map((one): Choice => [String(one.id), one.name]);
  const tokens = [['', words.valid] as const, ...tokenVariants.map((one): Choice => [one, one])];
  return html`<div class="host-bar" id="sandbox_bar" role="region" aria-label="${words.sandbox}">
    <a class="host-bar__title" href="/">${words.sandbox}</a>
    ${choice('theme', words.theme, switches.theme, [
      ['light', words.light],
      ['dark', words.dark],
    ])}
    ${choice('lang', words.language, switches.lang, [
      ['es', 'Español'],
      ['en', 'English'],
      ['pt', 'Português'],
    ])}
    ${choice('user', words.user, String(user.id), users)}
    ${choice('width', words.width, switches.width, [
      ['narrow', words.narrow],
      ['normal', words.normal],
      ['wide', words.wide],
    ])}
    ${choice('token', words.token, switches.token ?? '', tokens)}
    ${toggle('hostile', words.hostile, switches.hostile)}
    ${toggle('second', words.second, switches.second)}
    <button type="button" class="host-bar__button" data-bar-action="again">${words.again}</button>
    <button type="button" class="host-bar__button" data-bar-action="report">${words.report}</button>
  </div>`;
}

function choice(name: string, label: string, current: string, choices: readonly Choice[]): Html {
  const items = choices.map(([value, text]) => ({
    markup: html`<option value="${value}" ${value === current ? { markup: 'selected' } : null}>
      ${text}
    </option>`.markup,
  }));
  return html`<label class="host-bar__field"
    ><span>${label}</span>
    <select data-bar-switch="${name}">
      ${items}
    </select></label
  >`;
}

function toggle(name: string, label: string, isOn: boolean): Html {
  return html`<label class="host-bar__field"
    ><input type="checkbox" data-bar-switch="${name}" ${isOn ? { markup: 'checked' } : null} /><span
      >${label}</span
    ></label
  >`;
}
