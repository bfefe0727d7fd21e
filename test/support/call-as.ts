import type { Served } from './serve.js';

/** Asks with the token of an administrator, or of whom is named; with a body it posts. */
export const callAs =
  (served: () => Served) =>
  async (path: string, body?: unknown, token = 'admin') => {
    const response = await fetch(served().url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return { status: response.status, answer };
  };
