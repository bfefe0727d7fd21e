import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startProduct } from './start-product.js';
import type { Ports, Product } from './start-product.js';
import { body, until } from '../support/world.js';
// The page's own report: `window.__sandbox`.
import '../sandbox/host/open-page.js';

/** What a stranger types into a form is read by executives, by administrators and by the person itself: as text, everywhere. */

declare global {
  interface Window {
    hostile?: string;
  }
}

const mark = 'Peña-Quiñones';
const run = (where: string) => `window.hostile='${where}'`;
const markup = (where: string) =>
  `${mark} <img src=x onerror="${run(where)}"><script>${run(where)}</script>"'><svg/onload=${run(where)}>`;

const asker = body(1, {
  full_name: markup('name'),
  company_name: `=HYPERLINK("http://x.example") ${markup('company')}`,
  industry_sector: markup('sector'),
  current_situation: markup('situation'),
  budget_range: markup('budget'),
  position: markup('position'),
  utm_campaign: markup('campaign'),
  utm_content: 'javascript:window.hostile=1',
  something_else: markup('unknown'),
});

let browser: Browser;
let ports: Ports;
let product: Product;

beforeAll(async () => {
  product = await startProduct();
  ({ browser, ports } = product);
});

afterAll(() => product.stop());

const inKommo = (path: string) => `http://localhost:${ports.kommoPort}${path}`;

async function ask(url: string, sent?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: sent === undefined ? 'GET' : 'POST',
    headers: {
      cookie: 'sandbox_user=1001',
      ...(url.includes('/webhooks/') ? { authorization: 'Bearer sandbox-capture' } : {}),
      'content-type': 'application/json',
    },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

async function open(url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'sandbox_user', value: '1001', url: inKommo('') }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  return page;
}

/** Nothing of it ran, and nothing of it became an element. */
async function expectText(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: window.hostile ?? null,
    elements: document.querySelectorAll(
      'img[src="x"], [onerror], svg[onload], a[href^="javascript:"]',
    ).length,
  }));
  expect({ where, ...found }).toEqual({ where, ran: null, elements: 0 });
}

const leadList = z
  .object({ _embedded: z.object({ leads: z.array(z.object({ id: z.number() })) }) })
  .nullable();

async function captureLead(): Promise<number> {
  await ask(`http://localhost:${ports.port}/webhooks/leads/direct`, asker);
  return until('the lead in Kommo', async () => {
    const list = leadList.parse(await ask(inKommo('/api/v4/leads?limit=250')));
    return list?._embedded.leads[0]?.id ?? null;
  });
}

async function openCard(leadId: number): Promise<Page> {
  const card = await open(inKommo(`/leads/detail/${leadId}?theme=light&lang=es`));
  await card.locator('.al-total__number').waitFor();
  return card;
}

async function moveToProposal(leadId: number): Promise<void> {
  const card = await openCard(leadId);
  await card.selectOption('[name="lead[STATUS]"]', { label: 'Propuesta' });
  const saved = card.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.ok(),
  );
  await card.click('#save_and_close_contacts_link [type=submit]');
  await saved;
  await card.context().close();
}

test(
  'markup, formulas and scripts in what a stranger sends are text on phone, card, proposal, each part of the page and the export of a person (R8.2)',
  async () => {
    const leadId = await captureLead();
    const phone = await open(inKommo(`/phone/${leadId}`));
    await phone.getByRole('log').getByText('Recibimos tu solicitud').waitFor();
    await phone.getByRole('textbox', { name: 'Mensaje' }).fill(markup('message'));
    await phone.keyboard.press('Enter');
    await phone.locator('.bubble.lead').first().waitFor();
    await expectText(phone, 'phone');
    await phone.context().close();

    // What is agreed is text as well, in the executive's panel and on the client's page.
    await moveToProposal(leadId);
    const card = await openCard(leadId);
    await card.locator("[data-part='conversation']", { hasText: mark }).waitFor();
    await card.locator('[data-action="proposal"]').click();
    await card.locator('[data-form="proposal-send"] [name="amount"]').fill('45000');
    await card.locator('[data-form="proposal-send"] [name="greeting"]').fill(markup('greeting'));
    await card.locator('[data-action="proposal-send"]').click();
    const link = card.locator('[data-part="proposal"] a', { hasText: 'Ver' });
    const url = ((await link.getAttribute('href')) ?? '').replace('#vista', '');
    await expectText(card, 'card');
    await card.context().close();
    const client = await open(url);
    await client.getByText(mark).first().waitFor();
    await expectText(client, 'proposal');
    await client.locator('summary', { hasText: 'Quiero cambiar algo' }).click();
    await client.locator('#wish').fill(markup('wish'));
    await client.locator('button[value="change"]').click();
    await client.getByText('Gracias. Su ejecutivo revisa').waitFor();
    await expectText(client, 'answered proposal');
    await client.context().close();

    // Refused by Odoo: failed work names the lead.
    await ask(`http://127.0.0.1:${ports.odooPort}/sandbox/faults`, {
      ...{ kind: 'validation', match: 'res.partner.load' },
    });
    await ask(inKommo(`/sandbox/leads/${leadId}/move`), { won: true });
    await walkThePage();
  },
  5 * 60_000,
);

async function walkThePage(): Promise<void> {
  const page = await open(inKommo('/settings/advanced/account_leads?lang=es&theme=light'));
  await page.evaluate(() => window.__sandbox.ready);
  const shown = page.locator('.account-leads [role=tabpanel]');
  const openSection = (name: string) => page.click(`[role=tab][data-action="section:${name}"]`);

  await openSection('deadLetters');
  const letter = shown.locator('.al-dead-letter');
  await until('the failed work', async () => {
    if ((await letter.count()) > 0) return true;
    await page.click('[data-action=refresh]');
    return null;
  });
  await letter.locator('summary').click();
  await letter.getByText(mark).first().waitFor();

  await openSection('story');
  await shown.locator('[name=find]').fill(mark);
  await page.keyboard.press('Enter');
  await shown.locator('[data-action^="lead:"]').first().click();
  await shown.locator('.al-story__event', { hasText: mark }).first().waitFor();

  await openSection('persons');
  await shown.locator('input[type=search]').fill(asker.email);
  await page.keyboard.press('Enter');
  await shown.getByText(mark).first().waitFor();
  const saved = page.waitForEvent('download');
  await page.click('[data-action="person-export:page"]');
  const readable = await browser.newPage();
  await readable.setContent(readFileSync(await (await saved).path(), 'utf8'));
  expect(await readable.locator('body').innerText()).toContain(mark);
  await expectText(readable, 'readable export');
  await readable.close();

  const tabs = page.locator('[role=tab][data-action^="section:"]');
  const names = await tabs.evaluateAll((all) =>
    all.map((tab) => (tab.getAttribute('data-action') ?? '').replace('section:', '')),
  );
  expect(names).toHaveLength(19);
  for (const name of names) {
    await openSection(name);
    await page.waitForLoadState('networkidle');
    await expectText(page, name);
  }
  const report = await page.evaluate(() => window.__sandbox.report());
  expect(report.consoleErrors).toEqual([]);
  await page.context().close();
}
