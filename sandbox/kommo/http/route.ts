import type { Account, Actor } from '../account/account.js';
import { Problem } from './problem.js';
import { parseQuery } from './query.js';
import type { Query } from './query.js';
import type { Reply } from './reply.js';

/** One call of the API after its httpContext: who calls is known and the body is read. */
export interface Call {
  readonly account: Account;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  /** `http://127.0.0.1:4000`: hrefs are absolute. */
  readonly base: string;
  /** Path and query as asked, for `self`. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Under /api/v4. */
  readonly path: string;
  /** Refused with 403 to users without administrator rights. */
  readonly adminOnly?: true;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

/** The id in the path; what is no number is no record. */
export function idOf(call: Call, name = 'id'): number {
  const id = Number(call.params[name]);
  if (!Number.isInteger(id)) throw notFound(call);
  return id;
}

export function notFound(call: Call): Problem {
  return new Problem(404, `Cannot GET ${call.url.href}`);
}

export function link(call: Call, path: string): { readonly self: { readonly href: string } } {
  return { self: { href: `${call.base}/api/v4${path}` } };
}

/** A call that nobody sent: what a person or a bot does goes the same way as the API. */
export function callBy(account: Account, actor: Actor): Call {
  const url = new URL('http://localhost/');
  return {
    ...{ account, actor, params: {}, query: parseQuery(''), body: undefined },
    ...{ base: url.origin, url, headers: {} },
  };
}
