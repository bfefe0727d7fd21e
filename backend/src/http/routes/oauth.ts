import { createHash } from 'node:crypto';
import express, { Router } from 'express';
import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { readOAuthReturn } from '../../adapters/kommo/auth/oauth-return.js';
import type { Connected } from '../../account/connection/connection.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { methodNotAllowed } from '../middleware/problem.js';
import {
  connectedPage,
  formHtml,
  pageHtml,
  pageStyle,
  refusalPage,
} from '../pages/connection-page.js';
import { browserLanguageOf } from '../middleware/reader-language.js';

/** `/oauth/start`, `/oauth/callback`, `/oauth/code` and Kommo's deauthorisation hook `/oauth/disconnected` (R9.2). */
export function oauthRoutes({ connection }: Pick<Services, 'connection'>): Router {
  const router = Router();
  router.use('/oauth', guarded);

  router
    .route('/oauth/start')
    .get((_request, response) => {
      const begun = connection.begin();
      if (begun === null) show(response, { kind: 'refused', why: 'no_key' });
      else response.redirect(302, begun.address);
    })
    .all(methodNotAllowed('GET'));

  router
    .route('/oauth/callback')
    .get(async (request, response) => {
      show(response, await connection.finish(readOAuthReturn(request.query)));
    })
    .all(methodNotAllowed('GET'));

  router
    .route('/oauth/code')
    .get((_request, response) => {
      const begun = connection.begin();
      if (begun === null) show(response, { kind: 'refused', why: 'no_key' });
      else response.type('html').send(formHtml(begun.state, browserLanguageOf(response.req)));
    })
    .post(express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
      const { text, state } = pasted.parse(request.body ?? {});
      show(response, await connection.paste(text, state));
    })
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route('/oauth/disconnected')
    .get(async (request, response) => {
      const given = deauthorization.safeParse(request.query);
      if (!given.success || !(await connection.disconnect(given.data))) {
        throw new AppError('forbidden', 'A deauthorisation is not signed by Kommo.');
      }
      response.json({ status: 'ok' });
    })
    .all(methodNotAllowed('GET'));

  return router;
}

const pasted = z.object({ text: z.string().catch(''), state: z.string().max(200).catch('') });

const deauthorization = z
  .object({
    client_uuid: z.string().max(100),
    account_id: z.string().max(20),
    signature: z.string().max(200),
  })
  .transform(({ client_uuid, account_id, signature }) => ({
    clientId: client_uuid,
    accountId: account_id,
    signature,
  }));

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** Pages with a code in their address: kept nowhere, shown in no frame, with nothing from elsewhere. */
const guarded: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  next();
};

function show(response: Response, outcome: Connected): void {
  const page = outcome.kind === 'connected' ? connectedPage : refusalPage(outcome.why);
  response
    .status(page.status)
    .type('html')
    .send(pageHtml(page, browserLanguageOf(response.req)));
}
