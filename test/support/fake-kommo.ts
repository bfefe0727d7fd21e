import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: unknown;
}

export type FakeAnswer =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly text: string; readonly type: string }
  | { readonly status: 204 }
  /** The connection ends without an answer. */
  | 'dropped'
  /** The connection stays and nothing comes. */
  | 'silent';

export interface FakeKommo {
  readonly url: string;
  readonly requests: readonly FakeRequest[];
  close(): Promise<void>;
}

/** A server of one answering function: for what the sandbox's account cannot be made to say. */
export async function startFakeKommo(
  answer: (request: FakeRequest) => FakeAnswer,
): Promise<FakeKommo> {
  const requests: FakeRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://fake');
      const text = Buffer.concat(chunks).toString();
      const request = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        authorization: incoming.headers.authorization ?? '',
        body: text === '' ? null : (JSON.parse(text) as unknown),
      };
      requests.push(request);
      const reply = answer(request);
      if (reply === 'silent') return;
      if (reply === 'dropped') {
        incoming.socket.destroy();
      } else if ('json' in reply) {
        const type = reply.status < 300 ? 'application/hal+json' : 'application/problem+json';
        response.writeHead(reply.status, { 'content-type': type }).end(JSON.stringify(reply.json));
      } else if ('text' in reply) {
        response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.text);
      } else {
        response.writeHead(204).end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
