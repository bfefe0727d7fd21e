// 1,000 leads waiting: how long until Kommo's stand-in has them, against what its limits allow (7 calls/s, 50 a call).
import {
  companionEnvironment,
  freePort,
  lead,
  sandboxEnvironment,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';

const leads = 1_000;
const best = (leads / 50 / 7) * 1_000;

export async function benchSend() {
  const [port, kommoPort, odooPort] = [await freePort(), await freePort(), await freePort()];
  const ports = { port, kommoPort, odooPort, dataDir: temporaryFolder() };
  const sandbox = await start(
    'dist/sandbox/main.js',
    sandboxEnvironment({ ...ports, dataDir: temporaryFolder() }),
  );
  const companion = await start('dist/backend/src/main.js', companionEnvironment(ports));
  const startedAt = performance.now();
  await capture(port);
  const capturedAt = performance.now();
  await untilInKommo(kommoPort);
  const ms = performance.now() - startedAt;
  const calls = await complexCalls(kommoPort);
  const refs = await kommoRefs(kommoPort);
  await stop(companion);
  await stop(sandbox);
  return {
    'captured (ms)': Math.round(capturedAt - startedAt),
    'in Kommo, from the first capture (ms)': Math.round(ms),
    'best its limits allow (ms)': Math.round(best),
    'ratio (goal ≤ 1.5)': Number((ms / best).toFixed(2)),
    'leads/complex calls': calls,
    'leads in Kommo': refs.length,
    'of them twice': refs.length - new Set(refs).size,
  };
}

async function capture(port) {
  const queue = Array.from({ length: leads }, (_, index) => lead(index));
  const worker = async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      const response = await fetch(`http://127.0.0.1:${port}/webhooks/leads/direct`, {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.status !== 202) throw new Error(`capture answered ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: 50 }, worker));
}

const complexRequests = async (kommoPort) => {
  const response = await fetch(`http://127.0.0.1:${kommoPort}/sandbox/requests`);
  const log = await response.json();
  return (Array.isArray(log) ? log : log.requests).filter(({ path }) =>
    path.startsWith('/api/v4/leads/complex'),
  );
};

async function untilInKommo(kommoPort) {
  for (let waited = 0; waited < 600; waited += 1) {
    if ((await kommoRefs(kommoPort)).length >= leads) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the leads did not arrive');
}

const complexCalls = async (kommoPort) => (await complexRequests(kommoPort)).length;

/** CAPTURE_REF of every lead in the stand-in's account. */
async function kommoRefs(kommoPort) {
  const response = await fetch(`http://127.0.0.1:${kommoPort}/sandbox/leads`);
  const all = await response.json();
  return all.flatMap(({ custom_fields_values: values }) =>
    (values ?? [])
      .filter(({ field_code: code }) => code === 'CAPTURE_REF')
      .map(({ values: [first] }) => first.value),
  );
}
