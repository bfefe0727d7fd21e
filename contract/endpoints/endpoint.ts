import type { z } from 'zod';

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** Who may call: anybody, the holder of a capture token, of the metrics token, of the hook secret, a Kommo user, an administrator of the account. */
export type Caller = 'anybody' | 'capture' | 'metrics' | 'secret' | 'user' | 'administrator';

/** A schema, `capture` for the keys that the blueprint names, or a plain media type where the body is not ours to describe. */
export type Message = z.ZodType | 'capture' | { readonly media: string };

export interface Endpoint {
  readonly method: Method;
  /** With `{name}` where express writes `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly caller: Caller;
  readonly body?: Message;
  /** The good answer's; 200 where it is left out. Failures are problem details everywhere. */
  readonly status?: number;
  readonly answer?: Message;
}

type Rest = Pick<Endpoint, 'body' | 'status' | 'answer'>;

/** A row of a table whose addresses have the same caller. */
export const rowsFor =
  (caller: Caller) =>
  (method: Method, path: string, summary: string, rest: Rest = {}): Endpoint => ({
    method,
    path,
    summary,
    caller,
    ...rest,
  });
