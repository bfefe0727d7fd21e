import { join } from 'node:path';
import express from 'express';
import type { KommoStandIn } from '../kommo/kommo.js';
import { projectRoot } from '../project-root.js';
import { conversation } from './conversation.js';
import { phoneIndex } from './phone-index.js';
import { phonePage } from './phone-page.js';
import { phoneView } from './phone-view.js';
import type { PhoneView } from './phone-view.js';

const assets = join(projectRoot, 'sandbox', 'phone', 'assets');

/** `/phone/:leadId`: the lead's phone, for a person who plays the lead. */
export function createPhone({ account }: KommoStandIn): express.Router {
  const router = express.Router();
  router.use('/phone/assets', express.static(assets));
  router.get('/phone', (_req, res) => {
    res.type('html').send(phoneIndex(account));
  });
  router.get('/phone/:leadId', (req, res) => {
    const view = viewOf(req.params.leadId);
    if (view) res.type('html').send(phonePage(account, view));
    else res.status(404).type('html').send(phoneIndex(account));
  });
  // What the page puts in place when something was said; the page itself is never loaded anew.
  router.get('/phone/:leadId/conversation', (req, res) => {
    const view = viewOf(req.params.leadId);
    if (view) res.type('html').send(conversation(view).markup);
    else res.sendStatus(404);
  });

  function viewOf(leadId: string): PhoneView | null {
    const lead = account.state.leads.get(Number(leadId));
    const contact = lead?.contacts.find(({ is_main: isMain }) => isMain);
    return lead && contact ? phoneView(account, lead.id) : null;
  }

  return router;
}
