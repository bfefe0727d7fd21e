import type { Request, Response } from 'express';
import { z } from 'zod';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { landing } from '../../../../domain/blueprint/landing.js';
import { advance } from '../../../../domain/form/advance.js';
import { textOf } from '../../../../domain/form/form-answers.js';
import { formSteps } from '../../../../domain/form/form-plan.js';
import type { FormPlan } from '../../../../domain/form/form-plan.js';
import { trapField } from '../pages/form/form-page.js';
import { cookiesOf } from './cookies.js';
import { dropDraft, keepDraft } from './draft.js';
import { noteStep } from './form-counts.js';
import { formStateSchema, newFormId, newState } from './form-state.js';
import type { FormState } from './form-state.js';
import type { FormTools } from './form-tools.js';
import { sendForm } from './send-form.js';
import { showForm } from './show-form.js';
import { touchesOf } from './visit.js';

/** A page that stood open longer is looked at again before it is sent. */
const longestOpenMs = 24 * 3_600_000;
const plan: FormPlan = landing;

const fieldsSchema = z.looseObject({}).catch({});
const postedSchema = z.object({
  step: z.enum(formSteps).catch('need'),
  go: z.enum(['forward', 'back']).catch('forward'),
  state: z.string().catch(''),
  [trapField]: z.string().catch(''),
});

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** A step of the form: on to the next one, back with what is wrong, or, at the end, a lead. */
export async function takeStep(
  tools: FormTools,
  request: Request,
  response: Response,
): Promise<void> {
  const fields = fieldsSchema.parse(request.body);
  const posted = postedSchema.parse(fields);
  const found = stateOf(tools, posted.state, request);
  const moved = advance(found.state, { ...posted, fields }, { blueprint, plan });
  const { answers, askedTaxId, step, problems } = moved;
  const trapped = found.state.trapped || posted[trapField].trim() !== '';
  const state: FormState = { ...found.state, answers, askedTaxId, trapped };
  if (found.isFresh) {
    const notice = landing.words.expired;
    showForm(tools, response, { step: step === 'complete' ? 'details' : step, state, notice });
    return;
  }
  const isDone = problems.length === 0 && posted.go === 'forward';
  if (isDone) await noteStep(tools, posted.step, fields);
  if (step === 'complete') await finish(tools, state, { request, response });
  else {
    if (posted.step === 'contact')
      await keepByTick(tools, { state, isDone }, { request, response });
    showForm(tools, response, { step, state, problems });
  }
}

/** Kept only while the box is ticked: what was kept before goes with the tick. */
async function keepByTick(
  tools: FormTools,
  { state, isDone }: { readonly state: FormState; readonly isDone: boolean },
  exchange: Exchange,
): Promise<void> {
  if (textOf(state.answers, 'consent') === '') await dropDraft(tools, state.id, exchange.response);
  else if (isDone) await keepDraft(tools, state, exchange);
}

async function finish(tools: FormTools, state: FormState, exchange: Exchange): Promise<void> {
  const { response } = exchange;
  const sent = await sendForm(tools, state, exchange);
  switch (sent.kind) {
    case 'sent':
      await dropDraft(tools, state.id, response);
      response.redirect(303, `/form/thanks/${sent.thanks}`);
      return;
    case 'wrong':
      showForm(tools, response, { step: 'contact', state, problems: sent.problems });
      return;
    case 'changed':
      await askAgain(tools, state, exchange);
      return;
    case 'refused':
      showForm(tools, response, {
        step: 'details',
        state,
        notice: sent.notice,
        status: sent.status,
      });
  }
}

/** A form has one use: what was changed after it is sent under an id of its own, once the visitor has said that it is meant. */
async function askAgain(tools: FormTools, sent: FormState, exchange: Exchange): Promise<void> {
  const { response } = exchange;
  const state = { ...sent, id: newFormId() };
  await dropDraft(tools, sent.id, response);
  await keepDraft(tools, state, exchange);
  showForm(tools, response, { step: 'details', state, notice: landing.words.sentChanged });
}

/** A state that is not ours, or too old, is replaced; what is known to have been typed is kept. */
function stateOf({ services, seals }: FormTools, text: string, request: Request) {
  const { data } = formStateSchema.safeParse(seals.form.open(text));
  const now = services.clock();
  if (data !== undefined && now.getTime() - data.startedAt <= longestOpenMs) {
    return { state: data, isFresh: false };
  }
  const touches = data?.touches ?? touchesOf(cookiesOf(request), seals.visit);
  const fresh = newState(now, { touches, arm: data?.arm ?? null });
  return { state: { ...fresh, answers: data?.answers ?? {} }, isFresh: true };
}
