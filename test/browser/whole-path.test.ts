import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startProduct } from './start-product.js';
import type { Ports, Product } from './start-product.js';
import { body, until } from '../support/world.js';

let browser: Browser;
let ports: Ports;
let product: Product;

beforeAll(async () => {
  product = await startProduct();
  ({ browser, ports } = product);
});

afterAll(() => product.stop());

const kommo = (path: string, init?: { readonly method: string; readonly body?: unknown }) =>
  ask(`http://localhost:${ports.kommoPort}${path}`, init);

async function ask(
  url: string,
  { method, body: sent }: { method: string; body?: unknown } = { method: 'GET' },
) {
  const response = await fetch(url, {
    method,
    // As a person in Kommo's page: the companion keeps its seven calls a second to itself.
    headers: { cookie: 'sandbox_user=1001', 'content-type': 'application/json' },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  return text === '' ? null : (JSON.parse(text) as unknown);
}

async function capture(index: number): Promise<string> {
  const response = await fetch(`http://localhost:${ports.port}/webhooks/leads/direct`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
    body: JSON.stringify(body(index)),
  });
  expect(response.status).toBe(202);
  return z.object({ captureId: z.uuid() }).parse(await response.json()).captureId;
}

const leadList = z
  .object({
    _embedded: z.object({
      leads: z.array(
        z.object({
          id: z.number(),
          custom_fields_values: z.array(
            z.object({ field_code: z.string(), values: z.array(z.object({ value: z.unknown() })) }),
          ),
        }),
      ),
    }),
  })
  .nullable();

/** The lead's id in Kommo, once it is there. */
const arrived = (captureId: string) =>
  until('the lead in Kommo', async () => {
    const list = leadList.parse(await kommo('/api/v4/leads?limit=250'));
    const lead = list?._embedded.leads.find(({ custom_fields_values: fields }) =>
      fields.some(({ values }) => values[0]?.value === captureId),
    );
    return lead?.id ?? null;
  });

const fieldOf = async (leadId: number, code: string) => {
  const lead = leadList
    .unwrap()
    .shape._embedded.shape.leads.element.parse(await kommo(`/api/v4/leads/${leadId}`));
  return (
    lead.custom_fields_values.find((field) => field.field_code === code)?.values[0]?.value ?? null
  );
};

async function openCard(leadId: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`http://localhost:${ports.kommoPort}/leads/detail/${leadId}?theme=light&lang=es`);
  await page.locator('.al-total__number').waitFor();
  return page;
}

/** How many customers and opportunities Odoo has that came from Kommo. */
async function inOdoo(model: string, domain: unknown) {
  const response = await fetch(`http://127.0.0.1:${ports.odooPort}/json/2/${model}/search_count`, {
    method: 'POST',
    headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
    body: JSON.stringify({ domain }),
  });
  return z.number().parse(await response.json());
}

const opportunitiesOf = (leadId: number) =>
  inOdoo('crm.lead', [['referred', '=', `Kommo lead ${leadId}`]]);

test('a posted lead is scored, stands in Kommo, and its card explains the score in the packed widget (R1.2, R2.5, R9.1)', async () => {
  const leadId = await arrived(await capture(1));
  const page = await openCard(leadId);
  const text = await page.locator("[data-part='lines']").innerText();
  const lines = [...text.matchAll(/\+(\d+) de \d+/g)].map(([, points]) => Number(points));
  const shown = Number(await page.locator('.al-total__number').innerText());
  expect(lines).toHaveLength(7);
  expect(lines.reduce((sum, points) => sum + points, 0)).toBe(shown);
  expect(shown).toBe(Number(await fieldOf(leadId, 'LEAD_SCORE')));
  await page.close();
});

test('"Enviar a Odoo" pressed twice makes one customer and one opportunity, and the panel links to it (R5.5)', async () => {
  const leadId = await arrived(await capture(2));
  const page = await openCard(leadId);
  const panel = page.locator("[data-part='odoo']");
  await page.locator("[data-action='odoo']").click();
  // The lead is not won yet, so the card asks first.
  await panel.locator("[name='reason']").fill('El contrato ya está firmado');
  await panel.locator("[data-action='odoo-yes']").dblclick();
  const link = panel.getByRole('link', { name: 'Abrir en Odoo' });
  await link.waitFor();
  const customerId = await fieldOf(leadId, 'ODOO_CUSTOMER_ID');
  expect(await link.getAttribute('href')).toContain(
    `id=${JSON.stringify(customerId).replaceAll('"', '')}&`,
  );
  expect(await inOdoo('res.partner', [['name', '=', body(2).company_name]])).toBe(1);
  expect(await opportunitiesOf(leadId)).toBe(1);
  await page.close();
});

test('a lead moved to "Ganado" is handed over, though the companion is killed on the way (R1.6)', async () => {
  const leadId = await arrived(await capture(3));
  await ask(`http://127.0.0.1:${ports.odooPort}/sandbox/faults`, {
    method: 'POST',
    body: { kind: 'slow', delayMs: 1_500, match: 'crm.lead.*', times: 1 },
  });
  await kommo(`/sandbox/leads/${leadId}/move`, { method: 'POST', body: { won: true } });
  await until(
    'the customer in Odoo',
    async () => (await inOdoo('res.partner', [['name', '=', body(3).company_name]])) === 1,
  );
  product.killCompanion();
  await product.startCompanion();
  await until('the customer id in Kommo', () => fieldOf(leadId, 'ODOO_CUSTOMER_ID'));
  expect(await inOdoo('res.partner', [['name', '=', body(3).company_name]])).toBe(1);
  expect(await opportunitiesOf(leadId)).toBe(1);
});

test('a companion that was stopped finds its data again', async () => {
  const captureId = await capture(4);
  const leadId = await arrived(captureId);
  await product.stopCompanion();
  await product.startCompanion();
  const page = await openCard(leadId);
  expect(Number(await page.locator('.al-total__number').innerText())).toBe(
    Number(await fieldOf(leadId, 'LEAD_SCORE')),
  );
  await page.close();
});
