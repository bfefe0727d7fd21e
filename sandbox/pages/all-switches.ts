import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';

/** What is not known of Kommo, to be turned while one plays. */
export function allSwitchesPage({ switches }: Account): Html {
  return html`
    <h1>Lo que no se sabe de Kommo</h1>
    <p class="note">
      Apagado es lo que creemos más probable. Un producto que aguanta ambas formas es seguro, sea
      cual sea la verdadera.
    </p>
    <form method="post" action="/sandbox/all-switches" class="switches">
      ${switches.list().map(
        ({ name, on, meaning }) =>
          html`<label>
            <input type="checkbox" name="on" value="${name}" ${on ? checked : null} />
            <span lang="en"><code>${name}</code> ${meaning}</span>
          </label>`,
      )}
      <button class="go">Guardar</button>
    </form>
  `;
}

const checked: Html = { markup: 'checked' };
