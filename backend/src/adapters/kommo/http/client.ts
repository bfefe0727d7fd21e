import type { Logger } from '../../../log.js';
import { parseJson, send } from '../../http-client.js';
import type { HttpRequest, HttpResponse } from '../../http-client.js';
import { createCircuit } from './circuit.js';
import type { AccountState, Circuit } from './circuit.js';
import { translateAnswer, translateNoAnswer, unexpectedBody } from '../errors.js';
import { createGate } from './gate.js';
import type { Gate, SharedTurns } from './gate.js';

/** Kommo's API v4 as JSON in and out; paths begin after the host ("/api/v4/leads"). 204 and "Accepted" answer null. */
export interface KommoClient {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  patch(path: string, body: unknown): Promise<unknown>;
  delete(path: string, body?: unknown): Promise<unknown>;
}

/** The part of the database's shared state that the client needs. */
export interface SharedByClients extends SharedTurns {
  /** Where it is left out, every process probes a closed account by itself. */
  tryTurn?(limiter: string, intervalMs: number): Promise<boolean>;
}

export interface KommoClientOptions {
  /** "https://account.kommo.com", no path. */
  readonly baseUrl: string;
  /**
   * The bearer to use. Asked again with the refused one after a 401; answering the same once more means that there is
   * no better one.
   */
  readonly token: (refused?: string) => Promise<string>;
  readonly shared: SharedByClients;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told once per change: for the admin page and the card. */
  readonly onAccountState?: (state: AccountState) => void;
  /** Told of every exchange; `status` is 0 without an answer. */
  readonly onCall?: (call: {
    readonly method: string;
    readonly status: number;
    readonly ms: number;
  }) => void;
  readonly onRestEnded?: () => void;
  readonly timeoutMs?: number;
}

type Method = HttpRequest['method'];
type Exchange = { readonly method: Method; readonly path: string; readonly body?: unknown };

/** @throws AppError with a retry verdict, for every method. */
export function createKommoClient(options: KommoClientOptions): KommoClient {
  const onAccountState = options.onAccountState ?? (() => undefined);
  const circuit = createCircuit({
    clock: options.clock,
    onAccountState,
    claimProbe: (intervalMs) =>
      options.shared.tryTurn?.(`${new URL(options.baseUrl).host}:probe`, intervalMs) ??
      Promise.resolve(true),
  });
  const tools = { ...options, circuit, gate: createGate(options) };
  const call = (exchange: Exchange) => callKommo(tools, exchange);
  return {
    get: (path) => call({ method: 'GET', path }),
    post: (path, body) => call({ method: 'POST', path, body }),
    patch: (path, body) => call({ method: 'PATCH', path, body }),
    delete: (path, body) => call({ method: 'DELETE', path, body }),
  };
}

type Tools = KommoClientOptions & { readonly circuit: Circuit; readonly gate: Gate };

async function callKommo(tools: Tools, exchange: Exchange): Promise<unknown> {
  const token = await tools.token();
  const response = await sendInTurn(tools, exchange, token);
  if (response.status !== 401) return understand(tools, { exchange, token }, response);

  const renewed = await tools.token(token);
  if (renewed === token) return understand(tools, { exchange, token }, response);
  const again = await sendInTurn(tools, exchange, renewed);
  return understand(tools, { exchange, token: renewed }, again);
}

async function sendInTurn(tools: Tools, exchange: Exchange, token: string): Promise<HttpResponse> {
  await tools.circuit.check(token);
  const { body } = exchange;
  const carries = Array.isArray(body) && body.length > 1 ? 'many' : 'one';
  return tools.gate.send(() => sendNow(tools, exchange, token), carries);
}

async function sendNow(tools: Tools, exchange: Exchange, token: string): Promise<HttpResponse> {
  const startedAt = performance.now();
  const done = (status: number): void => {
    const ms = Math.round(performance.now() - startedAt);
    const { method } = exchange;
    tools.onCall?.({ method, status, ms });
    tools.log.debug({ method, pathname: pathnameOf(exchange), status, ms }, 'called Kommo');
  };
  try {
    const response = await send({
      method: exchange.method,
      url: tools.baseUrl + exchange.path,
      headers: { authorization: `Bearer ${token}` },
      ...(exchange.body === undefined ? {} : { body: exchange.body }),
      timeoutMs: tools.timeoutMs ?? 30_000,
    });
    done(response.status);
    return response;
  } catch (error) {
    done(0);
    throw translateNoAnswer(named(exchange), error);
  }
}

function understand(
  tools: Tools,
  { exchange, token }: { readonly exchange: Exchange; readonly token: string },
  response: HttpResponse,
): unknown {
  if (response.status >= 200 && response.status < 300) {
    tools.circuit.report(null, token);
    return bodyOf(exchange, response);
  }
  const error = translateAnswer(named(exchange), response);
  if (!isPlanGate(exchange, response)) tools.circuit.report(error, token);
  throw error;
}

/** Account hooks need a plan from Advanced on: a 402 there says nothing about the account's other calls. */
const isPlanGate = ({ path }: Exchange, { status }: HttpResponse): boolean =>
  status === 402 && path.startsWith('/api/v4/webhooks');

/** 204 has no body; 202 may be the word "Accepted" in HTML. Any other success must be JSON. */
function bodyOf(exchange: Exchange, { status, text }: HttpResponse): unknown {
  if (status === 204 || text.trim() === '') return null;
  const body = parseJson(text);
  if (body !== undefined) return body;
  if (status === 202) return null;
  throw unexpectedBody(named(exchange), status);
}

const pathnameOf = ({ path }: Exchange): string => path.split('?')[0] ?? path;

const named = (exchange: Exchange) => ({
  method: exchange.method,
  pathname: pathnameOf(exchange),
});

/** Kommo's answer in the shape we rely on. @throws AppError when it has another. */
export function readAs<T>(
  schema: {
    safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error };
  },
  value: unknown,
  what: string,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unexpectedBody({ method: 'reading', pathname: what }, 200, parsed.error);
}
