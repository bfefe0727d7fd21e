// kill -9 every other second for a minute, under 35 captures a second: what is lost, what is double, what is given up.
import {
  companionEnvironment,
  freePort,
  lead,
  sandboxEnvironment,
  spawnAgain,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';
import { adminReader } from './cards.mjs';

const seconds = Number(process.env.SECONDS ?? 60);
const kills = seconds / 2;
const perSecond = 35;
const longestWaitMs = 240_000;

export async function benchKills() {
  const ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
  const environment = companionEnvironment({ ...ports, dataDir: temporaryFolder() });
  const sandbox = await start(
    'dist/sandbox/main.js',
    sandboxEnvironment({ ...ports, dataDir: temporaryFolder() }),
  );
  let companion = await start('dist/backend/src/main.js', environment);
  await untilProvisioned(ports.kommoPort);

  const captures = captureAll(ports.port);
  let killed = 0;
  for (; killed < kills; killed += 1) {
    await pause(2_000);
    const gone = new Promise((end) => companion.child.once('exit', end));
    companion.child.kill('SIGKILL');
    await gone;
    companion = spawnAgain('dist/backend/src/main.js', environment);
  }
  const acknowledged = await captures;
  const startedAt = performance.now();
  const { refs, letters } = await settled({ ...ports, wanted: acknowledged.size });
  await stop(companion);
  await stop(sandbox);

  const distinct = new Set(refs);
  return {
    'kills in a minute of captures': `${killed} in ${seconds} s`,
    'captures acknowledged': acknowledged.size,
    'in Kommo': distinct.size,
    'of the acknowledged not in Kommo (goal 0)': [...acknowledged].filter((id) => !distinct.has(id))
      .length,
    'of them twice (goal 0)': refs.length - distinct.size,
    'dead letters (goal 0)': letters.total,
    'their codes': JSON.stringify(codesOf(letters)),
    'from the last kill until all was there (s)': Math.round(
      (performance.now() - startedAt) / 1000,
    ),
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function codesOf({ items }) {
  const counts = {};
  for (const { code, step } of items)
    counts[`${step} ${code}`] = (counts[`${step} ${code}`] ?? 0) + 1;
  return counts;
}

/** As a form with a key of its own sends: again, until it is told that the lead is stored. */
async function captureAll(port) {
  const acknowledged = new Set();
  const sending = [];
  const begin = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await pause(Math.max(0, begin + (index / perSecond) * 1_000 - performance.now()));
    sending.push(deliver(port, index).then((id) => acknowledged.add(id)));
  }
  await Promise.all(sending);
  return acknowledged;
}

async function deliver(port, index) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/leads/direct`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sandbox-capture',
        'content-type': 'application/json',
        'idempotency-key': `kill ${index}`,
      },
      body: JSON.stringify(lead(index)),
    })
      .then(async (response) => (response.status === 202 ? response.json() : null))
      .catch(() => null);
    if (answer !== null) return answer.captureId;
    await pause(250);
  }
}

/** Until Kommo has as many leads as were acknowledged, or what is missing stands among the failed work. */
async function settled({ port, kommoPort, wanted }) {
  const read = await adminReader(kommoPort);
  const until = performance.now() + longestWaitMs;
  for (;;) {
    await pause(2_000);
    const refs = await refsIn(kommoPort);
    const letters = await read(port, '/widget/v1/admin/dead-letters?limit=250').catch(() => null);
    const there = new Set(refs).size + (letters?.total ?? 0) >= wanted;
    if (letters !== null && (there || performance.now() > until)) return { refs, letters };
  }
}

async function untilProvisioned(kommoPort) {
  for (let waited = 0; waited < 600; waited += 1) {
    const response = await asPerson(kommoPort, '/api/v4/webhooks');
    if (response.status === 200 && (await response.json())._embedded.webhooks.length > 0) break;
    await pause(100);
  }
  await pause(3_000);
}

const asPerson = (kommoPort, path) =>
  fetch(`http://127.0.0.1:${kommoPort}${path}`, { headers: { cookie: 'sandbox_user=1001' } });

async function refsIn(kommoPort) {
  const refs = [];
  for (let page = 1; ; page += 1) {
    const response = await asPerson(kommoPort, `/api/v4/leads?limit=250&page=${page}`);
    if (response.status === 204) return refs;
    for (const { custom_fields_values: fields } of (await response.json())._embedded.leads) {
      const ref = fields?.find(({ field_code: code }) => code === 'CAPTURE_REF');
      if (ref !== undefined) refs.push(ref.values[0].value);
    }
  }
}
