import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { startProduct } from './start-product.js';
import type { Ports, Product } from './start-product.js';
import { until } from '../support/world.js';

/** A visitor fills in the form on a phone; the built companion and the sandbox do the rest. */

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
let browser: Browser;
let ports: Ports;
let product: Product;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  product = await startProduct();
  ({ browser, ports } = product);
});
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});
afterAll(() => product.stop());

interface Looks {
  readonly width?: number;
  readonly dark?: boolean;
  readonly javaScriptEnabled?: boolean;
}

async function open(looks: Looks = {}, path = '/form'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: looks.width ?? 390, height: 844 },
    colorScheme: looks.dark ? 'dark' : 'light',
    hasTouch: true,
    javaScriptEnabled: looks.javaScriptEnabled ?? true,
  });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`http://localhost:${ports.port}${path}`);
  return page;
}

const tick = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check();
const forward = (page: Page) => page.locator('button[value="forward"]').click();
const at = (page: Page, step: number) => page.getByText(`Paso ${step} de 3`).waitFor();

/** What is filled in faster than a person types is taken for a robot's. */
const typed = { delay: 45 } as const;

async function fillContact(page: Page, index: number, pace = { delay: 0 }): Promise<string> {
  const company = `Ferretería El Progreso ${index} SRL`;
  await page.getByLabel('Nombre completo').pressSequentially('Carmen Peña', pace);
  await page.getByLabel('Nombre de la empresa').pressSequentially(company, pace);
  await page
    .getByLabel('Correo de la empresa')
    .pressSequentially(`carmen@elprogreso${index}.example`, pace);
  await page.getByLabel('Teléfono con WhatsApp').pressSequentially(`(829) 555-01${index}`, pace);
  await page.locator('#consent').check();
  return company;
}

const leads = z.object({ id: z.number(), name: z.string() });
const list = z.object({ _embedded: z.object({ leads: z.array(leads) }) }).nullable();
const phone = z.object({ messages: z.array(z.object({ from: z.string(), text: z.string() })) });

const ask = async (path: string): Promise<unknown> => {
  const response = await fetch(`http://localhost:${ports.kommoPort}${path}`, {
    headers: { cookie: 'sandbox_user=1001' },
  });
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
};

const inKommo = (company: string) =>
  until(
    `the lead of ${company} in Kommo`,
    async () => {
      const found = list.parse(await ask('/api/v4/leads?limit=250'));
      return found?._embedded.leads.find(({ name }) => name.startsWith(company)) ?? null;
    },
    30_000,
  );

const welcomed = (leadId: number) =>
  until(
    'the welcome on the phone',
    async () => {
      const { messages } = phone.parse(await ask(`/sandbox/phone/${leadId}`));
      return messages.find(({ from }) => from === 'firm') ?? null;
    },
    30_000,
  );

describe.each([
  ['with its script', true],
  ['without a script', false],
])('on a phone, %s', (_how, javaScriptEnabled) => {
  test.each(blueprint.services.map(({ key, label }, index) => [label, key, index] as const))(
    '%s: filled in as a person would, the lead stands in Kommo and its welcome is on the phone (R1.1, R2.3, R2.4)',
    async (label, key, index) => {
      const page = await open({ javaScriptEnabled });
      await tick(page, 'service_type', key);
      await tick(page, 'company_size', '21-50');
      await forward(page);
      await at(page, 2);
      const company = await fillContact(page, (javaScriptEnabled ? 10 : 20) + index, typed);
      await forward(page);
      await at(page, 3);
      const own = blueprint.questions.filter(({ service }) => service === key);
      for (const { key: name, kind, options } of own) {
        if (kind === 'choice') await tick(page, name, options[0]?.key ?? '');
        else await page.locator(`#${name}`).fill(kind === 'number' ? '1,200' : 'Crecer con orden');
      }
      await page.getByRole('button', { name: 'Recibir mi propuesta personalizada' }).click();
      await page.getByRole('heading', { name: '¡Gracias! Recibimos su solicitud' }).waitFor();
      expect(
        await page.getByRole('link', { name: 'Escribirnos por WhatsApp' }).getAttribute('href'),
      ).toContain(`https://wa.me/18095550100?text=Hola%2C%20acabo%20de%20pedir`);
      const lead = await inKommo(company);
      expect(lead.name).toContain(label);
      expect((await welcomed(lead.id)).text).toContain('Carmen');
    },
  );
});

