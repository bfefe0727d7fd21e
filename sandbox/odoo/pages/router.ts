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

interface PageLinks {
  readonly companionUrl: string | null;
  readonly kommoUrl: string | null;
}

type Send = (response: Response, status: number, page: Omit<Page, 'kommoUrl'>) => void;

/** What people open: all records at `/`, one record under the addresses that Odoo's own links have. */
export function createPagesRouter(standIn: StandIn, { companionUrl, kommoUrl }: PageLinks): Router {
  const router = Router();
  const send: Send = (response, status, page) => {
    sendPage(response, status, { ...page, kommoUrl });
  };

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
    const { model, id } = request.params;
    const { status, page } = recordPage(standIn, model, Number(id));
    send(response, status, page);
  });
  router.get('/odoo/:action/:id', (request, response) => {
    const { action, id } = request.params;
    const { status, page } = recordPage(standIn, modelByAction[action] ?? action, Number(id));
    send(response, status, page);
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

interface Shown {
  readonly status: number;
  readonly page: Omit<Page, 'kommoUrl'>;
}

function recordPage(standIn: StandIn, name: string, id: number): Shown {
  const env = { ...standIn.env({}, 0), sudo: true };
  const model = env.models.get(name);
  const row = model && env.db.get(model.name, id);
  if (!model || !row) {
    const page = {
      title: 'Este registro no existe',
      subtitle: `${name} ${Number.isFinite(id) ? id : ''}`,
      content: html`<p>
        Puede haber sido borrado en Odoo. <a href="/">Ver todos los registros</a>.
      </p>`,
    };
    return { status: 404, page };
  }
  const page = {
    title: displayName(env, model, id),
    subtitle: `${titles[model.name] ?? model.label} n.º ${id}`,
    content: renderRecord(env, model, row),
  };
  return { status: 200, page };
}

function sendPage(response: Response, status: number, page: Page): void {
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
