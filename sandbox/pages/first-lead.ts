import { html } from '../host/html.js';
import type { Html } from '../host/html.js';

/** An account without leads: how the first one gets here, ready to paste. */
export function firstLead(companionUrl: string): Html {
  const body = {
    ...{ full_name: 'Carmen Peña', company_name: 'Ferretería El Progreso SRL' },
    ...{ email: 'carmen@elprogreso.example', phone_number: '809-555-0142' },
    ...{ service_type: 'Contabilidad', company_size: '21-50', urgency_level: 'Este mes' },
  };
  const command = [
    `curl -X POST ${companionUrl}/webhooks/leads/direct \\`,
    `  -H 'Authorization: Bearer sandbox-capture' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
  return html`<section class="first">
    <h2>Todavía no hay leads</h2>
    <p>Envíe uno desde la terminal; en segundos aparece aquí con su puntuación:</p>
    <pre>${command}</pre>
  </section>`;
}
