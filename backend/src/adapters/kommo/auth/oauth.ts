import { z } from 'zod';
import type { Logger } from '../../../log.js';
import { parseJson, send } from '../../http-client.js';
import type { HttpResponse } from '../../http-client.js';
import { translateAnswer, translateNoAnswer, unexpectedBody } from '../errors.js';
import { createGate } from '../http/gate.js';
import type { Gate, SharedTurns } from '../http/gate.js';
import { forPerson } from '../http/who-waits.js';

export interface OAuthOptions {
  /** "https://account.kommo.com": the token's address is the account's own, never www. */
  readonly baseUrl: string;
  readonly clientId: string;
  /** The integration's secret key; the one before it too while it is being replaced. */
  readonly clientSecrets: readonly string[];
  /** Exactly as it stands in the integration, in every request. */
  readonly redirectUri: string;
  readonly shared: SharedTurns;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeoutMs?: number;
}

export interface GrantedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInMs: number;
}

export type Grant =
  | { readonly kind: 'granted'; readonly tokens: GrantedTokens }
  /** "token": the code or the refresh token is spent, revoked or too old. "client": id, secret or redirect address. */
  | { readonly kind: 'refused'; readonly why: 'token' | 'client' };

/** @throws AppError with a retry verdict when Kommo cannot be asked, or the account is unpaid or blocked. */
export interface OAuth {
  exchange(code: string): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
}

type GrantBody =
  | { readonly grant_type: 'authorization_code'; readonly code: string }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string };

const pathname = '/oauth2/access_token';
const call = { method: 'POST', pathname };

/** Kommo's token address (page "oauth-20"). No token and no code reaches a log line or an error. */
export function createOAuth(given: OAuthOptions): OAuth {
  // The token's address counts for the same limit as every other call.
  const options = { ...given, gate: createGate(given) };
  return {
    exchange: (code) => ask(options, { grant_type: 'authorization_code', code }),
    refresh: (refreshToken) =>
      ask(options, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

type Tools = OAuthOptions & { readonly gate: Gate };

/** Tried with every live secret: only Kommo knows which of them is in force. */
async function ask(options: Tools, grant: GrantBody): Promise<Grant> {
  let answer: Grant = { kind: 'refused', why: 'client' };
  for (const secret of options.clientSecrets) {
    answer = understand(options, await post(options, grant, secret));
    if (answer.kind === 'granted' || answer.why !== 'client') return answer;
  }
  return answer;
}

/** All calls of the account wait for the token, those of people among them. */
const post = (options: Tools, grant: GrantBody, secret: string): Promise<HttpResponse> =>
  forPerson(() => options.gate.send(() => postNow(options, grant, secret)));

async function postNow(
  options: OAuthOptions,
  grant: GrantBody,
  secret: string,
): Promise<HttpResponse> {
  try {
    return await send({
      method: 'POST',
      url: options.baseUrl + pathname,
      body: {
        ...grant,
        client_id: options.clientId,
        client_secret: secret,
        redirect_uri: options.redirectUri,
      },
      timeoutMs: options.timeoutMs ?? 10_000,
    });
  } catch (error) {
    throw translateNoAnswer(call, error);
  }
}

const grantedSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});

function understand({ log }: OAuthOptions, response: HttpResponse): Grant {
  const { status, text } = response;
  if (status === 200) {
    const granted = grantedSchema.safeParse(parseJson(text));
    // Not as a cause: the error would carry what was received.
    if (!granted.success) throw unexpectedBody(call, status);
    const { access_token, refresh_token, expires_in } = granted.data;
    const tokens = { accessToken: access_token, refreshToken: refresh_token };
    return { kind: 'granted', tokens: { ...tokens, expiresInMs: expires_in * 1000 } };
  }
  if (!isRefusal(response)) throw translateAnswer(call, response);
  const why = refusalOf(response);
  log.warn({ status, why }, 'Kommo refused to give a token');
  return { kind: 'refused', why };
}

/** A block page is HTML with 403; a missing account answers 404. */
const isRefusal = ({ status, mediaType }: HttpResponse): boolean =>
  status === 400 || status === 401 || status === 404 || (status === 403 && /json/.test(mediaType));

const hintSchema = z.object({
  hint: z.string().catch(''),
  detail: z.string().catch(''),
  title: z.string().catch(''),
});

/** Words as clients of Kommo have reported them (official PHP client, threads 123, 235, 269). */
function refusalOf({ status, text }: HttpResponse): 'token' | 'client' {
  if (status === 403 || status === 404) return 'client';
  const said = hintSchema.safeParse(parseJson(text));
  const words = said.success ? `${said.data.hint} ${said.data.detail} ${said.data.title}` : '';
  return /client authentication|client_id|client_secret|redirect_uri/i.test(words)
    ? 'client'
    : 'token';
}
