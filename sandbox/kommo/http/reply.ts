/** An answer before it is sent, so that a fault can still swallow or replace it. */
export interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function hal(body: unknown, status = 200): Reply {
  return { status, type: 'application/hal+json', body: JSON.stringify(body), headers: {} };
}

export function json(body: unknown, status = 200): Reply {
  return { status, type: 'application/json', body: JSON.stringify(body), headers: {} };
}

export function problemReply(body: Readonly<Record<string, unknown>>, status: number): Reply {
  return { status, type: 'application/problem+json', body: JSON.stringify(body), headers: {} };
}

export function empty(status = 204): Reply {
  return { status, type: null, body: '', headers: {} };
}

export function html(body: string, status: number): Reply {
  return { status, type: 'text/html', body, headers: {} };
}

/** Salesbot's 202: text, not JSON. */
export const accepted: Reply = html('Accepted', 202);

export function redirect(location: string): Reply {
  return { status: 302, type: null, body: '', headers: { location } };
}
