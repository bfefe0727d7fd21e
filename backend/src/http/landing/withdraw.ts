import type { Request, Response } from 'express';
import { z } from 'zod';
import { withdrawOfCapture } from '../../operations/privacy/withdraw-consent.js';
import { requestIdOf } from '../middleware/request-id.js';
import { withdrawnPage, withdrawPage } from '../pages/form/withdraw-page.js';
import { cookiesOf, keepCookie } from './cookies.js';
import type { FormTools } from './form-tools.js';
import { withdrawPath } from './withdraw-address.js';

const cookieName = 'solicitud';
const keptMs = 90 * 24 * 3_600_000;
const captureId = z.uuid();

/** The link by which whoever sent this capture takes its consent back, at any time (R8.1); it names nobody. */
export const withdrawLink = ({ seals }: FormTools, id: string): string =>
  `${withdrawPath}/${seals.withdraw.close(id)}`;

/** So that the page about privacy has the link too, in the same browser. */
export function rememberCapture(tools: FormTools, id: string, response: Response): void {
  const value = tools.seals.withdraw.close(id);
  keepCookie(response, { name: cookieName, value, forMs: keptMs }, tools.publicUrl);
}

/** Null for a browser that sent nothing. */
export function linkOf(tools: FormTools, request: Request): string | null {
  const id = readId(tools, cookiesOf(request).get(cookieName) ?? '');
  return id === null ? null : withdrawLink(tools, id);
}

/** A link alone withdraws nothing: previews open it too. False for one that is not ours. */
export function askToWithdraw(tools: FormTools, token: string, response: Response): boolean {
  if (readId(tools, token) === null) return false;
  response.type('html').send(withdrawPage());
  return true;
}

export async function takeBack(
  tools: FormTools,
  token: string,
  response: Response,
): Promise<boolean> {
  const id = readId(tools, token);
  if (id === null) return false;
  await withdrawOfCapture(tools.services, id, requestIdOf(response));
  response.type('html').send(withdrawnPage());
  return true;
}

const readId = ({ seals }: FormTools, token: string): string | null =>
  captureId.safeParse(seals.withdraw.open(token)).data ?? null;
