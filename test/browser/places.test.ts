import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { exportsSchema } from '../../contract/exports.js';
import { personRequestsSchema } from '../../contract/privacy.js';
import { answerCalls, answers as allAnswers, type Answers } from '../fixtures/admin/answers.mjs';
import { launchBrowser } from '../support/chromium.js';
import { freePort, sandboxEnvironment, start, stop } from '../support/processes.mjs';
// The page's own report: `window.__sandbox`.
import '../sandbox/host/open-page.js';

const dataDir = mkdtempSync(join(tmpdir(), 'account-places-'));
const axe = readFileSync(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8');
const admin = '/settings/advanced/account_leads';
let browser: Browser;
let sandbox: Awaited<ReturnType<typeof start>>;
let base: string;
let leadId: number;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  const ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
  base = `http://localhost:${ports.kommoPort}`;
  [browser, sandbox] = await Promise.all([
    launchBrowser(),
    start('dist/sandbox/main.js', sandboxEnvironment({ ...ports, dataDir })),
  ]);
  const created = await fetch(`${base}/api/v4/leads`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-token', 'content-type': 'application/json' },
    body: JSON.stringify([
      { name: 'Ferretería El Progreso SRL' },
      { name: 'Colmado La Esquina' },
      { name: 'Transporte Cibao' },
    ]),
  });
  const list = (await created.json()) as { _embedded: { leads: { id: number }[] } };
  leadId = list._embedded.leads[0]?.id ?? 0;
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

