import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { doctorSchema } from '../../contract/admin.js';
import { odooConnectionSchema } from '../../contract/odoo-connection.js';
import { cardSchema, odooPreviewSchema } from '../../contract/card.js';
import { adminPaths, widgetPaths } from '../../contract/paths.js';
import { createApp } from '../../backend/src/app.js';
import { deliver, servicesOf, wonLeads } from '../support/won-leads.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let server: Server;
let base: string;
let leadId: number;

beforeAll(async () => {
  world = await openWorld();
  const services = servicesOf(world);
  const verify = () => Promise.resolve({ userId: 1001, isAdmin: true });
  server = createServer(createApp(services, verify, world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  // The check digit of this RNC is wrong, so that the hand-over fails and the preview warns.
  [leadId = 0] = await wonLeads(world, services, [1], { taxId: '131246797', price: 0 });
  await deliver(services, [leadId]);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

async function ask(path: string, language: string, method = 'GET'): Promise<unknown> {
  const url = `${base}${path}?language=${language}`;
  const response = await fetch(url, { method, headers: { 'x-auth-token': 'token' } });
  expect(response.status).toBe(200);
  return response.json();
}

test.each([
  [
    'en',
    ['Customer', 'Opportunity', 'Project', 'Contract', 'History'],
    ['Company', 'Contact', 'RNC or cédula'],
    'Quotation',
    [
      'The sale has no amount: the budget or the product’s price will be used.',
      'The RNC or cédula is not valid. The check digit of the RNC does not match.',
    ],
  ],
  [
    'pt',
    ['Cliente', 'Oportunidade', 'Projeto', 'Contrato', 'Histórico'],
    ['Empresa', 'Contato', 'RNC ou cédula'],
    'Cotação',
    [
      'A venda não tem valor: será usado o orçamento ou o preço do produto.',
      'O RNC ou a cédula não é válido. O dígito verificador do RNC não confere.',
    ],
  ],
] as const)(
  'what would be sent to Odoo is previewed in the language of who asks: %s (R9.1)',
  async (language, titles, labels, kind, warnings) => {
    const path = widgetPaths.odooPreview(leadId);
    const preview = odooPreviewSchema.parse(await ask(path, language));
    expect(titles).toEqual(expect.arrayContaining(preview.sections.map(({ title }) => title)));
    expect(preview.sections.length).toBeGreaterThanOrEqual(4);
    const said = preview.sections.flatMap(({ lines }) => lines.map(({ label }) => label));
    expect(said).toEqual(expect.arrayContaining([...labels]));
    const values = preview.sections.flatMap(({ lines }) => lines.map(({ value }) => value));
    expect(values).toContain(kind);
    expect(preview.warnings).toEqual(warnings);
  },
);

test.each([
  ['en', /^Odoo refused the RNC 1-31-24679-7: its check digit does not match/],
  ['pt', /^O Odoo recusou o RNC 1-31-24679-7: o dígito verificador não confere/],
  ['es', /^Odoo rechazó el RNC 1-31-24679-7: el dígito verificador no coincide/],
] as const)('why a hand-over failed is said in %s to who reads it', async (language, reason) => {
  const { odoo } = cardSchema.parse(await ask(widgetPaths.card(leadId), language));
  expect(odoo).toMatchObject({ kind: 'failed', reason: expect.stringMatching(reason) });
});

test.each([
  ['en', 'Rehearsal of a hand-over', 'Rights on res.partner', 'Sufficient'],
  ['pt', 'Ensaio de uma entrega', 'Permissões sobre res.partner', 'Suficientes'],
] as const)('the doctor tells of Odoo in %s', async (language, rehearsal, rights, found) => {
  const { checks } = doctorSchema.parse(await ask(adminPaths.doctor, language, 'POST'));
  const ofOdoo = checks.filter(({ group }) => group === 'odoo');
  expect(ofOdoo.map(({ name }) => name)).toContain(rehearsal);
  expect(ofOdoo.find(({ name }) => name === rights)).toMatchObject({ state: 'ok', found });
});

test('the connection tells how Odoo is, to administrators (R9.2)', async () => {
  const path = adminPaths.odooConnection;
  const found = odooConnectionSchema.parse(await ask(path, 'en', 'POST'));
  expect(found).toMatchObject({ state: 'connected', transport: 'json2', database: 'sandbox' });
  expect(odooConnectionSchema.parse(await ask(path, 'en'))).toEqual(found);
});
