import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fetch } from 'undici';
import { createGuardedAgent } from '../../backend/src/adapters/guard-outgoing.js';
import { NoAnswer, send } from '../../backend/src/adapters/http-client.js';

/** Leads every name to this machine, as a name of somebody else's may. */
const toThisMachine: Parameters<typeof createGuardedAgent>[1] = (_host, _options, callback) => {
  callback(null, [{ address: '127.0.0.1', family: 4 }]);
};

let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  response.end('{}');
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const statusAt = async (host: string, privateHosts: readonly string[] = []): Promise<unknown> => {
  const dispatcher = createGuardedAgent(privateHosts, toThisMachine);
  return fetch(`http://${host}:${port}/`, { dispatcher }).then(
    ({ status }) => status,
    (error: unknown) => String(error instanceof Error ? error.cause : error),
  );
};

describe('where the companion calls out to (R8.2)', () => {
  test('a name that leads into the own network is refused before anything is sent, and the remedy is named', async () => {
    const before = asked;
    expect(await statusAt('alerts.example')).toMatch(
      /alerts\.example leads into the own network.*PRIVATE_HOSTS/,
    );
    expect(asked).toBe(before);
  });

  test('a name that the administrator has listed is called, in whatever case it is written', async () => {
    expect(await statusAt('odoo.oficina.example', ['Odoo.Oficina.example'])).toBe(200);
  });

  test.each(['127.0.0.1', 'localhost', 'companion.localhost', '[::ffff:127.0.0.1]'])(
    '%s says itself where it leads, and is called',
    async (host) => {
      const answer = await statusAt(host);
      // Whether a server listens there is the machine's business; it was not refused.
      expect(String(answer)).not.toMatch(/own network/);
    },
  );

  test.each([
    ...['169.254.169.254', '[::ffff:169.254.169.254]', '2852039166', '0xa9fea9fe'],
    ...['[fe80::1]', '0.0.0.0', '[::]', '224.0.0.1', '255.255.255.255'],
  ])('%s is nobody that a companion has business with', async (host) => {
    const failure: unknown = await send({
      method: 'GET',
      url: `http://${host}/latest/meta-data`,
      timeoutMs: 60_000,
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoAnswer);
    expect(failure).toMatchObject({ timedOut: false, ownHost: expect.any(String) });
  });
});
