import express, { Router } from 'express';
import type { Services } from '../../services.js';
import { leftSchema, noteLeft } from '../landing/form-counts.js';
import { createFormTools } from '../landing/form-tools.js';
import { openForm } from '../landing/open-form.js';
import { sendOn } from '../landing/pilot.js';
import { takeStep } from '../landing/take-step.js';
import { thank } from '../landing/thank.js';
import { askToWithdraw, linkOf, takeBack } from '../landing/withdraw.js';
import { withdrawPath } from '../landing/withdraw-address.js';
import { methodNotAllowed, unknownAddress } from '../middleware/problem.js';
import { formScript } from '../pages/form/form-script.js';
import { formStyle } from '../pages/form/form-style.js';
import { privacyPage } from '../pages/form/privacy-page.js';

const sealed = {
  'cache-control': 'no-store',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;
const kept = { 'cache-control': 'public, max-age=300' } as const;
const form = (limit: string) => express.urlencoded({ extended: false, limit, parameterLimit: 200 });

/** The landing page (R1.1, R2.4) and the pilot (R3.4): they work without a script, and nobody else is asked for anything. */
export function landingRoutes(services: Services): Router {
  const tools = createFormTools(services);
  const router = Router();
  router.use(['/form', '/privacy', '/go'], (_request, response, next) => {
    response.set(sealed);
    next();
  });

  router.get('/go', (request, response) => sendOn(tools, request, response));
  router
    .route('/form')
    .get((request, response) => openForm(tools, request, response))
    .post(form('96kb'), (request, response) => takeStep(tools, request, response))
    .all(methodNotAllowed('GET', 'POST'));
  router.post('/form/left', form('2kb'), async (request, response) => {
    const { data } = leftSchema.safeParse(request.body);
    if (data !== undefined) await noteLeft(tools, data);
    response.status(204).end();
  });
  router.get('/form/thanks/:token', async (request, response, next) => {
    const isOurs = await thank(tools, request.params.token, response);
    if (!isOurs) unknownAddress(request, response, next);
  });
  router.get('/form/assets/:file', (request, response, next) => {
    const { file } = request.params;
    if (file === 'form.css') response.set(kept).type('css').send(formStyle);
    else if (file === 'form.js') response.set(kept).type('js').send(formScript());
    else unknownAddress(request, response, next);
  });
  router.get('/privacy', (request, response) => {
    const link = linkOf(tools, request);
    response.type('html').send(privacyPage(services.config.landing.firm, link));
  });
  router
    .route(`${withdrawPath}/:token`)
    .get((request, response, next) => {
      const isOurs = askToWithdraw(tools, request.params.token, response);
      if (!isOurs) unknownAddress(request, response, next);
    })
    .post(async (request, response, next) => {
      const isOurs = await takeBack(tools, request.params.token, response);
      if (!isOurs) unknownAddress(request, response, next);
    })
    .all(methodNotAllowed('GET', 'POST'));
  return router;
}
