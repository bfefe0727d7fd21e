import { startOdooStandIn } from '../../../sandbox/odoo/server.js';

type Version = 17 | 18 | 19;

/** A stand-in of its own per test, on a free port, without latency unless the test asks for some. */
export async function withOdoo<T>(
  version: Version,
  run: (odoo: OdooClient) => Promise<T>,
): Promise<T> {
  const server = await startOdooStandIn({
    port: 0,
    version,
    dataDir: null,
    clock: () => new Date('2026-11-23T01:49:57Z'),
  });
  const odoo = createOdooClient(server.url);
  try {
    await odoo.control('switches', { latencyMs: 0 });
    return await run(odoo);
  } finally {
    await server.close();
  }
}

/** An answer of unknown shape, with the names the tests look into. */
export interface Reply extends Iterable<Reply> {
  readonly map: <T>(shown: (item: Reply) => T) => readonly T[];
  readonly 0: Reply;
  readonly 1: Reply;
  readonly result: Reply;
  readonly error: Reply;
  readonly data: Reply;
  readonly name: Reply;
  readonly message: string;
  readonly debug: string;
  readonly ids: unknown;
  readonly messages: readonly { readonly message: string }[];
  readonly body: string;
  readonly description: string;
  readonly date_closed: string | false;
  readonly phone: string;
  readonly vat: string;
  readonly partner_id: Reply;
}

export type OdooClient = ReturnType<typeof createOdooClient>;

export function createOdooClient(url: string) {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const rpc = async (service: string, method: string, args: unknown[]): Promise<Reply> => {
    const response = await post('/jsonrpc', {
      jsonrpc: '2.0',
      method: 'call',
      id: 7,
      params: { service, method, args },
    });
    return (await response.json()) as Reply;
  };

  return {
    url,
    post,
    rpc,
    /** execute_kw: the result, or the error's data. */
    execute: async (
      model: string,
      method: string,
      args: unknown[],
      kwargs: object = {},
    ): Promise<Reply> => {
      const answer = await rpc('object', 'execute_kw', [
        'sandbox',
        5,
        'sandbox-odoo',
        model,
        method,
        args,
        kwargs,
      ]);
      return 'error' in (answer as object) ? answer.error.data : answer.result;
    },
    json2: async (
      call: string,
      body: object,
      headers: Record<string, string> = {},
    ): Promise<{ status: number; body: Reply }> => {
      const response = await post(`/json/2/${call}`, body, {
        Authorization: 'bearer sandbox-odoo',
        ...headers,
      });
      return { status: response.status, body: (await response.json()) as Reply };
    },
    control: async (path: string, body: object): Promise<Reply> =>
      (await (await post(`/sandbox/${path}`, body)).json()) as Reply,
    look: async (path: string): Promise<Reply> =>
      (await (await fetch(`${url}/sandbox/${path}`)).json()) as Reply,
  };
}