afterAll(async () => {
  await browser.close();
  await stop(sandbox);
  rmSync(dataDir, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly calls: Awaited<ReturnType<typeof answerCalls>>;
}

interface Looks {
  readonly user?: number;
  readonly width?: number;
  readonly answers?: Answers;
}

async function open(path: string, { user = 1001, width = 1280, answers = {} }: Looks = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  contexts.push(context);
  await context.addCookies([{ name: 'sandbox_user', value: String(user), url: base }]);
  const calls = await answerCalls(context, answers);
  const page = await context.newPage();
  await page.goto(base + path);
  await page.evaluate(() => window.__sandbox.ready);
  return { page, calls } satisfies Opened;
}

/** Violations that axe finds within our own markup, as "rule: selector". */
async function listViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (
      window as unknown as {
        axe: {
          run(
            where: string,
          ): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
        };
      }
    ).axe;
    const { violations } = await run.run('.account-leads');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`),
    );
  });
}

async function expectClean(page: Page): Promise<void> {
  const report = await page.evaluate(() => window.__sandbox.report());
  expect(report.consoleErrors).toEqual([]);
  expect(report.appWrites).toEqual([]);
  expect(report.scriptInjections).toEqual([]);
  expect(report.styleLeaks).toEqual([]);
  expect(await page.evaluate(() => window.__sandbox.destroy())).toEqual([]);
}

const waitingTemplate = {
  ...{ key: 'welcome', category: 'UTILITY', content: 'Hola', buttons: [], isOlder: false },
};

const isDryRun = (body: unknown): boolean => (body as { dryRun?: boolean } | null)?.dryRun === true;

/** From the list beside the section, or on a narrow page from the native choice. */
const section = async (page: Page, name: string): Promise<void> => {
  const isNarrow = (page.viewportSize()?.width ?? 0) < 900;
  if (isNarrow) await page.selectOption('select[data-choose=section]', name);
  else await page.click(`[role=tab][data-action="section:${name}"]`);
};
const within = (page: Page) => page.locator('.account-leads [role=tabpanel]');

const looks = [
  ['light', 'es'],
  ['dark', 'es'],
  ['light', 'en'],
  ['dark', 'pt'],
] as const;

describe('the page for administrators (R9.1, R6.2)', () => {
  test.each(looks)(
    'every section in %s and %s has no axe violation, error or leak',
    async (theme, lang) => {
      const { page } = await open(`${admin}?theme=${theme}&lang=${lang}&hostile=1`);
      await within(page).locator('.al-facts').nth(1).waitFor();
      expect(await listViolations(page)).toEqual([]);
      for (const [name, shown] of [
        ['doctor', '.al-check'],
        ['provision', '.al-change'],
        ['conversations', '.al-check'],
        ['team', '.al-rows__item'],
        ['flow', '.al-rows__item'],
        ['sources', '.al-source'],
        ['experiments', '.al-experiment'],
        ['health', '.al-figure'],
        ['story', '.al-story__event'],
        ['analytics', '.al-figure'],
        ['refinement', '.al-refined'],
        ['persons', '.al-entry'],
        ['exports', '[data-part=exports]'],
        ['deliveries', '.al-entry'],
        ['waiting', '.al-entry'],
        ['deadLetters', '.al-dead-letter'],
        ['reconciliation', '.al-entry'],
      ] as const) {
        await section(page, name);
        await within(page).locator(shown).first().waitFor();
        for (const summary of await page.locator('.account-leads summary').all()) {
          await summary.click();
        }
        expect(await listViolations(page)).toEqual([]);
      }
      await expectClean(page);
    },
  );

  test.each([390, 768, 1280])('nothing is wider than a page of %i pixels', async (width) => {
    const { page } = await open(`${admin}?lang=es`, { width });
    for (const name of [
      ...['doctor', 'provision', 'conversations', 'team', 'flow'],
      ...['sources', 'experiments', 'refinement', 'health', 'analytics', 'story'],
      ...['persons', 'exports', 'deliveries', 'waiting', 'deadLetters', 'reconciliation'],
    ]) {
      await section(page, name);
      await within(page).locator('.al-title').first().waitFor();
      const over = await page.evaluate(() => {
        const root = document.querySelector('.account-leads');
        return root === null ? 1 : root.scrollWidth - root.clientWidth;
      });
      expect(over).toBeLessThanOrEqual(0);
    }
  });

  test('an experiment is noted, read as a file, and ended after a question that Enter held down does not answer (R3.4, R8.7)', async () => {
    const shown = allAnswers()['/widget/v1/admin/experiments'];
    const { page, calls } = await open(`${admin}?lang=es`, {
      answers: {
        '/widget/v1/admin/experiments/notes': shown,
        '/widget/v1/admin/experiments/end': shown,
      },
    });
    await section(page, 'experiments');
    const first = page.locator('[data-part="experiment-pilot"]');
    await first.getByText('faltan unos 84 leads').waitFor();
    const saved = page.waitForEvent('download');
    await first.locator('[data-action="csv:pilot"]').click();
    expect((await saved).suggestedFilename()).toBe('Piloto.csv');

    await first.locator('summary').click();
    await first.locator('[name="shared"]').fill('15,000');
    await page.keyboard.press('Enter');
    await page.getByText('Guardado.').waitFor();

    await page.focus('[data-action="end:pilot:b"]');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.locator('[data-part=intent]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe(
      'cancel',
    );
    expect(calls.some(({ path }) => path.endsWith('/end'))).toBe(false);
    await page.click('[data-part=intent] [data-action=confirm]');
    await page.locator('[data-part=intent]').waitFor({ state: 'detached' });
    const sent = calls.filter(({ path }) => /experiments\/(?:end|notes)$/u.test(path));
    expect(sent.map(({ body }) => body)).toMatchObject([
      { id: 'pilot', costs: { currency: 'DOP', shared: 15_000 } },
      { id: 'pilot', stays: 'b' },
    ]);
  });

  test('a bot is downloaded or copied, templates are sent after a question that Enter held down does not answer (R4.1, R5.4)', async () => {
    const sent = {
      bots: [],
      botSteps: [],
      templates: [{ ...waitingTemplate, state: 'review', text: 'En revisión de Meta.' }],
      templateSteps: [],
      sendable: [],
      findings: [
        { code: 'button_too_long', where: 'tax / greeting', text: 'Un botón pasa de 20: «X»' },
      ],
    };
    const { page, calls } = await open(`${admin}?lang=es`, {
      answers: { '/widget/v1/admin/conversations/templates': sent },
    });
    await section(page, 'conversations');
    const saved = page.waitForEvent('download');
    await page.click('[data-action="bot-download:conversation_tax"]');
    expect((await saved).suggestedFilename()).toBe('conversation_tax.json');
    await page.getByText('Se descargó Account · Fiscal · v77c0de').waitFor();
    await page.click('[data-action="bot-copy:conversation_payroll"]');
    await page.locator('[data-part="bot-conversation_payroll"] .al-result_good').waitFor();
    expect(calls.filter(({ path }) => path.endsWith('/bot')).map(({ body }) => body)).toEqual([
      { key: 'conversation_tax' },
      { key: 'conversation_payroll' },
    ]);
    await page.locator('[data-part="findings"]').getByText('Sin fallos').waitFor();

    await page.focus('[data-action="send-templates"]');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.locator('[data-part=intent]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe(
      'cancel',
    );
    expect(calls.some(({ path }) => path.endsWith('/templates'))).toBe(false);
    await page.click('[data-part=intent] [data-action=confirm]');
    await page.getByText('1 plantilla enviada a revisión.').waitFor();
    await page.locator('[data-part="findings"]').getByText('Un botón pasa de 20').waitFor();
    expect(calls.find(({ path }) => path.endsWith('/templates'))?.body).toEqual({
      keys: ['welcome'],
    });
    await expectClean(page);
  });

  test('a part is asked for when it is first wanted, and again by "Reintentar" when it did not come', async () => {
    const { page } = await open(`/leads/detail/${leadId}?lang=es`, { user: 1002 });
    const asked = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').flatMap(({ name }) => {
          const [, part] = /widgets\/[^?]*\/([\w-]+\.js)/.exec(name) ?? [];
          return part === undefined ? [] : [part];
        }),
      );
    expect(await asked()).toEqual(['script.js']);

    const settings = await open(`${admin}?lang=es`);
    const panel = within(settings.page);
    await settings.page.route(/admin-team\.js/, (route) => route.abort());
    await section(settings.page, 'team');
    await panel.getByText('No se pudo cargar esta sección').waitFor();
    await section(settings.page, 'doctor');
    await panel.getByText('Revisar de nuevo').waitFor();
    await section(settings.page, 'team');
    await panel.getByText('No se pudo cargar esta sección').waitFor();
    await settings.page.unroute(/admin-team\.js/);
    await panel.getByRole('button', { name: 'Reintentar' }).click();
    await panel.locator('[data-part="members"]').waitFor();
    expect(await settings.page.evaluate(() => window.__sandbox.destroy())).toEqual([]);
  });

  test('hours, sectors and holidays of the team are entered by keyboard; a wrong field says so where it stands (R3.1)', async () => {
    const { page, calls } = await open(`${admin}?lang=es`);
    await section(page, 'team');
    const member = within(page).locator('[data-part="member-1002"]');
    await member.locator('summary').focus();
    await page.keyboard.press('Enter');
    const tuesday = member.getByLabel('martes');
    await tuesday.fill('8-12');
    await page.keyboard.press('Enter');
    await member.getByText('Escriba las horas en orden').waitFor();
    expect(await tuesday.getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('day_2');
    await tuesday.fill('8:00-12:00, 13:00-17:00');
    await page.keyboard.press('Enter');
    await within(page).getByText('El equipo está guardado').waitFor();
    const saved = calls.findLast(({ method, path }) => method === 'POST' && path.endsWith('/team'));
    expect(saved?.body).toMatchObject({
      members: [
        {
          week: {
            2: [
              { from: 480, to: 720 },
              { from: 780, to: 1_020 },
            ],
          },
        },
      ],
    });
    await within(page).getByRole('button', { name: 'Añadir día libre' }).click();
    await within(page).getByText('Elija una fecha').waitFor();
    await expectClean(page);
  });

  test('work that failed is corrected, planned, confirmed and followed to its end', async () => {
    let looked = 0;
    const run = { total: 1, done: 0, failed: 0, waiting: 0 };
    const { page, calls } = await open(`${admin}?lang=es`, {
      answers: {
        '/widget/v1/admin/dead-letters/replay': ({
          method,
          body,
        }: {
          method: string;
          body: unknown;
        }) => {
          const dry = method === 'POST' && (body as { dryRun: boolean }).dryRun;
          if (method === 'GET') looked += 1;
          const plan = [
            {
              id: 'letter-1',
              text: 'Crear cliente en Odoo',
              changes: [{ label: 'RNC', before: '1-31-24568-2', after: '1-31-24568-1' }],
            },
          ];
          // The section asks once as it opens, before anything runs.
          const isOpening = method === 'GET' && looked === 1;
          if (dry || isOpening) return { running: false, ...run, plan };
          return { running: looked < 3, ...run, done: looked < 3 ? 0 : 1, plan: [] };
        },
      },
    });
    await section(page, 'deadLetters');
    await page.check('[data-action="select:letter-1"]');
    await page.click('[data-part="letter-letter-1"] summary');
    await page.fill('[data-dead-letter="letter-1"][data-field="vat"]', '1-31-24568-1');
    expect(await within(page).textContent()).toContain('Antes: 1-31-24568-2');
    await page.click('[data-action=replay]');
    await page.waitForSelector('[data-part=intent]');
    expect(await page.textContent('[data-part=intent]')).toContain('1-31-24568-2 → 1-31-24568-1');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe(
      'cancel',
    );
    expect(await listViolations(page)).toEqual([]);
    await page.click('[data-action=confirm]');
    await page.waitForSelector('[role=status]:has-text("Reintentando")');
    await page.waitForSelector('text=Listo: 1 reintentado.');
    const posted = calls.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/replay'),
    );
    expect(posted.map(({ body }) => body)).toEqual([
      { ids: ['letter-1'], dryRun: true, edits: { 'letter-1': { vat: '1-31-24568-1' } } },
      { ids: ['letter-1'], dryRun: false, edits: { 'letter-1': { vat: '1-31-24568-1' } } },
    ]);
    await expectClean(page);
  });

  const acts: readonly (readonly [string, string, string])[] = [
    ['provision', '[data-action=apply]', '/provision/run'],
    ['deadLetters', '[data-action=replay]', '/dead-letters/replay'],
    ['deadLetters', '[data-action="discard:"]', '/dead-letters/discard'],
    ['deadLetters', '[data-action="discard:letter-1"]', '/dead-letters/discard'],
    ['reconciliation', '[data-action^="repair:"] >> nth=0', '/reconciliation/repair'],
  ];
  test.each(acts)(
    'nothing is done by Enter alone in %s, %s, pressed again or held down',
    async (name, button, path) => {
      const { page, calls } = await open(`${admin}?lang=es`);
      await section(page, name);
      if (name === 'deadLetters') await page.check('[data-action=select-all]');
      await page.focus(button);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-part=intent]');
      for (let press = 0; press < 3; press += 1) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
      await page.keyboard.press('Enter');
      const posted = calls.filter(
        (call) => call.method === 'POST' && call.path.endsWith(path) && !isDryRun(call.body),
      );
      expect(posted).toEqual([]);
    },
  );

  test('of several customers one is chosen, looked at in Odoo, and goes along with the replay (R6.2)', async () => {
    const { page, calls } = await open(`${admin}?lang=es`);
    await section(page, 'deadLetters');
    await page.check('[data-action="select:letter-2"]');
    await page.click('.al-dead-letter >> nth=1 >> summary');
    expect(await page.getAttribute('.al-choices a >> nth=0', 'href')).toContain('id=31');
    await page.check('[data-dead-letter="letter-2"][value="31"]');
    await page.check('[data-dead-letter="letter-2"][value="32"]');
    expect(await page.isChecked('[data-dead-letter="letter-2"][value="31"]')).toBe(false);
    expect(await page.isChecked('[data-dead-letter="letter-2"][value="32"]')).toBe(true);
    await page.click('[data-action=replay]');
    await page.waitForSelector('[data-part=intent]');
    expect(await listViolations(page)).toEqual([]);
    const posted = calls.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/replay'),
    );
    expect(posted.map(({ body }) => body)).toEqual([
      { ids: ['letter-2'], dryRun: true, edits: { 'letter-2': { customer: '32' } } },
    ]);
    await expectClean(page);
  });

  test('work is discarded only with a reason, and Escape takes the question back', async () => {
    const { page, calls } = await open(`${admin}?lang=es`);
    await section(page, 'deadLetters');
    await page.click('[data-action="discard:"]');
    await page.waitForSelector('text=Seleccione al menos un trabajo');
    await page.check('[data-action=select-all]');
    await page.click('[data-action="discard:"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-part=intent]', { state: 'detached' });
    await page.click('[data-action="discard:"]');
    await page.click('[data-action=confirm]');
    await page.waitForSelector('[name=reason][aria-invalid=true]');
    await page.fill('[name=reason]', 'Lead de prueba');
    await page.click('[data-action=confirm]');
    await page.waitForSelector('text=3 descartados.');
    const bodies = calls.filter(({ path }) => path.endsWith('/discard')).map(({ body }) => body);
    expect(bodies).toEqual([
      { ids: ['letter-1', 'letter-2', 'letter-3'], reason: 'Lead de prueba' },
    ]);
  });

  test('a row is corrected, saved and tried again by itself; each wrong field says so where it stands (R6.2)', async () => {
    const wrong = {
      status: 422,
      body: {
        ...{ code: 'invalid_body', requestId: 'request-9' },
        errors: [
          { field: 'edits.letter-1.vat', reason: 'El RNC no es válido.', remedy: 'Revíselo.' },
          { field: 'edits.letter-1.email', reason: 'Falta la arroba.', remedy: 'Escríbala.' },
        ],
      },
    };
    const done = { running: false, total: 1, done: 1, failed: 0, waiting: 0, plan: [] };
    let tries = 0;
    const { page, calls } = await open(`${admin}?lang=es`, {
      answers: {
        '/widget/v1/admin/dead-letters/replay': ({ method }: { method: string }) => {
          if (method === 'POST') tries += 1;
          return tries === 1 ? wrong : done;
        },
      },
    });
    await section(page, 'deadLetters');
    const row = page.locator('[data-part="letter-letter-1"]');
    expect(await row.innerText()).toContain('Hecho: Cliente n.º 318 · Se detuvo en: Oportunidad');
    const own = row.locator('[data-action="replay-row:letter-1"]');
    expect(await own.innerText()).toBe('Reintentar');
    await row.locator('summary').click();
    expect(await row.getByText('1-31-24568-2', { exact: true }).count()).toBe(0);
    await row.locator('[data-field=vat]').fill('nada');
    expect(await own.innerText()).toBe('Guardar y reintentar');
    await row.locator('[data-field=email]').fill('tampoco');
    await page.keyboard.press('Enter');
    const problems = row.locator('.al-problem');
    await problems.first().waitFor();
    expect(await problems.allInnerTexts()).toEqual([
      'El RNC no es válido. Revíselo.',
      'Falta la arroba. Escríbala.',
    ]);
    expect(await row.locator('[aria-invalid=true]').count()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe(
      'vat',
    );
    expect(await page.locator('[data-part=outcome]').count()).toBe(0);
    expect(await listViolations(page)).toEqual([]);
    await own.dblclick();
    await page.waitForSelector('text=Listo: 1 reintentado.');
    const posted = calls.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/replay'),
    );
    const body = {
      ...{ ids: ['letter-1'], dryRun: false },
      edits: { 'letter-1': { vat: 'nada', email: 'tampoco' } },
    };
    expect(posted.map((one) => one.body)).toEqual([body, body]);
    await expectClean(page);
  });

  test('a row is discarded by itself, with its reason, where it stands (R6.2)', async () => {
    const { page, calls } = await open(`${admin}?lang=es`);
    await section(page, 'deadLetters');
    await page.click('[data-action="discard:letter-3"]');
    const asked = page.locator('[data-part="letter-letter-3"] [data-part=intent]');
    await asked.waitFor();
    expect(await listViolations(page)).toEqual([]);
    await asked.locator('[data-action=confirm]').click();
    await asked.locator('[name=reason][aria-invalid=true]').waitFor();
    await asked.locator('[name=reason]').fill('Número de prueba');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=1 descartado.');
    const bodies = calls.filter(({ path }) => path.endsWith('/discard')).map(({ body }) => body);
    expect(bodies).toEqual([{ ids: ['letter-3'], reason: 'Número de prueba' }]);
  });

  test('failed work is grouped by cause, shown by cause, and its history says who decided what (R6.2)', async () => {
    const { page } = await open(`${admin}?lang=es`);
    await section(page, 'deadLetters');
    await page.waitForSelector('.al-cause');
    expect(await page.locator('.al-cause').allInnerTexts()).toEqual([
      'Kommo rechazó el cambio.',
      'Hay más de un cliente en Odoo con estos datos. Elija cuál en Odoo.',
      'Odoo rechazó los datos del lead.',
    ]);
    const asked = page.waitForRequest('**/dead-letters?cause=odoo_rejected&language=es');
    await page.click('[data-action="cause:odoo_rejected"]');
    await asked;
    await page.waitForSelector('[data-action="cause:odoo_rejected"][aria-pressed=true]');
    await page.click('.al-work-history summary');
    expect(await page.locator('.al-work-history').innerText()).toMatch(
      /Reintentado.*hace 40 min.*RNC o cédula: 1-31-11111-2 → 1-31-11111-3.*Descartado.*El cliente se retiró/s,
    );
    expect(await listViolations(page)).toEqual([]);
  });

  const exportsPage = exportsSchema.parse(allAnswers()['/widget/v1/admin/exports']);
  const requests = personRequestsSchema.parse(allAnswers()['/widget/v1/admin/persons']);
  const exporting = exportsPage.exports.map((row) => ({ ...row, state: 'running' }));
  test.each([
    ...[
      ['exports', { ...exportsPage, running: true, exports: exporting }, exportsPage],
      ['persons', { ...requests, running: true }, { ...requests, requests: [] }],
    ],
  ] as const)(
    'in %s, what ran already when the page was opened is followed to its end (R8.1, R8.3)',
    async (name, running, ended) => {
      let asked = 0;
      const { page, calls } = await open(`${admin}?lang=es`, {
        answers: { [`/widget/v1/admin/${name}`]: () => ((asked += 1) < 3 ? running : ended) },
      });
      await section(page, name);
      await within(page).locator('progress').first().waitFor();
      await within(page).locator('progress').first().waitFor({ state: 'detached' });
      expect(asked).toBe(3);
      expect(calls.every(({ method }) => method === 'GET')).toBe(true);
      await expectClean(page);
    },
  );

  test('what a channel cost is typed as people write it, refused in words where it cannot be read, and taken away again (R8.6)', async () => {
    const { page, calls } = await open(`${admin}?lang=es&theme=dark`, { width: 390 });
    const sent = () => calls.filter(({ method }) => method === 'POST').map(({ body }) => body);
    await section(page, 'analytics');
    await page.click('text=Anotar lo que costó un canal');
    const form = page.locator('[data-form=cost]');
    await form.getByRole('button', { name: 'Guardar' }).click();
    await within(page).getByText('Escriba el canal').waitFor();
    await form.locator('[name=channel]').fill('Referidos');
    await form.locator('[name=amount]').fill('mucho');
    await page.keyboard.press('Enter');
    await within(page).getByText('El monto no se entiende').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('amount');
    expect(sent()).toEqual([]);
    await form.locator('[name=month]').selectOption({ index: 1 });
    const month = await form.locator('[name=month]').inputValue();
    await form.locator('[name=amount]').fill('RD$ 12,500.50');
    await page.keyboard.press('Enter');
    await within(page).getByText('Las cifras ya lo cuentan.').waitFor();
    const again = page.waitForResponse('**/analytics/costs?**');
    await page.getByRole('button', { name: 'Quitar: facebook, noviembre de 2026' }).click();
    await again;
    expect(sent()).toEqual([
      { month, channel: 'Referidos', amount: 12_500.5 },
      { month: '2026-11', channel: 'facebook', amount: 0 },
    ]);
    expect(await listViolations(page)).toEqual([]);
    await expectClean(page);
  });

  test('deliveries are filtered, opened and replayed by keyboard, and the focus stays where it was (R8.3, R9.1)', async () => {
    const { page, calls } = await open(`${admin}?lang=es`);
    await section(page, 'deliveries');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-action'));
    await within(page).getByRole('button', { name: 'Solo con problemas' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-action=received-failed][aria-pressed=true]');
    expect(await focused()).toBe('received-failed');
    // Past the lead's link.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.al-delivery details[open] pre').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^received-replay:capture:/);
    await page.keyboard.press('Enter');
    await within(page).getByText('Lo hecho no se repite.').waitFor();
    expect(await focused()).toMatch(/^received-replay:capture:/);
    expect(calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { of: 'capture', id: 'f3b6a4de-0b8e-4f7e-9f43-6f5b3f0c1d03' },
    ]);
    await expectClean(page);
  });

  test('a plan is applied after a question, with its progress and what failed (R3.1)', async () => {
    let looked = 0;
    const { page } = await open(`${admin}?lang=es`, {
      answers: {
        '/widget/v1/admin/provision/run': () => {
          // The section asks once as it opens, before anything runs.
          if (looked++ === 0) return { running: false, done: 0, total: 0, failed: [] };
          const failed = [{ text: 'Etapa «Calificando»', reason: 'Kommo bloqueó la consulta.' }];
          return looked < 4
            ? { running: true, done: looked - 1, total: 3, failed: [] }
            : { running: false, done: 2, total: 3, failed };
        },
      },
    });
    await section(page, 'provision');
    await page.click('[data-action=apply]');
    await page.click('[data-action=confirm]');
    await page.waitForSelector('progress');
    expect(await listViolations(page)).toEqual([]);
    await page.waitForSelector('text=2 hechos; 1 no se pudieron hacer');
    expect(await within(page).textContent()).toContain('Kommo bloqueó la consulta.');
  });

  test.each([
    ['provision', { changes: [], manual: [] }, 'Nada por cambiar'],
    [
      'conversations',
      {
        ...{ bots: [], botSteps: [], templates: [], templateSteps: [] },
        sendable: [],
        findings: [],
      },
      'No hay conversaciones',
    ],
    ['waiting', { items: [], total: 0 }, 'Nada está en espera'],
    ['audit', { items: [], next: null, people: [], acts: [] }, 'Nadie ha cambiado nada todavía'],
    ['dead-letters', { items: [], total: 0, alert: null, causes: [] }, 'No hay trabajo fallido'],
    [
      'reconciliation',
      { running: false, finishedAt: null, compared: 0, underWay: 0, differences: [] },
      'Aún no se ha comparado',
    ],
  ])('an empty %s says so', async (path, answer, words) => {
    const { page } = await open(`${admin}?lang=es`, {
      answers: { [`/widget/v1/admin/${path}`]: answer },
    });
    await section(page, path === 'dead-letters' ? 'deadLetters' : path);
    await page.waitForSelector(`.account-leads >> text=${words}`);
    expect(await listViolations(page)).toEqual([]);
  });

  test('a failure says why with its request id, and what was known stays with its age', async () => {
    let fails = true;
    const problem = { status: 503, body: { code: 'kommo_unreachable', requestId: 'request-7' } };
    const good = {
      checkedAt: '2026-05-04T12:00:00.000Z',
      checks: [{ group: 'kommo', name: 'Cuenta', state: 'ok', found: 'Bien.', remedy: null }],
    };
    const { page } = await open(`${admin}?lang=es&theme=dark`, {
      answers: { '/widget/v1/admin/doctor': () => (fails ? problem : good) },
    });
    await section(page, 'doctor');
    await page.waitForSelector('text=Kommo no responde en este momento.');
    expect(await within(page).textContent()).toContain('request-7');
    expect(await listViolations(page)).toEqual([]);
    fails = false;
    await page.click('[data-action=refresh]');
    await page.waitForSelector('.al-check');
    fails = true;
    await page.click('[data-action=check]');
    await page.waitForSelector('[data-part=outcome] >> text=request-7');
    expect(await page.locator('.al-check').count()).toBe(1);
    expect(await listViolations(page)).toEqual([]);
  });

  test('testing the connection asks Kommo now and says what came of it (R9.2)', async () => {
    const { page, calls } = await open(`${admin}?lang=es`);
    await page.click('[data-action=test]');
    await page.waitForSelector('text=El servidor respondió y aceptó esta cuenta.');
    expect(calls.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/widget/v1/admin/connection',
    ]);
  });

  test('arrow keys go from section to section', async () => {
    const { page } = await open(`${admin}?lang=es`);
    await page.focus('[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.al-check');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Diagnóstico');
  });

  test('a section that is chosen far down the list is seen from its top (R9.1)', async () => {
    const { page } = await open(`${admin}?lang=es`);
    await page.setViewportSize({ width: 1120, height: 300 });
    await section(page, 'team');
    await within(page).locator('.al-title').first().waitFor();
    const box = await within(page).boundingBox();
    expect(Math.round(box?.y ?? -1)).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(300);
  });

  test('on a telephone one native choice by topic leads to every section, and what waits stands beneath it (R9.1)', async () => {
    const { page } = await open(`${admin}?lang=es&theme=dark`, { width: 390 });
    const choice = page.getByLabel('Sección', { exact: true });
    await page.locator('[role=tablist]').waitFor({ state: 'hidden' });
    const options = choice.locator('optgroup[label=Trabajo] option');
    await options.filter({ hasText: 'Trabajo fallido (3)' }).waitFor({ state: 'attached' });
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.al-check');
    expect(await choice.inputValue()).toBe('doctor');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');

    await page.click('.al-admin__waiting >> text=Trabajo fallido');
    await page.waitForSelector('.al-dead-letter');
    expect(await choice.inputValue()).toBe('deadLetters');
    expect(await listViolations(page)).toEqual([]);
    await expectClean(page);
  });

  test('who is no administrator is told so in friendly words (R8.1)', async () => {
    const refused = { status: 403, body: { code: 'admin_only', requestId: 'request-8' } };
    const { page } = await open(`${admin}?lang=es`, {
      answers: { '/widget/v1/admin/connection': refused },
    });
    await page.waitForSelector('text=Esta página es para administradores');
    expect(await listViolations(page)).toEqual([]);
  });
});

describe('the action of the digital pipeline (R9.3)', () => {
  test.each(looks)(
    'in %s and %s writes its choice to the inputs that Kommo saves',
    async (theme, lang) => {
      const { page } = await open(`/settings/pipeline/leads?theme=${theme}&lang=${lang}&hostile=1`);
      await page.click('.js-dp-add >> nth=0');
      await page.selectOption('.dp-tile .account-leads select', 'start_follow_up');
      expect(await page.inputValue('.dp-tile input[name=action]')).toBe('start_follow_up');
      expect(await page.inputValue('.dp-tile input[name=key]')).toBe('sandbox-hook');
      expect(await page.isVisible('.dp-tile input[name=key]')).toBe(false);
      expect(await listViolations(page)).toEqual([]);
      await expectClean(page);
    },
  );
});

describe('the block of the bot designer', () => {
  test.each(looks)('in %s and %s saves the steps and its two exits', async (theme, lang) => {
    const { page } = await open(`/settings/salesbot?theme=${theme}&lang=${lang}`);
    await page.click('.js-bot-add');
    await page.waitForSelector('.bot-step .account-leads');
    const exits = await page
      .locator('.bot-step__exit')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-exit')));
    expect(exits).toEqual(['success', 'fail']);
    const saved = page.waitForRequest('**/ajax/bots');
    await page.click('.js-bot-save');
    expect((await saved).postData()).toContain('/webhooks/kommo/sandbox-hook/salesbot');
    await page.waitForSelector('.js-bot-result[data-state=ok]');
    expect(await listViolations(page)).toEqual([]);
    await expectClean(page);
  });
});

describe('the action of the list', () => {
  test('recalculates the leads that are checked and says how many (R9.1)', async () => {
    const { page, calls } = await open('/leads/list?lang=es', { user: 1002 });
    await page.check('.js-list-row__check >> nth=0');
    await page.check('.js-list-row__check >> nth=1');
    await page.click('.js-list-more');
    await page.click('.js-list-action');
    await page.click('.modal-body [data-action=recalculate]');
    await page.waitForSelector('text=Se recalcula el puntaje de 2 leads');
    const [call] = calls.filter(({ path }) => path.endsWith('/recalculate'));
    expect((call?.body as { leadIds: number[] }).leadIds).toHaveLength(2);
    await expectClean(page);
  });

  test.each([
    ['light', 1280],
    ['dark', 390],
  ])(
    'in %s at %i px shows whom to call first, and leads to their cards (R5.1)',
    async (theme, width) => {
      const call = { stage: 'Calificado', owner: 1002, limitAt: null } as const;
      const { page } = await open(`/leads/list?lang=es&theme=${theme}&hostile=1`, {
        ...{ user: 1002, width },
        answers: {
          '/widget/v1/calls': {
            status: 200,
            body: {
              ...{ of: 'own', total: 2 },
              calls: [
                {
                  ...{ ...call, kommoLeadId: leadId, name: 'Ferretería El Progreso SRL' },
                  ...{ person: 'Carmen Peña', leadClass: 'HOT', score: 84 },
                  ...{ why: 'due', limitAt: new Date(Date.now() + 2_400_000).toISOString() },
                  next: 'call',
                },
                {
                  ...{ ...call, kommoLeadId: leadId + 1, name: 'Colmado La Esquina', person: null },
                  ...{ leadClass: 'WARM', score: 66, why: 'class', next: 'whatsapp' },
                },
              ],
            },
          },
        },
      });
      await page.check('.js-list-row__check >> nth=0');
      await page.click('.js-list-more');
      await page.click('.js-list-action');
      const first = page.locator('.modal-body [data-part=calls] a[data-lead]', {
        hasText: 'Ferretería El Progreso',
      });
      await first.waitFor();
      const folder = process.env['LIST_PICTURES'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/list-${theme}.png` });
      expect(await listViolations(page)).toEqual([]);
      expect(await first.getAttribute('href')).toBe(`/leads/detail/${leadId}`);
      await page.click('.modal-body [data-action=close]');
      expect(await page.locator('.modal').count()).toBe(0);
      await expectClean(page);
    },
  );

  test('tells why it could not, with the request id', async () => {
    const { page } = await open('/leads/list?lang=en', {
      answers: {
        '/widget/v1/leads/recalculate': {
          status: 503,
          body: { code: 'not_ready', requestId: 'request-9' },
        },
      },
    });
    await page.check('.js-list-row__check >> nth=0');
    await page.click('.js-list-more');
    await page.click('.js-list-action');
    await page.click('.modal-body [data-action=recalculate]');
    await page.waitForSelector('text=request-9');
  });
});

describe('the settings', () => {
  test.each(looks)('in %s and %s test the connection in both directions', async (theme, lang) => {
    const { page } = await open(`/settings/widgets?theme=${theme}&lang=${lang}&hostile=1`);
    await page.click('.js-widget-tile');
    await page.click('.account-leads [data-action=test]');
    await page.waitForSelector('.al-result_good');
    expect(await listViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expectClean(page);
  });

  test('an address that cannot be one is not saved', async () => {
    const { page } = await open('/settings/widgets?lang=es');
    await page.click('.js-widget-tile');
    await page.fill('input[name=companion_url]', 'http://leads.example');
    await page.click('.js-widget-save');
    await page.waitForSelector('.al-result_bad');
    expect(await page.isVisible('input[name=companion_url]')).toBe(true);
  });
});
