// A won lead until Odoo has it and Kommo its id: one alone, then a hundred won at the same moment. Odoo's stand-in takes
// 40 ms for a call (a small real one takes 23 to 110), and is asked two at a time; Kommo allows seven calls a second.
import { lead } from '../support/processes.mjs';
import { startBoth } from './start-both.mjs';

const many = 100;
const odooMs = 40;

export async function benchHandOver() {
  const { port, kommoPort, odooPort, companion, stopBoth } = await startBoth();
  try {
    const world = {
      capture: (body) => post(`http://127.0.0.1:${port}/webhooks/leads/direct`, body, 'capture'),
      kommo: caller(kommoPort),
      odoo: caller(odooPort),
    };
    await world.odoo('/sandbox/switches', { latencyMs: odooMs });
    // The companion keeps to Kommo's limits by itself; this script's own looks would use them up.
    await world.kommo('/sandbox/limits', { perSecond: 0, perAccount: 0, blockAfter: 0 });
    // The first hand-over also asks what is asked once: version, fields, language, country, tags.
    await measure(world, { from: 0, count: 1 });
    const one = await measure(world, { from: 1, count: 1 });
    const hundred = await measure(world, { from: 2, count: many });
    const opportunities = await world.odoo('/sandbox/records/crm.lead');
    return {
      'one: from won to the id in Kommo (ms)': one.ms,
      'one: calls to Odoo': one.odooCalls,
      'one: calls to Kommo': one.kommoCalls,
      'one hundred at once (ms)': hundred.ms,
      'each of them (ms)': Math.round(hundred.ms / many),
      'calls to Odoo for each': hundred.odooCalls / many,
      'calls to Kommo for each': hundred.kommoCalls / many,
      'opportunities in Odoo': opportunities.length,
      'of them twice': opportunities.length - new Set(opportunities.map(({ name }) => name)).size,
    };
  } finally {
    await stopBoth();
  }
}

async function measure(world, { from, count }) {
  const before = new Set((await leads(world)).map(({ id }) => id));
  for (let index = from; index < from + count; index += 1) await world.capture(lead(index));
  const arrived = await until(async () => {
    const found = (await leads(world)).filter(({ id }) => !before.has(id));
    return found.length === count && found;
  });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await Promise.all(
    [world.kommo, world.odoo].map((call) => call('/sandbox/requests', undefined, 'DELETE')),
  );
  const startedAt = performance.now();
  await Promise.all(
    arrived.map(({ id }) => world.kommo(`/sandbox/leads/${id}/move`, { won: true })),
  );
  const ids = new Set(arrived.map(({ id }) => id));
  await until(async () => {
    const done = (await leads(world)).filter((one) => ids.has(one.id) && isHandedOver(one));
    return done.length === count;
  });
  const ms = Math.round(performance.now() - startedAt);
  const [odoo, kommo] = [
    await world.odoo('/sandbox/requests'),
    await world.kommo('/sandbox/requests'),
  ];
  const theirs = kommo.filter(({ method, path }) => !(method === 'GET' && path.includes('bench')));
  return { ms, odooCalls: odoo.length, kommoCalls: theirs.length };
}

const isHandedOver = ({ custom_fields_values: values }) =>
  (values ?? []).some(({ field_code: code }) => code === 'ODOO_CUSTOMER_ID');

const look = '/api/v4/leads?limit=250&with=bench';
const leads = async ({ kommo }) => (await kommo(look))?._embedded.leads ?? [];

async function until(probe) {
  for (let waited = 0; waited < 6_000; waited += 1) {
    const found = await probe();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen within five minutes');
}

const caller =
  (port) =>
  (path, body, method = body === undefined ? 'GET' : 'POST') =>
    request(`http://127.0.0.1:${port}${path}`, { body, method });

const post = (url, body, who) => request(url, { body, method: 'POST', token: `sandbox-${who}` });

async function request(url, { body, method, token = 'sandbox-token' }) {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
