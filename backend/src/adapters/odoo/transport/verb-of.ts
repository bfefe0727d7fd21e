import { z } from 'zod';
import type { HttpRequest } from '../../http-client.js';

const rpcSchema = z.object({
  params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }),
});

/** The method that a request calls, however it travels: the fifth argument of `execute_kw`, or the end of JSON-2's address. */
export function verbOf({ url, body }: Pick<HttpRequest, 'url' | 'body'>): string {
  const { pathname } = new URL(url);
  if (!pathname.endsWith('/jsonrpc')) return pathname.split('/').at(-1) ?? '';
  const rpc = rpcSchema.safeParse(body);
  if (!rpc.success) return '';
  const { service, method, args } = rpc.data.params;
  return service === 'object' ? String(args[4]) : method;
}
