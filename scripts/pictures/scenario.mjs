import { lead } from '../../test/support/processes.mjs';

/**
 * What happened at the firm before the pictures are taken: all of it in the running companion and its stand-ins, through the
 * addresses that real leads, people and vendors use.
 * @param {{ companion: string, kommo: string, odoo: string }} urls
 */
export function createScenario(urls) {
  const ask = createAsk(urls);
  const capture = (changes) => captureAll(urls, ask, changes);
  return {
    ask,
    capture,
    win: (id) => ask.kommo(`/sandbox/leads/${id}/move`, { won: true }),
    say: (id, text) => ask.kommo(`/sandbox/phone/${id}`, { text }),
    setTaxId: (id, value) =>
      ask.kommo(
        `/api/v4/leads/${id}`,
        { custom_fields_values: [{ field_code: 'TAX_ID', values: [{ value }] }] },
        'PATCH',
      ),
    odooDown: () => ask.odoo('/sandbox/faults', { kind: '502' }),
    partner: (values) => ask.odoo('/json/2/res.partner/create', { vals_list: [values] }),
  };
}

function createAsk({ kommo, odoo }) {
  const via =
    (base, token) =>
    async (path, sent, method = sent === undefined ? 'GET' : 'POST') => {
      const response = await fetch(base + path, {
        method,
        headers: {
          // As a person in Kommo's page: the companion keeps its seven calls a second to itself.
          cookie: 'sandbox_user=1001',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
      return text === '' ? null : readJson(text);
    };
  return { kommo: via(kommo, 'sandbox-token'), odoo: via(odoo, 'sandbox-odoo') };
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Leads that came through the capture address; their ids in Kommo, in order. */
async function captureAll({ companion }, ask, changes) {
  const known = new Set(await listLeads(ask));
  const ids = [];
  for (const [index, change] of changes.entries()) {
    const response = await fetch(`${companion}/webhooks/leads/direct`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
      body: JSON.stringify({ ...lead(300 + known.size + index), ...change }),
    });
    if (response.status !== 202) throw new Error(`The capture was answered ${response.status}.`);
    const id = await until('the lead in Kommo', async () =>
      (await listLeads(ask)).find((one) => !known.has(one)),
    );
    known.add(id);
    ids.push(id);
  }
  return ids;
}

/** From the page, which costs the account none of its seven requests a second. */
async function listLeads(ask) {
  const page = await ask.kommo('/leads/list');
  return [...page.matchAll(/data-id="(\d+)"/g)].map(([, id]) => Number(id));
}

/** Asks until there is an answer. */
export async function until(what, look) {
  for (let tries = 0; tries < 240; tries += 1) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Waited a minute in vain for ${what}.`);
}
