/**
 * Takes the pictures of docs/ from the running product: `npm run pictures`. What they show happened in the companion and its
 * stand-ins before (`pictures/scenario.mjs`); only what lasts a moment (loading, a cut line) is made in the browser.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import {
  companionEnvironment,
  freePort,
  sandboxEnvironment,
  start,
  stop,
} from '../test/support/processes.mjs';
import { launchChromium } from './pictures/chromium.mjs';
import { takeConversation } from './pictures/conversation.mjs';
import { playScenario } from './pictures/scenario.mjs';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const looks = [
  { theme: 'light', lang: 'es', name: '' },
  { theme: 'dark', lang: 'es', name: '-dark' },
  { theme: 'light', lang: 'en', name: '-en' },
];
/** Without "Copias", which names a folder of the machine it runs on. */
const sections = [
  'connection',
  'doctor',
  'provision',
  'conversations',
  'team',
  'flow',
  'health',
  'sources',
  'story',
  'analytics',
  'refinement',
  'persons',
  'deliveries',
  'waiting',
  'deadLetters',
  'reconciliation',
  'audit',
];
const adminPath = '/settings/advanced/account_leads';

const dataDir = await mkdtemp(join(tmpdir(), 'account-pictures-'));
const ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
const kommo = `http://localhost:${ports.kommoPort}`;
const urls = {
  kommo,
  companion: `http://localhost:${ports.port}`,
  odoo: `http://127.0.0.1:${ports.odooPort}`,
};
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
  const empty = await open(adminPath, looks[0], { width: 1120, height: 520 });
  await takeSection(empty, 'deadLetters', 'places/state-empty');
  await empty.context().close();
  const leads = await playScenario(urls, compare);
  await changeTeam();
  for (const look of looks) {
    await takeCard(leads.asked, look, 'card');
    await takeAdmin(look);
    await takeSmallPlaces(look);
  }
  await takeProposal(leads.proposal);
  await takeCard(leads.waiting, looks[0], 'card-waiting');
  await takeStates();
  await takeConversation(browser, urls, docs);
} finally {
  await browser?.close();
  for (const one of running.reverse()) await stop(one);
  await rm(dataDir, { recursive: true, force: true });
}

async function open(path, { theme, lang }, { width = 1280, height = 800 } = {}) {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addCookies([{ name: 'sandbox_user', value: '1001', url: kommo }]);
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

async function takeCard(leadId, look, name) {
  const page = await open(`/leads/detail/${leadId}`, look, { height: 1100 });
  await page.locator('.account-leads .al-total__number').waitFor();
  await save(page, `${name}${look.name}`);
  await page.context().close();
}

async function takeSection(page, section, name) {
  await page.click(`[role=tab][data-action="section:${section}"]`);
  const shown = page.locator(`[data-section=${section}]`);
  await shown.locator('.al-title, .al-notice').first().waitFor();
  if (section === 'deadLetters') {
    // The first one as it is corrected, and who decided what.
    for (const summary of ['.al-dead-letter summary', '.al-work-history summary']) {
      const first = shown.locator(summary).first();
      if ((await first.count()) > 0) await first.click();
    }
  }
  if (section === 'story') {
    await shown.locator('[name=find]').fill('Quisqueya');
    await page.keyboard.press('Enter');
    await shown.locator('[data-action^="lead:"]').first().click();
    await shown.locator('.al-story__event').first().waitFor();
  }
  // The list of deliveries goes on for pages.
  await save(page, name, { fullPage: section !== 'deliveries' });
}

async function takeAdmin(look) {
  const page = await open(adminPath, look, { width: 1120 });
  for (const section of sections) await takeSection(page, section, `places/${section}${look.name}`);
  await page.context().close();
}

/** Compares Kommo with Odoo as an administrator does. */
async function compare() {
  const page = await open(adminPath, looks[0]);
  await page.click('[role=tab][data-action="section:reconciliation"]');
  await page.click('[data-action=reconcile]');
  await page.locator('.al-entry').first().waitFor({ timeout: 60_000 });
  await page.context().close();
}

/** An administrator who takes an executive out for a while: it stands in the team and in the record. */
async function changeTeam() {
  const page = await open(adminPath, looks[0]);
  await page.click('[role=tab][data-action="section:team"]');
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('[data-action^="team:active:"]').first().click();
  await saved;
  await page.context().close();
}

/** A proposal as its client sees it, on a telephone. */
async function takeProposal(url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'es' });
  const page = await context.newPage();
  await page.goto(url);
  await save(page, 'places/proposal', { fullPage: true });
  await context.close();
}

async function takeSmallPlaces(look) {
  const size = { width: 1120, height: 760 };
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

  const list = await open('/leads/list', look, { ...size, height: 480 });
  for (const box of await list.locator('.js-list-row__check').all()) await box.check();
  await list.click('.js-list-more');
  await list.click('.js-list-action');
  await list.waitForSelector('.modal-body [data-part=calls] a[data-lead]');
  await save(list, `places/list${look.name}`);
  await list.context().close();
}

/** The states that the page passes through: asking, loading and cut off. */
async function takeStates() {
  const look = looks[0];
  const phone = await open(adminPath, look, { width: 390, height: 844 });
  await phone.selectOption('[data-choose=section]', 'deadLetters');
  await phone.locator('[data-action^="discard:"]').nth(1).click();
  await phone.waitForSelector('[data-part=intent]');
  await save(phone, 'places/state-confirm', { fullPage: true });
  await phone.context().close();

  for (const [name, answer] of [
    ['loading', () => new Promise(() => {})],
    ['failed', (route) => route.abort()],
  ]) {
    const page = await open(adminPath, look, { width: 1120, height: 760 });
    await page.locator('.account-leads .al-facts').first().waitFor();
    await page.route('**/widget/v1/**', answer);
    // One that the page does not read by itself as it opens.
    await page.click('[role=tab][data-action="section:team"]');
    await page
      .locator(`.account-leads ${name === 'loading' ? '.al-skeleton' : '.al-notice'}`)
      .waitFor();
    await save(page, `places/state-${name}`);
    await page.context().close();
  }
}
