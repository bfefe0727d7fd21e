import express, { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import {
  answerProposal,
  openProposal,
  seeProposal,
} from '../../operations/proposals/client-proposal.js';
import type { ClientProposal } from '../../operations/proposals/client-proposal.js';
import type { Services } from '../../services.js';
import { methodNotAllowed, unknownAddress } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';
import { proposalPage } from '../pages/proposal-page.js';
import { proposalScript, proposalStyle } from '../pages/proposal-assets.js';

/** A proposal as its client sees and answers it. Nobody is followed beyond this page. */
export function proposalRoutes(services: Services): Router {
  const router = Router();
  router.use('/proposals', (_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', ...sealed });
    next();
  });

  router.get('/proposals/assets/:file', (request, response, next) => {
    const { file } = request.params;
    if (file === 'proposal.css') response.type('css').send(proposalStyle);
    else if (file === 'proposal.js') response.type('js').send(proposalScript);
    else unknownAddress(request, response, next);
  });

  router
    .route('/proposals/:token')
    .get(async (request, response) => {
      const { token } = request.params;
      show(services, response, await openProposal(services, token));
    })
    .post(express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
      const { token } = request.params;
      const said = answerSchema.parse(request.body ?? {});
      if (said.kind === 'seen') {
        await seeProposal(services, token, said);
        response.status(204).end();
        return;
      }
      const { answer, wish } = said;
      if (answer === 'change' && wish === null) {
        show(services, response, await openProposal(services, token), true);
        return;
      }
      const requestId = requestIdOf(response);
      const after = await answerProposal(services, token, { answer, wish, requestId });
      if (after.kind === 'gone') show(services, response, after);
      else response.redirect(303, `/proposals/${token}`);
    })
    .all(methodNotAllowed('GET', 'POST'));

  return router;
}

const sealed = {
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

function show(
  { blueprint }: Pick<Services, 'blueprint'>,
  response: Response,
  found: ClientProposal,
  lacksWish = false,
): void {
  const { status, html } = proposalPage(found, { plan: blueprint.proposal, lacksWish });
  response.status(status).type('html').send(html);
}

const wish = z
  .string()
  .trim()
  .max(2_000)
  .transform((text) => (text === '' ? null : text));

/** What the page's forms and its script send; anything else is a look. */
const answerSchema = z.union([
  z
    .object({
      visit: z.string().regex(/^[\w-]{8,40}$/u),
      seconds: z.coerce.number().int().min(0).max(86_400),
    })
    .transform((seen) => ({ kind: 'seen' as const, ...seen })),
  z.object({ answer: z.literal('accepted') }).transform(() => ({
    kind: 'answer' as const,
    answer: 'accepted' as const,
    wish: null,
  })),
  z
    .object({ answer: z.literal('change').catch('change'), wish: wish.catch(null) })
    .transform((given) => ({ kind: 'answer' as const, ...given })),
]);
