import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { Response } from 'express';
import { displayName } from '../orm/field-value.js';
import type { StandIn } from '../stand-in.js';
import { html } from './html.js';
import { renderPage } from './layout.js';
import type { Page } from './layout.js';
import { renderOverview } from './overview.js';
import { renderRecord } from './record.js';

/** What people open: all records at `/`, one record under the addresses that Odoo's own links have. */
export function createPagesRouter(standIn: StandIn, companionUrl: string | null): Router {
  const router = Router();

  router.get('/', (_request, response) => {
    const env = { ...standIn.env({}, 0), sudo: true };
    const companion = companionUrl === null ? '' : ` · los envía ${companionUrl}`;
    send(response, 200, {
      title: 'Odoo de prueba',
      subtitle: `Versión ${standIn.version()}.0 · base de datos «sandbox»${companion}`,
      content: renderOverview(env),
    });
  });
  router.get('/sandbox/view/:model/:id', (request, response) => {
    showRecord(standIn, response, request.params.model, Number(request.params.id));
  });
  router.get('/odoo/:action/:id', (request, response) => {
    const { action, id } = request.params;
    showRecord(standIn, response, modelByAction[action] ?? action, Number(id));
  });
  // The id is in the fragment, which only the browser sees.
  router.get('/web', (_request, response) => {
    const nonce = randomBytes(16).toString('base64');
    send(response, 200, {
      title: 'Abriendo el registro…',
      subtitle: '',
      content: html`<p><a href="/">Todos los registros</a></p>`,
      script: { nonce, source: openFragment },
    });
  });
  router.get('/web/login', (_request, response) => {
    send(response, 200, {
      title: 'Iniciar sesión',
      subtitle: 'Aquí llega quien llama a una API que esta versión no tiene.',
      content: html`<p>
        Este Odoo de prueba no tiene pantalla de inicio de sesión.
        <a href="/">Ver los registros</a>.
      </p>`,
    });
  });
  return router;
}

const modelByAction: Readonly<Record<string, string>> = {
  crm: 'crm.lead',
  contacts: 'res.partner',
  customers: 'res.partner',
  project: 'project.project',
  sales: 'sale.order',
  contracts: 'contract.contract',
};

const titles: Readonly<Record<string, string>> = {
  'crm.lead': 'Oportunidad',
  'res.partner': 'Contacto',
  'project.project': 'Proyecto',
  'project.task': 'Tarea',
  'sale.order': 'Pedido',
  'contract.contract': 'Contrato',
};

const openFragment = `
const wanted = new URLSearchParams(location.hash.slice(1));
const model = wanted.get('model') || '';
const id = wanted.get('id') || '';
location.replace(/^[a-z_.]+$/.test(model) && /^[0-9]+$/.test(id) ? '/sandbox/view/' + model + '/' + id : '/');
`;

function showRecord(standIn: StandIn, response: Response, name: string, id: number): void {
  const env = { ...standIn.env({}, 0), sudo: true };
  const model = env.models.get(name);
  const row = model && env.db.get(model.name, id);
  if (!model || !row) {
    send(response, 404, {
      title: 'Este registro no existe',
      subtitle: `${name} ${Number.isFinite(id) ? id : ''}`,
      content: html`<p>
        Puede haber sido borrado en Odoo. <a href="/">Ver todos los registros</a>.
      </p>`,
    });
    return;
  }
  send(response, 200, {
    title: displayName(env, model, id),
    subtitle: `${titles[model.name] ?? model.label} n.º ${id}`,
    content: renderRecord(env, model, row),
  });
}

function send(response: Response, status: number, page: Page): void {
  const script = page.script ? `'nonce-${page.script.nonce}'` : "'none'";
  response
    .status(status)
    .set(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'unsafe-inline'; script-src ${script}; base-uri 'none'; form-action 'none'`,
    )
    .set('X-Content-Type-Options', 'nosniff')
    .type('html')
    .send(renderPage(page));
}
