import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Instead of JSON. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
}

/** A server that answers as told and remembers what it was asked. */
export async function scriptedOdoo(answer: (request: SeenRequest) => ScriptedAnswer) {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const asked = {
        path: request.url ?? '',
        headers: request.headers,
        body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
      };
      seen.push(asked);
      const { status = 200, body, html, headers = {} } = answer(asked);
      const mediaType = html === undefined ? 'application/json; charset=utf-8' : 'text/html';
      response.writeHead(status, { 'content-type': mediaType, ...headers });
      response.end(html ?? JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
export type ScriptedOdoo = Awaited<ReturnType<typeof scriptedOdoo>>;
