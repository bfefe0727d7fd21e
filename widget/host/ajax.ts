import type { FailedRequest, WidgetSdk } from './sdk.js';

/** Kommo's own page waits no longer than this for a card. */
const timeoutMs = 8_000;

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly body?: unknown;
  /** Only where an answer may take longer than a card may. */
  readonly timeoutMs?: number;
}

export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreachable'; readonly timedOut: boolean };

/** Sends with Kommo's one-time token (`X-Auth-Token`, added by the host). Never rejects. */
export type Send = (request: Request) => Promise<Reply>;

export function createSend(sdk: WidgetSdk): Send {
  return (request) =>
    new Promise((resolve) => {
      sdk
        .$authorizedAjax({
          url: request.url,
          method: request.method,
          // As text: jQuery drops the body of a failure that says `application/problem+json`.
          dataType: 'text',
          timeout: request.timeoutMs ?? timeoutMs,
          ...(request.body === undefined
            ? {}
            : { contentType: 'application/json', data: JSON.stringify(request.body) }),
        })
        .then(
          (body, _textStatus, answer) => {
            resolve({ kind: 'answered', status: answer?.status ?? 200, body: readJson(body) });
          },
          (failure: unknown, textStatus) => {
            resolve(readFailure(failure, textStatus));
          },
        );
    });
}

function readFailure(failure: unknown, textStatus: string | undefined): Reply {
  const { status = 0, responseText } = isRequest(failure) ? failure : {};
  if (status === 0) return { kind: 'unreachable', timedOut: textStatus === 'timeout' };
  return { kind: 'answered', status, body: readJson(responseText) };
}

function isRequest(value: unknown): value is FailedRequest {
  return typeof value === 'object' && value !== null;
}

function readJson(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    const parsed: unknown = JSON.parse(body);
    return parsed;
  } catch {
    return undefined;
  }
}
