import { adminReader, asAdministrator } from '../../test/bench/cards.mjs';
import { lead } from '../../test/support/processes.mjs';

/**
 * What happened at the firm before the pictures are taken: all of it in the running companion and its stand-ins, through the
 * addresses that real leads, people and vendors use. `compare` compares Kommo with Odoo as an administrator does.
 * @param {{ companion: string, kommo: string, odoo: string }} urls
 */
export async function playScenario(urls, compare) {
  const ask = createAsk(urls);
  // These looks would use the companion's share up.
  await ask.kommo('/sandbox/limits', { perSecond: 0, perAccount: 0, blockAfter: 0 });
  const [asked, wrong, twins, gone, waiting] = await captureAll(urls, ask, people);
  const win = (id) => ask.kommo(`/sandbox/leads/${id}/move`, { won: true });
  const setTaxId = (id, value) =>
    ask.kommo(
      `/api/v4/leads/${id}`,
      { custom_fields_values: [{ field_code: 'TAX_ID', values: [{ value }] }] },
      'PATCH',
    );

  const phone = `/sandbox/phone/${asked}`;
  await until('the welcome', async () => (await ask.kommo(phone)).messages?.length > 0);
  await ask.kommo(phone, { text: 'Sí, en tres almacenes' });

  const proposal = await makeProposal(urls, asked);

  // Two that a person has to decide about: a wrong RNC, and two customers of one RNC.
  await setTaxId(wrong, '1-31-24679-5');
  await win(wrong);
  for (const name of ['Transporte Cibao Norte', 'Transporte Cibao Sur']) {
    await ask.odoo('/json/2/res.partner/create', {
      vals_list: [{ name, is_company: true, vat: '131246796' }],
    });
  }
  await setTaxId(twins, '1-31-24679-6');
  await win(twins);

  // One whose customer was deleted in Odoo after its hand-over.
  await win(gone);
  const customer = await until('the customer in Odoo', async () => (await find(ask, people[3]))[0]);
  // Kommo has the tag a moment before the hand-over ends, and one that has not ended is not compared.
  const read = await adminReader(new URL(urls.kommo).port);
  const look = (path) => read(new URL(urls.companion).port, `/widget/v1/${path}`);
  await until(
    'the end of its hand-over',
    async () => (await look(`leads/${gone}/card`)).odoo.kind === 'done',
  );
  await until(
    'the two in failed work',
    async () => (await look('admin/dead-letters')).items.length >= 2,
  );
  const children = await find(ask, null, [['parent_id', '=', customer]]);
  await ask.odoo('/json/2/res.partner/unlink', { ids: [...children, customer] });
  await compare();

  // And one that was won while Odoo did not answer.
  await ask.odoo('/sandbox/faults', { kind: '502' });
  await win(waiting);
  await until('the hand-over that waits', async () =>
    (await look('admin/waiting')).items.some(({ kommoLeadId }) => kommoLeadId === waiting),
  );
  return { asked, waiting, proposal };
}

/** As its executive makes it from the card; answers its address. */
async function makeProposal({ companion, kommo }, leadId) {
  const path = `${companion}/widget/v1/leads/${leadId}/proposal`;
  const headers = {
    ...(await asAdministrator(new URL(kommo).port)),
    'content-type': 'application/json',
  };
  const { draft } = await (await fetch(path, { headers })).json();
  const body = JSON.stringify({ ...draft, amount: 25_000 });
  const made = await fetch(path, { method: 'POST', headers, body });
  if (made.status !== 201) throw new Error(`The proposal was answered ${made.status}.`);
  return (await made.json()).newest.url;
}

const people = [
  { full_name: 'Altagracia Reyes', company_name: 'Ferretería Quisqueya', budget_range: undefined },
  { full_name: 'Luz Peña', company_name: 'Colmado La Esquina' },
  { full_name: 'José Marte', company_name: 'Transporte Cibao' },
  { full_name: 'Ana Gil', company_name: 'Farmacia Central' },
  { full_name: 'Rosa Díaz', company_name: 'Panadería La Espiga' },
];

async function find(ask, person, domain = [['name', '=', person.company_name]]) {
  const rows = await ask.odoo('/json/2/res.partner/search_read', { domain, fields: ['id'] });
  return rows.map(({ id }) => id);
}

export function createAsk({ kommo, odoo }) {
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
export async function captureAll({ companion }, ask, changes) {
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
