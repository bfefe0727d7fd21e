import type { Request, Response } from 'express';
import { z } from 'zod';
import { halfFormMs } from '../../../../domain/blueprint/operating-rules.js';
import { formBody } from '../../operations/landing/form-body.js';
import { cookiesOf, dropCookie, keepCookie } from './cookies.js';
import { count } from './count.js';
import { formFactsOf } from './form-facts.js';
import { formStateSchema } from './form-state.js';
import type { FormState } from './form-state.js';
import { addressHashOf } from './form-tools.js';
import type { FormTools } from './form-tools.js';

const cookieName = 'formulario';

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Kept once the contact is given and the box is ticked, never before; the same browser finds it again. */
export async function keepDraft(
  tools: FormTools,
  state: FormState,
  { request, response }: Exchange,
): Promise<void> {
  const { services, seals, publicUrl } = tools;
  const at = services.clock();
  const facts = formFactsOf(tools, {
    ...{ state, at },
    addressHash: addressHashOf(tools, request),
  });
  await count(tools, async () => {
    const body = formBody(state.answers, state.touches);
    await services.store.landing.saveDraft({ id: state.id, state, body, facts }, at);
    const value = seals.draft.close(state.id);
    keepCookie(response, { name: cookieName, value, forMs: halfFormMs }, publicUrl);
  });
}

/** What this browser left half way; null where there is nothing, or it is a lead by now. */
export async function findDraft(tools: FormTools, request: Request): Promise<FormState | null> {
  const id = idOf(tools, request);
  if (id === null) return null;
  try {
    const draft = await tools.services.store.landing.findDraft(id);
    return formStateSchema.safeParse(draft?.state).data ?? null;
  } catch {
    return null;
  }
}

/** The draft that this browser left half way, for a visitor who wants to start anew. */
export async function forgetDraft(
  tools: FormTools,
  { request, response }: Exchange,
): Promise<void> {
  const id = idOf(tools, request);
  if (id !== null) await dropDraft(tools, id, response);
}

/** By the form's own id: the browser inside an app may have lost its cookies. */
export async function dropDraft(tools: FormTools, id: string, response: Response): Promise<void> {
  dropCookie(response, cookieName, tools.publicUrl);
  await count(tools, () => tools.services.store.landing.dropDraft(id));
}

const idOf = ({ seals }: FormTools, request: Request): string | null =>
  z.string().safeParse(seals.draft.open(cookiesOf(request).get(cookieName) ?? '')).data ?? null;
