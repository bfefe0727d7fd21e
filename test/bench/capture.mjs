// Durable capture against a bare Express handler that parses the same body: the same load, turn by turn.
import autocannon from 'autocannon';
import {
  companionEnvironment,
  freePort,
  lead,
  median,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';

const rounds = 5;
const seconds = 5;

export async function benchCapture() {
  const [barePort, port, nobody] = [await freePort(), await freePort(), await freePort()];
  const bare = await start('test/bench/bare-server.mjs', { PORT: String(barePort) });
  // Kommo is down, so that only the capture is measured: leads wait.
  const companion = await start('dist/backend/src/main.js', {
    ...companionEnvironment({
      port,
      kommoPort: nobody,
      odooPort: nobody,
      dataDir: temporaryFolder(),
    }),
    LOG_LEVEL: 'silent',
  });
  const many = { bare: [], companion: [] };
  await load(barePort, 50, 2);
  await load(port, 50, 2);
  for (let round = 0; round < rounds; round += 1) {
    many.bare.push(await load(barePort, 50, seconds));
    many.companion.push(await load(port, 50, seconds));
  }
  const one = await load(port, 1, seconds);
  await stop(companion);
  await stop(bare);
  const rate = (results) => median(results.map(({ requests }) => requests.average));
  return {
    'bare Express, 50 connections (req/s)': Math.round(rate(many.bare)),
    'durable capture, 50 connections (req/s)': Math.round(rate(many.companion)),
    'ratio (goal ≥ 0.8)': Number((rate(many.companion) / rate(many.bare)).toFixed(2)),
    'p99 at 50 connections, ms (goal < 100)': median(
      many.companion.map(({ latency }) => latency.p99),
    ),
    'p50 at 1 connection, ms (goal < 5)': one.latency.p50,
    'answers that were not 202': many.companion.reduce(
      (sum, { non2xx, errors }) => sum + non2xx + errors,
      0,
    ),
  };
}

let index = 0;

function load(port, connections, duration) {
  return autocannon({
    url: `http://127.0.0.1:${port}/webhooks/leads/direct`,
    method: 'POST',
    connections,
    duration,
    headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          body: JSON.stringify(lead((index += 1) % 10_000)),
        }),
      },
    ],
  });
}
