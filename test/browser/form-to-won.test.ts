import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { workTimeOf } from '../../domain/assignment/team.js';
import { isWorking } from '../../domain/time/working-hours.js';
import { team } from '../support/team.js';
import { until } from '../support/world.js';
import { startProduct } from './start-product.js';
import type { Ports, Product } from './start-product.js';

/** One lead from the form to the customer in Odoo, each stage played where its person is: form, phone, card, proposal, admin page. */

let browser: Browser;
let ports: Ports;
let product: Product;

beforeAll(async () => {
  product = await startProduct();
  ({ browser, ports } = product);
});
afterAll(() => product.stop());

const inKommo = (path: string) => `http://localhost:${ports.kommoPort}${path}`;
const minute = 60_000;

async function ask(path: string, sent?: unknown): Promise<unknown> {
  const response = await fetch(inKommo(path), {
    method: sent === undefined ? 'GET' : 'POST',
    headers: { cookie: 'sandbox_user=1001', 'content-type': 'application/json' },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

/** As a person taps it: what is due comes before time goes on. */
async function pass(advanceMs: number): Promise<void> {
  await ask('/sandbox/clock', { advanceMs });
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** To an hour with five hours of work ahead, whatever day it is: a lead finds its executive there. */
async function passToWork(): Promise<void> {
  const { now } = z.object({ now: z.iso.datetime() }).parse(await ask('/sandbox/clock'));
  const time = workTimeOf(team(), null);
  const quarters = Array.from({ length: 4_000 }, (_none, at) => at * 15 * minute);
  const isAtWork = (ms: number) => isWorking(new Date(Date.parse(now) + ms), time);
  await pass(quarters.find((ms) => isAtWork(ms) && isAtWork(ms + 5 * 60 * minute)) ?? 0);
}

const fieldsSchema = z
  .array(z.object({ field_code: z.string().nullable(), values: z.array(z.unknown()) }))
  .nullable();
const leadSchema = z.object({
  ...{ id: z.number(), name: z.string(), status_id: z.number(), responsible_user_id: z.number() },
  custom_fields_values: fieldsSchema,
});
const leadsSchema = z.object({ _embedded: z.object({ leads: z.array(leadSchema) }) }).nullable();

const leadOf = async (company: string) =>
  leadsSchema
    .parse(await ask('/api/v4/leads?limit=250'))
    ?._embedded.leads.find(({ name }) => name.startsWith(company)) ?? null;

const readLead = async (leadId: number) => leadSchema.parse(await ask(`/api/v4/leads/${leadId}`));

const tasksSchema = z
  .object({
    _embedded: z.object({
      tasks: z.array(z.object({ text: z.string(), responsible_user_id: z.number() })),
    }),
  })
  .nullable();

/** A task of the lead that says so, moving time on until it is there. */
async function taskOf(leadId: number, part: string, stepMs = 0) {
  let texts: readonly string[] = [];
  return until(`the task "${part}"`, async () => {
    const query = `filter[entity_type]=leads&filter[entity_id][]=${leadId}&limit=250`;
    const list = tasksSchema.parse(await ask(`/api/v4/tasks?${query}`))?._embedded.tasks ?? [];
    texts = list.map(({ text }) => text);
    const found = list.find(({ text }) => text.includes(part));
    if (found === undefined && stepMs > 0) await pass(stepMs);
    return found ?? null;
  }).catch((error: unknown) => {
    throw new Error(`Its tasks are ${JSON.stringify(texts)}`, { cause: error });
  });
}

async function open(url: string, user = 1001, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  await context.addCookies([{ name: 'sandbox_user', value: String(user), url: inKommo('') }]);
  const page = await context.newPage();
  // A card that has nothing to wait for looks again each minute.
  page.setDefaultTimeout(3 * minute);
  await page.goto(url);
  return page;
}

const openCard = (leadId: number, user: number) =>
  open(inKommo(`/leads/detail/${leadId}?theme=light&lang=es`), user);

const company = 'Distribuidora La Nueva Esperanza SRL';

/** The visitor fills in what makes a good lead; faster than a person types is taken for a robot's. */
async function fillForm(): Promise<void> {
  const page = await open(`http://localhost:${ports.port}/form`, 1001, 390);
  const forward = page.locator('button[value="forward"]');
  const chosen = {
    ...{ service_type: 'accounting', company_size: '21-50', industry_sector: 'Comercio' },
    ...{ urgency_level: 'Inmediatamente', budget_range: '50K+' },
  };
  for (const [name, value] of Object.entries(chosen)) await choose(page, name, value);
  await forward.click();
  const typed = { delay: 45 } as const;
  await page.getByLabel('Nombre completo').pressSequentially('Carmen Peña', typed);
  await page.getByLabel('Nombre de la empresa').pressSequentially(company, typed);
  await page.getByLabel('Correo de la empresa').pressSequentially('carmen@laesperanza.example');
  await page.getByLabel('Teléfono con WhatsApp').pressSequentially('(829) 555-0147', typed);
  await page.locator('#consent').check();
  await forward.click();
  await page.getByText('Paso 3 de 3').waitFor();
  await choose(page, 'meeting_preference', 'Virtual');
  await page.getByRole('button', { name: 'Recibir mi propuesta personalizada' }).click();
  await page.getByRole('heading', { name: '¡Gracias! Recibimos su solicitud' }).waitFor();
  await page.context().close();
}

/** By its key or by its words. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const byKey = page.locator(`input[name="${name}"][value="${value}"]`);
  if ((await byKey.count()) > 0) await byKey.check();
  else await page.locator(`label:has(input[name="${name}"])`, { hasText: value }).first().click();
}

/** Taps the first quick reply, or writes where there is none, until the bot asks nothing more. */
async function converse(phone: Page, isOver: () => Promise<boolean>): Promise<void> {
  const replies = phone.getByRole('group', { name: 'Respuestas rápidas' }).getByRole('button');
  for (let turn = 0; turn < 12; turn += 1) {
    if (await isOver()) return;
    const before = await phone.locator('.bubble').count();
    if ((await replies.count()) > 0) await replies.first().click();
    else {
      await phone.getByRole('textbox', { name: 'Mensaje' }).fill('300');
      await phone.keyboard.press('Enter');
    }
    await until(
      'an answer to the reply',
      async () => (await phone.locator('.bubble').count()) > before + 1 || (await isOver()),
    );
  }
  throw new Error('The conversation does not end');
}

/** The card's own line of the stage, once it says so. */
const stands = async (card: Page, stage: string): Promise<void> => {
  await card.locator('.al-stage', { hasText: stage }).waitFor();
};

/** An executive moves the lead as anybody does in Kommo: its stage, and "Guardar". */
async function moveTo(leadId: number, user: number, stage: string): Promise<Page> {
  const card = await openCard(leadId, user);
  await card.locator('.al-total__number').waitFor();
  await card.selectOption('[name="lead[STATUS]"]', { label: stage });
  const saved = card.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.ok(),
  );
  await card.click('#save_and_close_contacts_link [type=submit]');
  await saved;
  return card;
}

async function close(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.context().close()));
}

test(
  'a lead goes from the form through every stage to "Ganado" and Odoo, played on form, phone, card, proposal and admin page (R1.5, R1.6, R3.1, R5.1, R5.5, R9.1)',
  async () => {
    await passToWork();
    await fillForm();
    const { id: leadId, responsible_user_id: queueOwner } = await until('the lead in Kommo', () =>
      leadOf(company),
    );
    expect(queueOwner).toBe(1001);

    // "Lead Nuevo": the welcome, and its answer.
    const watched = await openCard(leadId, 1001);
    await stands(watched, 'Lead Nuevo');
    const phone = await open(inKommo(`/phone/${leadId}`), 1001, 390);
    await phone.getByRole('log').getByText('Recibimos tu solicitud').waitFor();
    await phone.getByRole('button', { name: 'Sí, empecemos' }).click();

    // "Calificando": the bot asks two minutes later, and its end is scored.
    await until('the conversation begun', async () => {
      await pass(minute / 2);
      return (await phone.locator('.bubble.firm').count()) > 1;
    });
    await stands(watched, 'Calificando');
    await converse(phone, async () =>
      ((await readLead(leadId)).custom_fields_values ?? []).some(
        ({ field_code: code }) => code === 'CONVERSATION_END',
      ),
    );

    // "Calificado": an executive, and a task with what is known.
    const { responsible_user_id: executive } = await taskOf(leadId, 'Contactar a');
    expect([1002, 1003]).toContain(executive);
    expect((await readLead(leadId)).responsible_user_id).toBe(executive);
    await stands(watched, 'Calificado');
    await close(watched);

    // "En Contacto": the executive has written, and the meeting that the lead prefers is made.
    await ask('/sandbox/messages', {
      ...{ leadId, text: 'Buenas, Carmen: le escribo de Account' },
      ...{ direction: 'outgoing', by: 'person' },
    });
    const meeting = await taskOf(leadId, 'Reunión', minute);
    expect(meeting.responsible_user_id).toBe(executive);

    // "Propuesta": written on the card, seen and answered by its client.
    await close(await moveTo(leadId, executive, 'Propuesta'));
    const card = await openCard(leadId, executive);
    await stands(card, 'Propuesta');
    await card.locator('[data-action="proposal"]').click();
    await card.locator('[data-form="proposal-send"] [name="amount"]').fill('45000');
    await card.locator('[data-action="proposal-send"]').dblclick();
    const link = card.locator('[data-part="proposal"] a', { hasText: 'Ver' });
    const url = ((await link.getAttribute('href')) ?? '').replace('#vista', '');
    const client = await open(url, 1001, 390);
    await client.getByText('RD$45,000').waitFor();
    await client.getByText('versión 1', { exact: false }).waitFor();
    await client.getByText('Quiero cambiar algo').click();
    await client.locator('#wish').fill('Reportes cada mes');
    await client.locator('button[value="change"]').click();
    await taskOf(leadId, 'Reportes cada mes');
    await close(card);

    // "Negociación": the link that stayed open takes a yes.
    await close(await moveTo(leadId, executive, 'Negociación'));
    await client.reload();
    await client.locator('button[value="accepted"]').click();
    await client.getByText('¡Gracias!').waitFor();
    await taskOf(leadId, 'Aceptó la propuesta');
    const negotiated = await openCard(leadId, executive);
    await stands(negotiated, 'Negociación');
    await negotiated.locator('[data-part="proposal"]', { hasText: 'Aceptada' }).waitFor();
    await close(client, negotiated);

    // "Ganado": the hand-over, the welcome of a customer, the onboarding.
    const won = await moveTo(leadId, executive, 'Ganado');
    await won.locator('[data-part="odoo"]').getByRole('link', { name: 'Abrir en Odoo' }).waitFor();
    await taskOf(leadId, 'Nuevo cliente', minute);
    await phone.getByRole('log').getByText('Nos alegra empezar').waitFor();
    await close(won, phone);

    const admin = await open(inKommo('/settings/advanced/account_leads?lang=es&theme=light'));
    await admin.click('[role=tab][data-action="section:team"]');
    await admin.getByText(company).first().waitFor();
    await close(admin);
  },
  10 * minute,
);
