// 1,000 leads waiting: how long until Kommo's stand-in has them, against what its limits allow (7 calls/s, 50 a call); once
// alone and once while somebody opens one card after another, whose calls go first.
import { lead } from '../support/processes.mjs';
import { startBoth } from './start-both.mjs';

import { cardOpener, leadIdsIn } from './cards.mjs';

const leads = 1_000;
const best = (leads / 50 / 7) * 1_000;

/** Kommo asks for this pause by a 429; the leads captured meanwhile wait. */
const pauseSeconds = 8;

export async function benchSend() {
  const named = (figures, when) =>
    Object.fromEntries(Object.entries(figures).map(([what, value]) => [`${when}: ${what}`, value]));
  return {
    ...named(await measure(false), 'alone'),
    ...named(await measure(true), 'beside cards'),
  };
}

async function measure(withCards) {
  const { port, kommoPort, companion, stopBoth } = await startBoth();
  // At the first start the account is provisioned, which takes turns of the same limiter.
  await untilProvisioned(kommoPort);
  await control(kommoPort, 'limits', { retryAfterSeconds: pauseSeconds });
  // Of the companion's own calls: a person's looks are not what rests.
  await control(kommoPort, 'faults', { kind: '429', times: 1, match: '/api/v4/leads/complex' });
  const sending = { isDone: false };
  const cards = withCards ? openCards({ port, kommoPort }, sending) : Promise.resolve([]);
  // Awaited at the end; unheard until then, its failure would end the other measurements too.
  cards.catch(() => undefined);
  await capture(port);
  await untilInKommo(kommoPort);
  sending.isDone = true;
  const opened = await cards;
  const log = await requestLog(kommoPort);
  const calls = log.filter(({ path, status }) => isComplex(path) && status === 200);
  const refs = await kommoRefs(kommoPort);
  await stopBoth();
  const [from, to] = [
    Math.min(...calls.map((call) => Date.parse(call.at))),
    Math.max(...calls.map((call) => Date.parse(call.at) + call.ms)),
  ];
  const ms = to - from;
  const others = log.filter(
    ({ at, path }) => Date.parse(at) >= from && Date.parse(at) <= to && !isComplex(path),
  );
  return {
    'in Kommo, from the first call to the last answer (ms)': Math.round(ms),
    'best its limits allow (ms)': Math.round(best),
    'ratio (goal ≤ 1.5)': Number((ms / best).toFixed(2)),
    'leads/complex calls': calls.length,
    'other calls in that time': `${others.length} (${kindsOf(others)})`,
    'calls a second in that time (at most 7)': Number(
      ((calls.length + others.length) / (ms / 1_000)).toFixed(1),
    ),
    'leads in Kommo': refs.length,
    'of them twice': refs.length - new Set(refs).size,
    ...(withCards && {
      'cards opened meanwhile, one after another': opened.length,
      'longest wait of a card (ms)': Math.round(Math.max(...opened.map(({ ms }) => ms))),
      'of them from what was kept, while Kommo rested': opened.filter(({ isStale }) => isStale)
        .length,
    }),
  };
}

/** Somebody who looks at one card after another while the leads go out. */
async function openCards({ port, kommoPort }, sending) {
  const open = await cardOpener(kommoPort);
  const opened = [];
  while (!sending.isDone) {
    const ids = await leadIdsIn(kommoPort);
    const id = ids[opened.length % ids.length];
    if (id !== undefined) opened.push(await open(port, id));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return opened;
}

async function capture(port) {
  const queue = Array.from({ length: leads }, (_, index) => lead(index));
  const lane = async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      const response = await fetch(`http://127.0.0.1:${port}/webhooks/leads/direct`, {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.status !== 202) throw new Error(`capture answered ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: 50 }, lane));
}

const control = (kommoPort, what, body) =>
  fetch(`http://127.0.0.1:${kommoPort}/sandbox/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function untilProvisioned(kommoPort) {
  for (let waited = 0; waited < 300; waited += 1) {
    const response = await fetch(`http://127.0.0.1:${kommoPort}/api/v4/webhooks`, {
      headers: { cookie: 'sandbox_user=1001' },
    });
    if (response.status === 200 && (await response.json())._embedded.webhooks.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

const isComplex = (path) => path.startsWith('/api/v4/leads/complex');

/** The most frequent first: "142 leads, 61 contacts". */
function kindsOf(calls) {
  const counts = new Map();
  for (const { path } of calls) {
    const kind = path.replace('/api/v4/', '').replace(/\?.*$/u, '').replace(/\/\d+/gu, '/…');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([, one], [, other]) => other - one).slice(0, 6);
  return kinds.map(([kind, count]) => `${count} ${kind}`).join(', ');
}

/** What the companion called: a person's looks in the page are the measurement's own. */
const requestLog = async (kommoPort) => {
  const response = await fetch(`http://127.0.0.1:${kommoPort}/sandbox/requests`);
  const log = await response.json();
  return (Array.isArray(log) ? log : log.requests).filter(
    ({ path, headers }) => path.startsWith('/api/v4/') && headers.authorization !== undefined,
  );
};

async function untilInKommo(kommoPort) {
  const until = performance.now() + 300_000;
  while (performance.now() < until) {
    if ((await kommoRefs(kommoPort)).length >= leads) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the leads did not arrive');
}

/** CAPTURE_REF of every lead in the stand-in's account, read as a person in Kommo's page, who has limits of their own. */
async function kommoRefs(kommoPort) {
  const refs = [];
  for (let page = 1; ; page += 1) {
    const response = await fetch(
      `http://127.0.0.1:${kommoPort}/api/v4/leads?limit=250&page=${page}`,
      {
        headers: { cookie: 'sandbox_user=1001' },
      },
    );
    if (response.status === 204) return refs;
    const { _embedded: embedded } = await response.json();
    for (const { custom_fields_values: fields } of embedded.leads) {
      const ref = fields?.find(({ field_code: code }) => code === 'CAPTURE_REF');
      if (ref !== undefined) refs.push(ref.values[0].value);
    }
    if (embedded.leads.length < 250) return refs;
  }
}
