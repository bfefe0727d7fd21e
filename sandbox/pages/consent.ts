import { html } from '../host/html.js';
import type { ConsentLinks } from '../kommo/auth/oauth.js';
import { page } from './layout.js';

export function consentPage({ allow, deny }: ConsentLinks): string {
  const content = html`<div class="consent">
    <h1>Conectar la integración</h1>
    <p>
      La integración pide acceso a los datos de la cuenta <b>Sandbox</b>: leads, contactos,
      compañías, embudos y avisos. Lo autoriza la administradora de la cuenta.
    </p>
    <div>
      <a class="button go" href="${allow}">Permitir</a><a class="button" href="${deny}">Denegar</a>
    </div>
  </div>`;
  return page('Conectar', content, null);
}
