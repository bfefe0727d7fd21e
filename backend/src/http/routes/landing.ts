import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { leadClasses } from '../../../../contract/score.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { landing } from '../../../../domain/blueprint/landing.js';
import { advance } from '../../../../domain/form/advance.js';
import { formSteps } from '../../../../domain/form/form-plan.js';
import type { FormPlan, FormStep } from '../../../../domain/form/form-plan.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import { promiseFor } from '../../operations/landing/form-promise.js';
import type { Services } from '../../services.js';
import { cookiesOf } from '../landing/cookies.js';
import { formStateSchema, newState } from '../landing/form-state.js';
import type { FormState } from '../landing/form-state.js';
import { createFormTools } from '../landing/form-tools.js';
import type { FormTools } from '../landing/form-tools.js';
import { sendForm } from '../landing/send-form.js';
import { noteVisit, touchesOf } from '../landing/visit.js';
import { methodNotAllowed, unknownAddress } from '../middleware/problem.js';
import { formPage, trapField } from '../pages/form/form-page.js';
import { formScript } from '../pages/form/form-script.js';
import { formStyle } from '../pages/form/form-style.js';
import { privacyPage } from '../pages/form/privacy-page.js';
import { thanksPage } from '../pages/form/thanks-page.js';

/** The landing page (R1.1, R2.4): works without its script, and nobody else is asked for anything. */
export function landingRoutes(services: Services): Router {
  const tools = createFormTools(services);
  const router = Router();
  router.use(['/form', '/privacy'], (_request, response, next) => {
    response.set({ 'cache-control': 'no-store', ...sealed });
    next();
  });

  router
    .route('/form')
    .get((request, response) => {
      open(tools, request, response);
    })
    .post(
      express.urlencoded({ extended: false, limit: '96kb', parameterLimit: 200 }),
      (request, response) => take(tools, request, response),
    )
    .all(methodNotAllowed('GET', 'POST'));
  router.get('/form/thanks/:token', (request, response, next) =>
    thank(tools, request.params.token, response).then((found) => {
      if (!found) unknownAddress(request, response, next);
    }),
  );
  router.get('/form/assets/:file', (request, response, next) => {
    const { file } = request.params;
    if (file === 'form.css') response.set(kept).type('css').send(formStyle);
    else if (file === 'form.js') response.set(kept).type('js').send(formScript());
    else unknownAddress(request, response, next);
  });
  router.get('/privacy', (_request, response) => {
    response.type('html').send(privacyPage(services.config.landing.firm));
  });
  return router;
}

const sealed = {
  'referrer-policy': 'strict-origin-when-cross-origin',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;
const kept = { 'cache-control': 'public, max-age=300' } as const;
/** A page that stood open longer is looked at again before it is sent. */
const longestOpenMs = 24 * 3_600_000;

function open(tools: FormTools, request: Request, response: Response): void {
  const { services, seals, publicUrl } = tools;
  const touches = noteVisit(request, response, { seal: seals.visit, publicUrl });
  const state = newState(services.clock(), { touches, arm: null });
  show(tools, response, { step: 'need', state });
}

const postedSchema = z.object({
  step: z.enum(formSteps).catch('need'),
  go: z.enum(['forward', 'back']).catch('forward'),
  state: z.string().catch(''),
  [trapField]: z.string().catch(''),
});

async function take(tools: FormTools, request: Request, response: Response): Promise<void> {
  const fields = z.looseObject({}).catch({}).parse(request.body);
  const posted = postedSchema.parse(fields);
  const { state, isFresh } = stateOf(tools, posted.state, request);
  const plan: FormPlan = landing;
  const moved = advance(state, { ...posted, fields }, { blueprint, plan });
  const { answers, askedTaxId, step, problems } = moved;
  const trapped = state.trapped || posted[trapField].trim() !== '';
  const now: FormState = { ...state, answers, askedTaxId, trapped };
  if (isFresh || step !== 'complete') {
    const shown = step === 'complete' ? 'details' : step;
    const notice = isFresh ? landing.words.expired : null;
    show(tools, response, { step: shown, state: now, problems: isFresh ? [] : problems, notice });
    return;
  }
  const sent = await sendForm(tools, now, { request, response });
  if (sent.kind === 'sent') response.redirect(303, `/form/thanks/${sent.thanks}`);
  else if (sent.kind === 'wrong')
    show(tools, response, { step: 'contact', state: now, problems: sent.problems });
  else show(tools, response, { step: 'details', state: now, ...sent });
}

/** A state that is not ours or too old is replaced; what was typed in this step, and what we know was typed before, is kept. */
function stateOf({ services, seals }: FormTools, text: string, request: Request) {
  const read = formStateSchema.safeParse(seals.form.open(text));
  const now = services.clock();
  if (read.success && now.getTime() - read.data.startedAt <= longestOpenMs) {
    return { state: read.data, isFresh: false };
  }
  const touches = read.data?.touches ?? touchesOf(cookiesOf(request), seals.visit);
  const fresh = newState(now, { touches, arm: read.data?.arm ?? null });
  return { state: { ...fresh, answers: read.data?.answers ?? {} }, isFresh: true };
}

interface Shown {
  readonly step: FormStep;
  readonly state: FormState;
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string | null;
  readonly status?: number;
}

function show({ seals, consent }: FormTools, response: Response, shown: Shown): void {
  const { step, state, problems = [], notice = null } = shown;
  const failed = problems.length > 0 || notice !== null;
  response
    .status(shown.status ?? (failed ? 422 : 200))
    .type('html')
    .send(
      formPage({
        ...{ step, problems, notice, consent, resumed: false },
        answers: state.answers,
        state: seals.form.close(state),
      }),
    );
}

const serviceKeys = blueprint.services.map(({ key }) => key);
const thanksSchema = z.object({
  leadClass: z.enum(leadClasses),
  services: z.array(z.enum(serviceKeys)),
  at: z.number(),
});
const list = new Intl.ListFormat('es', { type: 'conjunction' });

async function thank(
  { services, seals }: FormTools,
  token: string,
  response: Response,
): Promise<boolean> {
  const read = thanksSchema.safeParse(seals.thanks.open(token));
  if (!read.success) return false;
  const { leadClass, services: asked, at } = read.data;
  const labels = blueprint.services.filter(({ key }) => asked.includes(key));
  response.type('html').send(
    thanksPage({
      leadClass,
      promised: await promiseFor(services, leadClass, new Date(at)),
      services: list.format(labels.map(({ label }) => label)),
      whatsappNumber: services.config.landing.whatsappNumber,
    }),
  );
  return true;
}
