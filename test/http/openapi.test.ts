import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { endpoints } from '../../contract/endpoints/endpoints.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

const routesOf = (layers: readonly Layer[]): string[] =>
  layers.flatMap(({ route, handle }) => {
    if (route === undefined) return handle?.stack ? routesOf(handle.stack) : [];
    return Object.keys(route.methods)
      .filter((method) => method !== '_all')
      .map((method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
  });

/** Parts of a page that is described itself. */
const isPart = (route: string): boolean => /^get \/openapi\/./.test(route);

let world: World;
let server: Server;
let description: Record<string, unknown>;
let routes: string[];

beforeAll(async () => {
  world = await openWorld();
  const app = createApp(world.services, world.verify, world.metrics);
  routes = routesOf((app.router as unknown as { stack: Layer[] }).stack);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`);
  description = (await answer.json()) as Record<string, unknown>;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

describe('the description of the API', () => {
  test('names every route and no other', () => {
    const described = endpoints.map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => !isPart(route)).sort()).toEqual([...described].sort());
  });

  // Both run beside the tests: their modules mix the two kinds in ways that the test runner cannot load.
  const validate =
    "import parser from '@apidevtools/swagger-parser'; await parser.validate(process.argv[1]);";
  test.each([
    ['is valid OpenAPI 3.1', ['--input-type=module', '-e', validate]],
    ['passes the linter', ['node_modules/@redocly/cli/bin/cli.js', 'lint']],
  ])('%s', (_name, command) => {
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(description));
    const run = () =>
      execFileSync('node', [...command, file], {
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        stdio: 'pipe',
        encoding: 'utf8',
      });
    expect(run).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});
