import { createHmac } from 'node:crypto';
import { AppError, backoff } from '../../../errors.js';
import { parseJson, send } from '../../http-client.js';
import type { HttpResponse } from '../../http-client.js';
import { quoteLongNumbers } from '../webhook/quote-long-numbers.js';
import { notConfigured, translateGraph, translateNoAnswer } from './graph-errors.js';

export interface MetaSettings {
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly appSecrets: readonly string[];
  readonly pageToken: string | null;
  readonly pageId: string | null;
}

/** One read of the Graph API, as JSON with its long numbers whole. @throws AppError that says what to do. */
export type GraphGet = (path: string, query?: Readonly<Record<string, string>>) => Promise<unknown>;

export interface GraphClient {
  readonly get: GraphGet;
  /** The next page of a list; null where the address is not Meta's own. */
  readonly follow: (address: string) => Promise<unknown>;
}

/** One exchange with Meta; `status` is 0 without an answer. */
export interface GraphExchange {
  readonly status: number;
  readonly ms: number;
}

const timeoutMs = 20_000;

/** The token travels as a header; its proof says that it is our app that asks. */
export function createGraphClient(
  settings: MetaSettings,
  onCall: (exchange: GraphExchange) => void = () => undefined,
): GraphClient {
  const base = `${settings.graphUrl}/${settings.graphVersion}`;
  const get: GraphGet = (path, query = {}) => {
    const { pageToken: token, appSecrets } = settings;
    if (token === null) return Promise.reject(notConfigured());
    const [secret] = appSecrets;
    const asked = new URLSearchParams({
      ...query,
      ...(secret === undefined ? {} : { appsecret_proof: proofOf(token, secret) }),
    });
    return read(path, { url: `${base}/${path}?${asked.toString()}`, token, onCall });
  };
  return {
    get,
    follow: (address) => {
      const next = pathBelow(base, address);
      return next === null ? Promise.resolve(null) : get(next.path, next.query);
    },
  };
}

const proofOf = (token: string, secret: string): string =>
  createHmac('sha256', secret).update(token).digest('hex');

interface Read {
  readonly url: string;
  readonly token: string;
  readonly onCall: (exchange: GraphExchange) => void;
}

async function read(path: string, { url, token, onCall }: Read): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const startedAt = performance.now();
  const told = (status: number): void => {
    onCall({ status, ms: performance.now() - startedAt });
  };
  const response = await send({ method: 'GET', url, headers, timeoutMs }).catch(
    (error: unknown): never => {
      told(0);
      throw translateNoAnswer(path, error);
    },
  );
  told(response.status);
  if (response.status !== 200) throw translateGraph(path, response);
  return bodyOf(path, response);
}

function bodyOf(path: string, { text }: HttpResponse): unknown {
  const json = parseJson(quoteLongNumbers(text));
  if (json !== undefined) return json;
  throw new AppError('meta_unreachable', `Meta answered ${path} with what is no JSON.`, {
    retry: backoff,
    reason: { code: 'meta.unreachable' },
  });
}

/** Only an address of the same host and version is followed; the token in it is left out, since ours travels as a header. */
function pathBelow(
  base: string,
  address: string,
): { readonly path: string; readonly query: Readonly<Record<string, string>> } | null {
  if (address.length > 10_000 || !URL.canParse(address)) return null;
  const url = new URL(address);
  const root = new URL(base);
  if (url.origin !== root.origin || !url.pathname.startsWith(`${root.pathname}/`)) return null;
  for (const secret of ['access_token', 'appsecret_proof']) url.searchParams.delete(secret);
  const query = Object.fromEntries(url.searchParams);
  return { path: url.pathname.slice(root.pathname.length + 1), query };
}
