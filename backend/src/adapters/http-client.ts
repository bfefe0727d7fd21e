import { fetch } from 'undici';
import type { Response } from 'undici';
import { isTooDeep } from '../../../domain/capture/json-depth.js';
import { createGuardedAgent, OwnNetwork } from './guard-outgoing.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent for none. */
  readonly body?: unknown;
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Media type without parameters, lower case; "" when absent. */
  readonly mediaType: string;
  readonly headers: Pick<Headers, 'get'>;
  readonly text: string;
}

/** The request left and no whole answer came: it may or may not have been carried out. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly timedOut: boolean;
  /** The host that leads into the own network and is not named in PRIVATE_HOSTS: nothing was sent. */
  readonly ownHost: string | null;

  constructor(request: HttpRequest, cause: unknown) {
    const { host, pathname } = new URL(request.url);
    super(`${request.method} ${host}${pathname} got no answer`, { cause });
    this.timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
    const behind = cause instanceof Error ? cause.cause : null;
    this.ownHost = behind instanceof OwnNetwork ? behind.host : null;
  }
}

let agent = createGuardedAgent([]);

/** Names of servers in the own network that may be called, such as an Odoo in the same office; said once, at the start. */
export function allowPrivateHosts(hosts: readonly string[]): void {
  agent = createGuardedAgent(hosts);
}

const largestAnswer = 20 * 1024 * 1024;

/**
 * One HTTP exchange. Never follows a redirect (a 3xx comes back as it is), never retries, reads the body as text.
 * @throws NoAnswer when the connection fails, the time is up, or the answer is larger than 20 MiB.
 */
export async function send(request: HttpRequest): Promise<HttpResponse> {
  try {
    const response = await fetch(request.url, {
      dispatcher: agent,
      method: request.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    return {
      status: response.status,
      mediaType: mediaTypeOf(response.headers.get('content-type')),
      headers: response.headers,
      text: await readText(response),
    };
  } catch (error) {
    throw new NoAnswer(request, error);
  }
}

/** Counts while the answer arrives: a stated length can be missing, and is not that of what is unpacked from it. */
async function readText(response: Response): Promise<string> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || value === undefined) break;
    length += value.byteLength;
    if (length > largestAnswer) {
      await reader?.cancel();
      throw new Error('the answer is too large');
    }
    chunks.push(value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function mediaTypeOf(contentType: string | null): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The text as JSON; undefined when it is none, or nested too deep. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
