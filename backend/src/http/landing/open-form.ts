import type { Request, Response } from 'express';
import { findDraft, forgetDraft } from './draft.js';
import { noteOpened } from './form-counts.js';
import { newState } from './form-state.js';
import type { FormTools } from './form-tools.js';
import { armOf, isCounted } from './pilot.js';
import { showForm } from './show-form.js';
import { noteVisit } from './visit.js';

/** The first step, or where this browser left the form half way. */
export async function openForm(
  tools: FormTools,
  request: Request,
  response: Response,
): Promise<void> {
  const { services, seals, publicUrl } = tools;
  const touches = noteVisit(request, response, { seal: seals.visit, publicUrl });
  const arm = armOf(tools, request);
  if (isCounted(request)) await noteOpened(tools);
  const startsAgain = request.query['nuevo'] === '1';
  if (startsAgain) await forgetDraft(tools, { request, response });
  const draft = startsAgain ? null : await findDraft(tools, request);
  if (draft !== null) showForm(tools, response, { step: 'details', state: draft, resumed: true });
  else
    showForm(tools, response, {
      step: 'need',
      state: newState(services.clock(), { touches, arm }),
    });
}
