import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../../sandbox/start-sandbox.js';
import type { Sandbox, SandboxOptions } from '../../../sandbox/start-sandbox.js';

/** What came back, with its body read. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
  /** What stands at "_embedded.leads.0.id"; undefined where nothing does. */
  at(path: string): unknown;
  id(path: string): number;
}

export interface TestSandbox {
  readonly url: string;
  readonly sandbox: Sandbox;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export const bearer = { authorization: 'Bearer sandbox-token' };

/** A sandbox in memory; limits are lifted unless a test sets them. */
export async function startTestSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<TestSandbox> {
  const sandbox = await startSandbox({
    ...{
      port: 0,
      odooPort: 0,
      companionUrl: 'http://localhost:3000',
      clientSecret: 'secret-of-a-test',
    },
    ...{ dataDir: null, clock: () => new Date() },
    ...options,
  });
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = bearer,
  ) => {
    const response = await fetch(sandbox.url + path, {
      method,
      redirect: 'manual',
      headers: {
        connection: 'close',
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      ...{
        status: response.status,
        type: response.headers.get('content-type'),
        headers: response.headers,
        text,
      },
      body: parse(text),
      at: (at: string) => valueAt(parse(text), at),
      id: (at: string) => Number(valueAt(parse(text), at)),
    };
  };
  await call('POST', '/sandbox/limits', { perSecond: 0, perAccount: 0 });
  return {
    ...{ url: sandbox.url, sandbox, call },
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    close: () => sandbox.close(),
  };
}

export interface Received {
  readonly path: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A receiver of hooks that answers what the test says. */
export async function startReceiver(
  answer: (received: Received, count: number) => number | null = () => 200,
) {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString()));
    req.on('end', () => {
      const one = { path: req.url ?? '', headers: req.headers, body };
      received.push(one);
      const status = answer(one, received.length);
      if (status === null) return;
      res.writeHead(status, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    first(): Received {
      const [first] = received;
      if (!first) throw new Error('Nothing was received');
      return first;
    },
    async until(count: number): Promise<void> {
      for (let tries = 0; received.length < count && tries < 400; tries += 1)
        await new Promise((done) => setTimeout(done, 5));
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (found, key) =>
        typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined,
      body,
    );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
