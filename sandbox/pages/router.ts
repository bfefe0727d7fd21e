import express from 'express';
import { z } from 'zod';
import type { KommoStandIn } from '../kommo/kommo.js';
import { moveLead } from '../kommo/control/page-user.js';
import { Problem } from '../kommo/http/problem.js';
import { contactsPage } from './contacts.js';
import { page } from './layout.js';
import { overviewPage } from './overview.js';
import { receivedPage } from './received.js';
import { createSalesbotPages } from './salesbots-router.js';

interface PagesOptions {
  readonly kommo: KommoStandIn;
  readonly odooUrl: string | null;
  readonly companionUrl: string;
}

const moved = z.object({ status_id: z.string(), chosen: z.string() });

/** What people look at: the board, the contacts, what came and what went. */
export function createPages({ kommo, odooUrl, companionUrl }: PagesOptions): express.Router {
  const router = express.Router();
  router.get('/', (req, res) => {
    const refusal = typeof req.query['refused'] === 'string' ? req.query['refused'] : null;
    res
      .type('html')
      .send(page('Leads', overviewPage(kommo.account, { refusal, companionUrl }), odooUrl));
  });
  router.get('/sandbox/contacts', (_req, res) => {
    res.type('html').send(page('Contactos', contactsPage(kommo.account), odooUrl));
  });
  router.get('/sandbox/received', (req, res) => {
    const { text, failed } = req.query;
    const filter = { text: typeof text === 'string' ? text : '', onlyFailed: failed === '1' };
    res.type('html').send(page('Recibido y enviado', receivedPage(kommo, filter), odooUrl));
  });
  router.use(createSalesbotPages(kommo, odooUrl));
  router.post('/sandbox/board/:id', express.urlencoded({ extended: false }), (req, res) => {
    res.redirect(303, moveByHand(kommo, Number(req.params.id), req.body));
  });
  return router;
}

/** Back to the board, with the reason where the move was refused. */
function moveByHand({ account }: KommoStandIn, leadId: number, body: unknown): string {
  const form = moved.safeParse(body);
  if (!form.success) return '/';
  const { status_id, chosen } = form.data;
  try {
    moveLead(account, { leadId, statusId: Number(status_id === 'chosen' ? chosen : status_id) });
    return '/';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return `/?${new URLSearchParams({ refused: `No se pudo mover: ${error.message}` }).toString()}`;
  }
}
