import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../support/chromium.js';
import { botFile, buttons, finish, match, say, to, waits } from '../sandbox/kommo/bots/bot-file.js';
import { startBotWorld } from '../sandbox/kommo/bots/bot-world.js';
import type { BotWorld } from '../sandbox/kommo/bots/bot-world.js';

/** A person plays the lead on the phone of the sandbox (R4.1, R4.2). */

const axe = readFileSync(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let world: BotWorld;
let leadId: number;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});

beforeEach(async () => {
  world = await startBotWorld();
  leadId = await world.makeLead();
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  await world.kommo.close();
});

afterAll(async () => {
  await browser.close();
});

async function open(path: string, looks: { width?: number; dark?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: looks.width ?? 1280, height: 844 },
    colorScheme: looks.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(world.kommo.url + path);
  return page;
}

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

const steps = {
  '0': {
    question: [say('¿Maneja inventario?', buttons('Sí', 'No'))],
    answer: [
      match(
        [
          { value: 'Sí', step: 1 },
          { value: 'No', step: 1 },
        ],
        1,
      ),
    ],
  },
  '1': { question: [say('¿Su sector?'), waits({ message: 2, timer: [1800, 3] })] },
  '2': { question: [say('Gracias'), finish] },
  '3': { question: [say('¿Sigue ahí?'), finish] },
};

const bubbles = (page: Page, text: string) =>
  page.getByRole('log').getByText(text, { exact: true });

test('by keyboard alone: typed, answered with a button, read with both ticks', async () => {
  const page = await open(`/phone/${leadId}`);
  await page.keyboard.type('Buenas');
  await page.keyboard.press('Enter');
  await bubbles(page, 'Buenas').waitFor();
  await world.run(await world.importBot(steps), leadId);
  await page.getByRole('button', { name: 'Sí', exact: true }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await bubbles(page, '¿Su sector?').waitFor();
  expect(
    await page.getByRole('group', { name: 'Respuestas rápidas' }).getByRole('button').count(),
  ).toBe(0);
  await page.getByRole('textbox', { name: 'Mensaje' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Comercio');
  await page.keyboard.press('Enter');
  await bubbles(page, 'Gracias').waitFor();
  await world.pass(2);
  await page.locator('.bubble.firm.read').nth(2).waitFor();
  expect((await world.messages(leadId)).map(({ state }) => state)).toEqual(Array(6).fill('read'));
});

test('the clock moves on the page: half an hour of silence, then the window’s end', async () => {
  await world.write(leadId, 'Buenas');
  await world.run(await world.importBot({ '0': { question: [to(1)] }, ...omit(steps) }), leadId);
  const page = await open(`/phone/${leadId}`);
  await page.getByText('Ventana abierta hasta').waitFor();
  await page.getByRole('button', { name: '+30 min' }).click();
  await bubbles(page, '¿Sigue ahí?').waitFor();
  await page.getByRole('button', { name: '+24 h' }).click();
  await page.getByText('Ventana cerrada').waitFor();
  await page.getByRole('log').getByText('la empresa solo puede enviarle plantillas').waitFor();
});

const omit = ({ '1': one, '2': two, '3': three }: typeof steps) => ({
  '1': one,
  '2': two,
  '3': three,
});

test('failures are switched on from the page', async () => {
  const page = await open(`/phone/${leadId}`);
  await world.write(leadId, 'Buenas');
  await Promise.all([
    page.waitForResponse('**/manner'),
    page.getByText('El número no está en WhatsApp').click(),
  ]);
  await page.getByText('Lo que no se sabe de Kommo').click();
  const box = page.getByRole('checkbox', { name: 'person-message-stops-bot' });
  await Promise.all([page.waitForResponse('**/sandbox/switches'), box.check()]);
  await world.run(await world.importBot(steps), leadId);
  await page.locator('.bubble.failed').waitFor();
  expect(await page.locator('.bubble.failed').textContent()).toContain('131026');
  const switches = (await world.kommo.get('/sandbox/switches')).body as {
    name: string;
    on: boolean;
  }[];
  expect(switches.find(({ name }) => name === 'person-message-stops-bot')?.on).toBe(true);
});

describe.each([
  ['light', 390],
  ['dark', 390],
  ['light', 1280],
  ['dark', 1280],
] as const)('%s, %i pixels wide', (theme, width) => {
  test('nothing is wider than the page, and axe finds nothing', async () => {
    await world.write(leadId, 'Buenas');
    await world.kommo.post(`/sandbox/phone/${leadId}`, { attachment: 'voice' });
    await world.run(await world.importBot(steps), leadId);
    await world.pass(25 * 3600);
    await world.run(await world.importBot(steps), leadId);
    for (const path of [
      `/phone/${leadId}`,
      '/phone',
      '/sandbox/salesbots',
      '/sandbox/all-switches',
      '/meta',
    ]) {
      const page = await open(path, { width, dark: theme === 'dark' });
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true;
      });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([path, Math.max(0, wide), await violations(page)]).toEqual([path, 0, []]);
    }
  });
});

test('the page of bots imports a file, names each error, and shows what starts a bot', async () => {
  const page = await open('/sandbox/salesbots');
  const source = page.getByRole('textbox', { name: 'Contenido' });
  await source.fill(botFile({ '0': { question: [{ handler: 'ask', params: {} }] } }));
  await page.getByRole('button', { name: 'Importar' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('«ask» es desconocido');
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'bot.json', mimeType: 'application/json' },
    buffer: Buffer.from(botFile(steps, 'Contabilidad')),
  });
  await page.getByRole('button', { name: 'Importar' }).click();
  await page.getByRole('cell', { name: 'Contabilidad' }).waitFor();
  await page
    .locator('[name=occasion]')
    .selectOption({ label: 'Llega un mensaje (una vez al día)' });
  await page.locator('[name=bot_id]').selectOption({ label: 'Contabilidad' });
  await page.getByRole('button', { name: 'Añadir' }).click();
  await page.getByText('cuando llega un mensaje').waitFor();
  await world.write(leadId, 'Hola');
  await world.pass(0);
  expect(await world.received(leadId)).toEqual(['¿Maneja inventario? [Sí|No]']);
});
