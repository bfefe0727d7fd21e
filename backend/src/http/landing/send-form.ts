import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { landing } from '../../../../domain/blueprint/landing.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import { servicesOf } from '../../../../domain/form/advance.js';
import { textOf } from '../../../../domain/form/form-answers.js';
import { readPhone } from '../../../../domain/person/phone.js';
import { AppError } from '../../errors.js';
import { capture } from '../../journey/capture/capture.js';
import { formBody } from '../../operations/landing/form-body.js';
import { formLimit } from '../../operations/landing/form-limit.js';
import { classOfForm } from '../../operations/landing/form-promise.js';
import { requestIdOf } from '../middleware/request-id.js';
import { formFactsOf } from './form-facts.js';
import type { FormState } from './form-state.js';
import { addressHashOf } from './form-tools.js';
import type { FormTools } from './form-tools.js';
import { rememberCapture } from './withdraw.js';

/** What became of a form that was sent whole. */
export type SentForm =
  | { readonly kind: 'sent'; readonly thanks: string }
  | { readonly kind: 'refused'; readonly status: number; readonly notice: string }
  | { readonly kind: 'wrong'; readonly problems: readonly FieldProblem[] }
  /** Sent before, and changed since. */
  | { readonly kind: 'changed' };

const { words } = landing;

/** A lead like any other capture (R1.2): one form is one lead, however often it is sent; what was changed after that is not lost. */
export async function sendForm(
  tools: FormTools,
  state: FormState,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<SentForm> {
  const { services } = tools;
  const addressHash = addressHashOf(tools, request);
  const phone = readPhone(textOf(state.answers, 'phone_number'));
  const over = await formLimit(services, {
    address: addressHash,
    phone: phone.kind === 'ok' ? phone.value : '',
  });
  if (over !== null) {
    const notice = over === 'address' ? words.tooMany : words.sentBefore;
    return { kind: 'refused', status: 429, notice };
  }
  const at = services.clock();
  const body = formBody(state.answers, state.touches);
  let captureId: string;
  try {
    ({ captureId } = await capture(services, 'direct', {
      body,
      bodyHash: hashOf(state.answers),
      idempotencyKey: `form ${state.id}`,
      requestId: requestIdOf(response),
      formFacts: formFactsOf(tools, { state, at, addressHash }),
    }));
  } catch (error) {
    return failed(tools, error);
  }
  const thanks = tools.seals.thanks.close({
    leadClass: classOfForm(services, body) ?? 'NURTURING',
    services: servicesOf(state.answers, blueprint),
    ...{ at: at.getTime(), captureId },
  });
  rememberCapture(tools, captureId, response);
  return { kind: 'sent', thanks };
}

/** The same for the same answers, in whatever order the steps were sent. */
const hashOf = (answers: FormState['answers']): string =>
  createHash('sha256')
    .update(
      JSON.stringify(Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1))),
    )
    .digest('hex');

/** Whatever is wrong with us, the visitor keeps what was typed. */
function failed({ services: { log } }: FormTools, error: unknown): SentForm {
  if (error instanceof AppError && error.code === 'invalid_body') {
    return { kind: 'wrong', problems: error.fields };
  }
  if (error instanceof AppError && error.code === 'idempotency_conflict') {
    return { kind: 'changed' };
  }
  log.error(
    { err: error },
    'a form could not be stored; its visitor keeps it and was asked to send it again',
  );
  return { kind: 'refused', status: 503, notice: words.unsaved };
}
