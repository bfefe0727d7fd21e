import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenCall {
  /** "crm.lead.load" for Odoo, "PATCH /api/v4/leads/7" for Kommo. */
  readonly call: string;
  readonly writes: boolean;
}

export interface CuttingProxy {
  readonly url: string;
  readonly seen: readonly SeenCall[];
  /** Cuts the connection at the `nth` write from now on: before it is passed on, or after it was carried out. */
  cutAtWrite(nth: number, when: 'before' | 'after'): void;
  forget(): void;
  close(): Promise<void>;
}

const readMethods =
  /\.(search_read|search|read|fields_get|context_get|check_access_rights|version|authenticate)$/;

/** Stands between the companion and a stand-in, and loses one call of the test's choice. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const seen: SeenCall[] = [];
  let cut: { left: number; readonly when: 'before' | 'after' } | null = null;

  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const call = describe(incoming, body);
      seen.push(call);
      const strikes = cut !== null && call.writes && (cut.left -= 1) === 0;
      const when = strikes ? cut?.when : undefined;
      if (strikes) cut = null;
      if (when === 'before') incoming.socket.destroy();
      else pass(target, { incoming, body, answer, drop: when === 'after' });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    cutAtWrite: (nth, when) => {
      cut = { left: nth, when };
    },
    forget: () => {
      seen.length = 0;
      cut = null;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function describe({ method = '', url = '' }: IncomingMessage, body: Buffer): SeenCall {
  const json2 = /^\/json\/2\/([^/]+)\/([^/?]+)/.exec(url);
  if (json2) return named(`${json2[1]}.${json2[2]}`);
  if (url === '/jsonrpc') return named(jsonRpcCall(body.toString()));
  return { call: `${method} ${url.split('?')[0]}`, writes: method !== 'GET' };
}

const named = (call: string): SeenCall => ({ call, writes: !readMethods.test(call) });

function jsonRpcCall(text: string): string {
  const { params } = JSON.parse(text) as {
    params: { service: string; method: string; args: unknown[] };
  };
  return params.service === 'object'
    ? `${String(params.args[3])}.${String(params.args[4])}`
    : `${params.service}.${params.method}`;
}

interface Passed {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly answer: ServerResponse;
  readonly drop: boolean;
}

function pass(target: string, { incoming, body, answer, drop }: Passed): void {
  const { method, headers } = incoming;
  const outgoing = forward(
    new URL(incoming.url ?? '/', target),
    {
      ...(method === undefined ? {} : { method }),
      headers: { ...headers, host: new URL(target).host },
    },
    (reply) => {
      if (drop) {
        reply.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    },
  );
  outgoing.on('error', () => incoming.socket.destroy());
  outgoing.end(body);
}
