import { createHmac } from 'node:crypto';
import express from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import type { Account } from '../account/account.js';
import { bodyText, readText, through } from '../http/context.js';
import type { HttpContext } from '../http/context.js';
import { parseQuery, textAt } from '../http/query.js';
import { html, json, problemReply, redirect } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import type { Token } from '../account/records.js';
import { issueCode, issuePair, spend } from './tokens.js';

/** `/oauth` (the page of consent), where it leads, and `/oauth2/access_token`. */
export function createOauth(
  httpContext: HttpContext,
  consentPage: (link: ConsentLinks) => string,
): express.Router {
  const router = express.Router();
  router.get('/oauth', (req, res) => {
    const asked = askedOf(httpContext.account, req);
    if (asked === null) {
      res.status(404).send('Integration not found');
      return;
    }
    const to = (decision: string) =>
      `/oauth/decision?${new URLSearchParams({ ...asked, decision }).toString()}`;
    res.type('html').send(consentPage({ allow: to('allow'), deny: to('deny') }));
  });
  router.get(
    '/oauth/decision',
    through(httpContext, (req) => decide(httpContext.account, req)),
  );
  router.post(
    '/oauth2/access_token',
    readText,
    through(httpContext, (req) => giveToken(httpContext.account, bodyText(req))),
  );
  return router;
}

export interface ConsentLinks {
  readonly allow: string;
  readonly deny: string;
}

type Asked = Readonly<Record<'client_id' | 'state', string>>;

function askedOf(account: Account, req: Request): Asked | null {
  const query = parseQuery(new URL(req.originalUrl, 'http://localhost').search);
  const client_id = textAt(query, 'client_id') ?? '';
  return client_id === account.integrationId
    ? { client_id, state: textAt(query, 'state') ?? '' }
    : null;
}

function decide(account: Account, req: Request): Reply {
  const asked = askedOf(account, req);
  if (asked === null) return html('Integration not found', 404);
  const allowed = req.originalUrl.includes('decision=allow');
  return redirect(allowed ? grantAddress(account, asked) : denialAddress(account, asked));
}

/** Where consent leads: the code, and in `referer` whose account it is. */
export function grantAddress(account: Account, extra: Readonly<Record<string, string>>): string {
  const { state, ...rest } = extra;
  const admin = [...account.state.users.values()].find((user) => user.is_admin);
  const scheme = account.switches.isOn('referer-with-scheme') ? 'https://' : '';
  return withQuery(account.redirectUri, {
    code: issueCode(account, admin?.id ?? 0),
    ...(state && { state }),
    referer: `${scheme}${account.subdomain}.kommo.com`,
    ...rest,
  });
}

function denialAddress(account: Account, { client_id, state }: Asked): string {
  return withQuery(account.redirectUri, {
    error: 'access_denied',
    client_id,
    ...(state && { state }),
  });
}

/** The deauthorisation hook: a GET with a signature over the integration and the account. */
export function disconnectAddress(account: Account): string {
  const signature = createHmac('sha256', account.clientSecret())
    .update(`${account.integrationId}|${account.id}`)
    .digest('hex');
  const address = new URL('/oauth/disconnected', account.redirectUri).href;
  return withQuery(address, {
    client_uuid: account.integrationId,
    account_id: String(account.id),
    signature,
  });
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  return `${address}?${new URLSearchParams(query).toString()}`;
}

const shared = { client_id: z.string(), client_secret: z.string(), redirect_uri: z.string() };
const tokenRequest = z.discriminatedUnion('grant_type', [
  z.object({ ...shared, grant_type: z.literal('authorization_code'), code: z.string() }),
  z.object({ ...shared, grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
]);

async function giveToken(account: Account, body: string): Promise<Reply> {
  const parsed = tokenRequest.safeParse(paramsIn(body));
  if (!parsed.success) return oauthProblem(400, 'Check the `grant_type` and its parameters');
  const asked = parsed.data;
  if (asked.client_id !== account.integrationId || asked.client_secret !== account.clientSecret())
    return oauthProblem(401, 'Client authentication failed');
  if (asked.redirect_uri !== account.redirectUri)
    return oauthProblem(400, 'Check the `redirect_uri` parameter');
  return asked.grant_type === 'refresh_token'
    ? refresh(account, account.state.tokens.get(asked.refresh_token))
    : exchange(account, account.state.tokens.get(asked.code));
}

async function exchange(account: Account, code: Token | undefined): Promise<Reply> {
  if (code?.kind !== 'code') return oauthProblem(400, 'Cannot decrypt the authorization code');
  if (code.revoked) return oauthProblem(400, 'Authorization code has been revoked');
  if (code.expires_at <= account.clock.seconds())
    return oauthProblem(400, 'Authorization code has expired');
  spend(account, code);
  return json(await issuePair(account, code.user_id, null));
}

async function refresh(account: Account, token: Token | undefined): Promise<Reply> {
  if (token?.kind !== 'refresh') return oauthProblem(401, 'Cannot decrypt the refresh token');
  if (token.revoked) return oauthProblem(401, 'Token has been revoked');
  if (token.expires_at <= account.clock.seconds()) return oauthProblem(401, 'Token has expired');
  spend(account, token);
  return json(await issuePair(account, token.user_id, token.generation));
}

/** JSON, or a form as the official PHP client sends it. */
function paramsIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}

function oauthProblem(status: 400 | 401, hint: string): Reply {
  const detail = 'The request is missing a required parameter, or a parameter is not valid.';
  const type = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson';
  return problemReply({ hint, title: 'Invalid request', type, status, detail }, status);
}
