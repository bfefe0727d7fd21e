import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startProduct } from './start-product.js';
import type { Ports, Product } from './start-product.js';
import { body, until } from '../support/world.js';
// The page's own report: `window.__sandbox`.
import '../sandbox/host/open-page.js';

const person = body(1);
let browser: Browser;
let ports: Ports;
let product: Product;
let leadId: number;

beforeAll(async () => {
  product = await startProduct();
  ({ browser, ports } = product);
  leadId = await captureLead();
});

afterAll(() => product.stop());

async function ask(url: string, sent?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: sent === undefined ? 'GET' : 'POST',
    headers: {
      // As a person in Kommo's page: the companion keeps its seven calls a second to itself.
      cookie: 'sandbox_user=1001',
      authorization: 'Bearer sandbox-capture',
      'content-type': 'application/json',
    },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

const inKommo = (path: string) => `http://localhost:${ports.kommoPort}${path}`;

/** A lead that came through the companion into the account that it has set up. */
async function captureLead(): Promise<number> {
  await ask(`http://localhost:${ports.port}/webhooks/leads/direct`, person);
  return until('the lead in Kommo', async () => {
    const page = await fetch(inKommo('/leads/list'), {
      headers: { cookie: 'sandbox_user=1001' },
    });
    const id = /data-id="(\d+)"/.exec(await page.text())?.[1];
    return id === undefined ? null : Number(id);
  });
}

const partnerSchema = z.array(z.object({ id: z.number(), vat: z.unknown() }));

async function inOdoo(method: string, sent: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${ports.odooPort}/json/2/res.partner/${method}`, {
    method: 'POST',
    headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
  if (!response.ok) throw new Error(`${method} answered ${response.status}`);
  return response.json();
}

const customers = async () =>
  partnerSchema.parse(
    await inOdoo('search_read', {
      domain: [['name', '=', person.company_name]],
      fields: ['id', 'vat'],
    }),
  );

async function open(user: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'sandbox_user', value: String(user), url: inKommo('') }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(inKommo('/settings/advanced/account_leads?lang=es&theme=light'));
  return page;
}

async function openSection(
  name: string,
): Promise<{ page: Page; shown: ReturnType<Page['locator']> }> {
  const page = await open(1001);
  await page.evaluate(() => window.__sandbox.ready);
  const shown = page.locator('.account-leads [role=tabpanel]');
  await page.click(`[role=tab][data-action="section:${name}"]`);
  return { page, shown };
}

async function close(page: Page): Promise<void> {
  const report = await page.evaluate(() => window.__sandbox.report());
  expect(report.consoleErrors).toEqual([]);
  await page.context().close();
}

test('an administrator sees the connection, and testing it asks Kommo (R9.1)', async () => {
  const { page, shown } = await openSection('connection');
  await shown.locator('.al-facts').nth(1).waitFor();
  expect(await shown.textContent()).toContain('sandbox.kommo.com');
  await page.click('[data-action=test]');
  await shown.getByText('El servidor respondió y aceptó esta cuenta.').waitFor();
  await close(page);
});

test('nothing is left to provision in the account that the companion has set up (R3.1)', async () => {
  const { page, shown } = await openSection('provision');
  await shown.getByText('Nada por cambiar').waitFor();
  expect(await shown.textContent()).toContain('/webhooks/kommo/sandbox-hook/pipeline');
  await close(page);
});

test('the doctor finds nothing wrong, and can be asked again (R9.1)', async () => {
  const { page, shown } = await openSection('doctor');
  await shown.locator('.al-check').first().waitFor();
  await page.click('[data-action=check]');
  await page.waitForSelector('[data-action=check]:not([aria-disabled=true])');
  const text = await shown.textContent();
  expect(text).toContain('0 por corregir');
  expect(text).toContain('Odoo');
  await close(page);
});

test('a hand-over that Odoo refused is read, corrected, planned, replayed and done (R6.2)', async () => {
  await ask(`http://127.0.0.1:${ports.odooPort}/sandbox/faults`, {
    kind: 'validation',
    match: 'res.partner.load',
    times: 1,
  });
  await ask(inKommo(`/sandbox/leads/${leadId}/move`), { won: true });
  const { page, shown } = await openSection('deadLetters');
  const letter = shown.locator('.al-dead-letter');
  await until('the failed work', async () => {
    if ((await letter.count()) > 0) return true;
    await page.click('[data-action=refresh]');
    return null;
  });
  expect(await letter.locator('.al-dead-letter__reason').textContent()).toContain('Odoo');
  await letter.locator('summary').click();
  await letter.locator('[data-field=taxId]').fill('1-31-24568-1');
  await letter.locator('[data-action^="replay-row:"]').click();
  expect(await letter.locator('.al-problem').textContent()).toContain('RNC');
  await letter.locator('[data-field=taxId]').fill('1-31-24568-4');
  await letter.locator('[data-action^="replay-row:"]').click();
  await page.waitForSelector('text=Listo: 1 reintentado.');
  await shown.getByText('No hay trabajo fallido').waitFor();
  await shown.locator('.al-work-history summary').click();
  expect(await shown.locator('.al-work-history').innerText()).toContain('→ 1-31-24568-4');
  expect(await customers()).toEqual([{ id: expect.any(Number), vat: '131245684' }]);
  await close(page);
});

test('a customer deleted in Odoo with its contact is found by the comparison, and made again by its repair', async () => {
  const [customer] = await customers();
  const domain = [['parent_id', '=', customer?.id]];
  const people = partnerSchema.parse(
    await inOdoo('search_read', { domain, fields: ['id', 'vat'] }),
  );
  await inOdoo('unlink', { ids: [...people.map(({ id }) => id), customer?.id] });
  const { page, shown } = await openSection('reconciliation');
  await page.click('[data-action=reconcile]');
  await shown.getByText('El cliente ya no está en Odoo').waitFor();
  await shown.locator('.al-entry [data-action^="repair:"]').click();
  await page.click('[data-part=intent] [data-action=confirm]');
  await until('the customer in Odoo', async () => ((await customers()).length === 1 ? true : null));
  await until('the comparison without a difference', async () => {
    await page.click('[data-action=reconcile]:not([aria-disabled=true])');
    return (await shown.getByText('Todo coincide').count()) > 0 ? true : null;
  });
  await close(page);
});

test('an executive is told whose page this is, and the companion refuses his calls as well', async () => {
  const page = await open(1002);
  await page.getByText('Solo los administradores de la cuenta abren esta página.').waitFor();
  expect(await page.locator('.account-leads').count()).toBe(0);
  await page.context().close();
  const asked = await fetch(
    inKommo('/ajax/v2/integrations/00000000-0000-4000-8000-000000000001/disposable_token'),
    { headers: { cookie: 'sandbox_user=1002', 'x-requested-with': 'XMLHttpRequest' } },
  );
  const { token } = z.object({ token: z.string() }).parse(await asked.json());
  const refused = await fetch(`http://localhost:${ports.port}/widget/v1/admin/connection`, {
    headers: { 'x-auth-token': token },
  });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'admin_only' });
});