test('late to blame, early to praise: a field is blamed when it is left, and cleared with the key that makes it right (R2.4)', async () => {
  const page = await open();
  await tick(page, 'service_type', 'tax');
  await forward(page);
  await at(page, 2);
  const name = page.getByLabel('Nombre completo');
  await name.pressSequentially('Carmen');
  expect(await page.locator('.problem').count()).toBe(0);
  await name.press('Tab');
  await page.getByText('Falta el nombre completo. Escriba nombre y apellido.').waitFor();
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  await name.press('End');
  await name.pressSequentially(' P');
  expect(await page.locator('.problem').count()).toBe(0);
  await page.getByLabel('Teléfono con WhatsApp').pressSequentially('829 555 0142');
  await page.getByText('Le escribiremos al +1 829-555-0142').waitFor();
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const summary = async (page: Page) => ({
  title: await page.title(),
  lines: await page.locator('#errors li').allTextContents(),
  links: await page
    .locator('#errors a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  html: await page.locator('#errors').innerHTML(),
});

test('a step that lacks something is not sent: a summary has the focus and its links lead to each field (R2.4)', async () => {
  const page = await open();
  await forward(page);
  await page.locator('#errors').waitFor();
  expect(await focused(page)).toBe('errors');
  expect((await summary(page)).lines).toEqual(['Servicio: Falta este dato. Elija un servicio.']);
  await page.locator('#errors a').click();
  expect(await focused(page)).toBe('service_type');
  await tick(page, 'service_type', 'payroll');
  expect(await page.locator('.problem').count()).toBe(0);
  await forward(page);
  await at(page, 2);
  expect(await page.locator('#errors').count()).toBe(0);
  await page.getByLabel('Nombre completo').fill('Carmen');
  await forward(page);
  expect(await focused(page)).toBe('errors');
  await page.locator('#errors a[href="#phone_number"]').press('Enter');
  expect(await focused(page)).toBe('phone_number');
  await at(page, 2);
  expect(await page.getByLabel('Nombre completo').inputValue()).toBe('Carmen');
});

test('what the page refuses by itself stands in its summary in the words of the companion’s (R2.4)', async () => {
  const refusals = await Promise.all(
    [true, false].map(async (javaScriptEnabled) => {
      const page = await open({ javaScriptEnabled });
      await forward(page);
      await page.locator('#errors').waitFor();
      const need = await summary(page);
      await tick(page, 'service_type', 'tax');
      await forward(page);
      await at(page, 2);
      await page.getByLabel('Teléfono con WhatsApp').fill('809-12');
      await forward(page);
      await page.locator('#errors').waitFor();
      return { need, contact: await summary(page) };
    }),
  );
  expect(refusals[0]?.contact.lines).toHaveLength(5);
  expect(refusals[0]).toEqual(refusals[1]);
});

test('the whole form by keyboard alone', async () => {
  const page = await open({ width: 1280 });
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.locator('#service_type').focus();
  await press('Space');
  await page.locator('button[value="forward"]').focus();
  await press('Enter');
  await at(page, 2);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await press('Tab');
  await page.keyboard.type('Carmen Peña');
  await press('Tab');
  await page.keyboard.type('Ferretería El Progreso 40 SRL');
  await press('Tab');
  await page.keyboard.type('carmen@elprogreso40.example');
  await press('Tab');
  await page.keyboard.type('8095550140');
  await press('Tab', 'Tab', 'Tab', 'Space');
  await press('Tab', 'Tab', 'Tab', 'Enter');
  await at(page, 3);
});

test('the browser’s own back button goes a step back and keeps what was typed', async () => {
  const page = await open();
  await tick(page, 'service_type', 'tax');
  await forward(page);
  await at(page, 2);
  await fillContact(page, 41);
  await forward(page);
  await at(page, 3);
  await page.goBack();
  await at(page, 2);
  expect(await page.getByLabel('Nombre completo').inputValue()).toBe('Carmen Peña');
});

test('a companion out of reach loses nothing that was typed: the visitor is told and may press again', async () => {
  const page = await open();
  await tick(page, 'service_type', 'tax');
  await page.context().setOffline(true);
  await forward(page);
  await page.getByText('No hay conexión. Sus respuestas siguen aquí').waitFor();
  await page.context().setOffline(false);
  await forward(page);
  await at(page, 2);
});

test('several services: the one that was ticked first is the main one', async () => {
  const page = await open();
  await tick(page, 'service_type', 'consulting');
  await tick(page, 'service_type', 'accounting');
  await forward(page);
  await at(page, 2);
  const company = await fillContact(page, 42);
  await forward(page);
  await at(page, 3);
  await page.getByRole('button', { name: 'Recibir mi propuesta personalizada' }).click();
  await page.getByRole('heading', { name: '¡Gracias!' }).waitFor();
  expect((await inKommo(company)).name).toContain('Consultoría');
});

test('page, script and style are at most 30 kB gzipped in three requests, all of them ours', async () => {
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  const bodies: (readonly [string, number])[] = [];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => {
    void response.body().then((body) => bodies.push([response.url(), gzipSync(body).length]));
  });
  await page.goto(`http://localhost:${ports.port}/form`, { waitUntil: 'networkidle' });
  expect(new Set(asked.map((url) => new URL(url).pathname))).toEqual(
    new Set(['/form', '/form/assets/form.css', '/form/assets/form.js']),
  );
  expect(asked.every((url) => url.startsWith(`http://localhost:${ports.port}/`))).toBe(true);
  await until('every answer', () => Promise.resolve(bodies.length === 3));
  const total = bodies.reduce((sum, [, size]) => sum + size, 0);
  expect(total).toBeLessThanOrEqual(30_000);
});

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: run } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
    };
    return (await run.run()).violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`),
    );
  });
}

test.each([
  [360, false],
  [360, true],
  [1280, false],
  [1280, true],
])('at %i px, dark: %s, axe finds nothing wrong in any state', async (width, dark) => {
  const page = await open({ width, dark });
  expect(await violations(page)).toEqual([]);
  await forward(page);
  await page.locator('.problem').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await tick(page, 'service_type', 'tax');
  await tick(page, 'service_type', 'payroll');
  await forward(page);
  await at(page, 2);
  await forward(page);
  expect(await violations(page)).toEqual([]);
  await fillContact(page, dark ? 50 : 51);
  await page.getByLabel('RNC o cédula').fill('101001507');
  await forward(page);
  await page.locator('.summary').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors');
  expect(await violations(page)).toEqual([]);
  await forward(page);
  await at(page, 3);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
  await page.getByRole('button', { name: 'Recibir mi propuesta personalizada' }).click();
  await page.getByRole('heading', { name: '¡Gracias!' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`http://localhost:${ports.port}/privacy`);
  expect(await violations(page)).toEqual([]);
});
