/**
 * Takes the pictures of docs/ from the built product: `npm run build && node scripts/pictures.mjs`. The card is that of a
 * lead captured by the real companion; the pages for administrators show the invented answers of test/fixtures/admin,
 * so that each state can be seen.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { answerCalls } from '../test/fixtures/admin/answers.mjs';
import {
  companionEnvironment,
  freePort,
  lead,
  sandboxEnvironment,
  start,
  stop,
} from '../test/support/processes.mjs';
import { launchChromium } from './pictures/chromium.mjs';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const looks = [
  { theme: 'light', lang: 'es', name: '' },
  { theme: 'dark', lang: 'es', name: '-dark' },
  { theme: 'light', lang: 'en', name: '-en' },
];
const sections = [
  'connection',
  'doctor',
  'provision',
  'conversations',
  'deadLetters',
  'reconciliation',
];

const dataDir = await mkdtemp(join(tmpdir(), 'account-pictures-'));
const ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
const kommo = `http://localhost:${ports.kommoPort}`;
const companion = `http://localhost:${ports.port}`;
const running = [];
let browser;
try {
  await mkdir(join(docs, 'places'), { recursive: true });
  // The database runs as a user of its own where we are root.
  await chmod(dataDir, 0o755);
  running.push(
    await start(
      'dist/sandbox/main.js',
      sandboxEnvironment({ ...ports, dataDir: join(dataDir, 'sandbox') }),
    ),
  );
  running.push(
    await start('dist/backend/src/main.js', companionEnvironment({ ...ports, dataDir })),
  );
  browser = await launchChromium();
  const leadId = await captureLead();
  for (const look of looks) {
    await takeCard(leadId, look);
    await takeAdmin(look);
    await takeSmallFaces(look);
  }
  await takeStates();
} finally {
  await browser?.close();
  for (const one of running.reverse()) await stop(one);
  await rm(dataDir, { recursive: true, force: true });
}

/** A lead that came through the capture address, scored and written to the stand-in of Kommo. */
async function captureLead() {
  const people = [lead(142), lead(143)];
  for (const person of people) {
    const response = await fetch(`${companion}/webhooks/leads/direct`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
      body: JSON.stringify(person),
    });
    if (response.status !== 202) throw new Error(`The capture was answered ${response.status}.`);
  }
  // The page's list, not the API: the account's seven requests a second are for the companion.
  for (let tries = 0; tries < 120; tries += 1) {
    const page = await fetch(`${kommo}/leads/list`, { headers: { cookie: 'sandbox_user=1001' } });
    const ids = [...(await page.text()).matchAll(/data-id="(\d+)"/g)].map(([, id]) => Number(id));
    if (ids.length >= people.length) return Math.min(...ids);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The leads did not reach the stand-in of Kommo.');
}

async function open(path, { theme, lang }, { width = 1280, height = 800, answers } = {}) {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addCookies([{ name: 'sandbox_user', value: '1001', url: kommo }]);
  if (answers !== undefined) await answerCalls(context, answers);
  const page = await context.newPage();
  await page.goto(`${kommo}${path}?theme=${theme}&lang=${lang}&bar=0`);
  await page.evaluate(() => window.__sandbox.ready);
  return page;
}

/** Kept small: a palette of 128 colours is enough for a page. */
async function save(page, name, options = {}) {
  const bytes = await page.screenshot({ animations: 'disabled', ...options });
  await sharp(bytes)
    .png({ palette: true, colours: 128, compressionLevel: 9 })
    .toFile(join(docs, `${name}.png`));
}

async function takeCard(leadId, look) {
  const page = await open(`/leads/detail/${leadId}`, look, { height: 1000 });
  await page.locator('.account-leads .al-total__number').waitFor();
  await save(page, `card${look.name}`);
  await page.context().close();
}

async function takeAdmin(look) {
  const page = await open('/settings/advanced/account_leads', look, { width: 1120, answers: {} });
  for (const section of sections) {
    await page.click(`[role=tab][data-action="section:${section}"]`);
    await page.locator(`[data-section=${section}] .al-title`).first().waitFor();
    await save(page, `places/${section}${look.name}`, { fullPage: true });
  }
  await page.context().close();
}

async function takeSmallFaces(look) {
  const size = { width: 1120, height: 760, answers: {} };
  const settings = await open('/settings/widgets', look, size);
  await settings.click('.js-widget-tile');
  await settings.click('.account-leads [data-action=test]');
  await settings.waitForSelector('.al-result_good');
  await save(settings, `places/settings${look.name}`);
  await settings.context().close();

  const pipeline = await open('/settings/pipeline/leads', look, size);
  await pipeline.click('.js-dp-add >> nth=0');
  await pipeline.waitForSelector('.dp-tile .account-leads select');
  await save(pipeline, `places/pipeline${look.name}`, { fullPage: true });
  await pipeline.context().close();

  const bot = await open('/settings/salesbot', look, { ...size, height: 520 });
  await bot.click('.js-bot-add');
  await bot.waitForSelector('.bot-step__exit');
  await bot.waitForSelector('.bot-step .account-leads');
  await save(bot, `places/salesbot${look.name}`);
  await bot.context().close();

  const list = await open('/leads/list', look, { ...size, height: 420 });
  for (const box of await list.locator('.js-list-row__check').all()) await box.check();
  await list.click('.js-list-more');
  await list.click('.js-list-action');
  await list.waitForSelector('.host-toast');
  await save(list, `places/list${look.name}`);
  await list.context().close();
}

/** The states that the page passes through: loading, empty, failed, stale, asking, running, on a phone. */
async function takeStates() {
  const look = looks[0];
  const path = '/settings/advanced/account_leads';
  const down = {
    status: 503,
    body: { code: 'kommo_unreachable', requestId: '6f2c9d10-4b7e-4f0a' },
  };
  const never = () => new Promise(() => {});
  const states = [
    ['loading', { '/widget/v1/admin/doctor': never }, 'doctor', '.al-skeleton'],
    ['failed', { '/widget/v1/admin/doctor': down }, 'doctor', '.al-notice'],
    [
      'empty',
      { '/widget/v1/admin/dead-letters': { items: [], total: 0, alert: null } },
      'deadLetters',
      '.al-notice',
    ],
    [
      'refused',
      {
        '/widget/v1/admin/connection': {
          status: 403,
          body: { code: 'admin_only', requestId: '1' },
        },
      },
      null,
      '.al-notice',
    ],
  ];
  for (const [name, answers, section, shown] of states) {
    const page = await open(path, look, { width: 1120, height: 520, answers });
    if (section !== null) await page.click(`[role=tab][data-action="section:${section}"]`);
    await page.locator(`.account-leads ${shown}`).first().waitFor();
    await save(page, `places/state-${name}`);
    await page.context().close();
  }
  const phone = await open(path, look, { width: 390, height: 844, answers: {} });
  await phone.click('[role=tab][data-action="section:deadLetters"]');
  await phone.check('[data-action="select:letter-1"]');
  await phone.click('.al-dead-letter >> nth=0 >> summary');
  await phone.fill('[data-field=vat]', '1-31-24568-1');
  await phone.click('[data-action=replay]');
  await phone.waitForSelector('[data-part=intent]');
  await save(phone, 'places/state-confirm', { fullPage: true });
  await phone.context().close();
}
