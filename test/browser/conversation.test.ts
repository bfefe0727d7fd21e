import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startProduct } from './start-product.js';
import type { Ports, Product } from './start-product.js';
import { body, until } from '../support/world.js';

/** From a fresh start: a person plays the lead on the phone, and an executive's card tells it. No other step. */

let browser: Browser;
let ports: Ports;
let product: Product;

beforeAll(async () => {
  product = await startProduct();
  ({ browser, ports } = product);
});

afterAll(() => product.stop());

const kommoUrl = () => `http://localhost:${ports.kommoPort}`;

async function ask(path: string, sent?: unknown): Promise<unknown> {
  const response = await fetch(kommoUrl() + path, {
    method: sent === undefined ? 'GET' : 'POST',
    headers: { cookie: 'sandbox_user=1001', 'content-type': 'application/json' },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  return text === '' ? null : (JSON.parse(text) as unknown);
}

const fieldsSchema = z.array(
  z.object({ field_code: z.string(), values: z.array(z.object({ value: z.unknown() })) }),
);
const leadList = z
  .object({
    _embedded: z.object({
      leads: z.array(z.object({ id: z.number(), custom_fields_values: fieldsSchema })),
    }),
  })
  .nullable();

async function capture(index: number, service: string): Promise<number> {
  const response = await fetch(`http://localhost:${ports.port}/webhooks/leads/direct`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
    body: JSON.stringify(body(index, { service_type: service })),
  });
  const { captureId } = z.object({ captureId: z.uuid() }).parse(await response.json());
  return until('the lead in Kommo', async () => {
    const list = leadList.parse(await ask('/api/v4/leads?limit=250'));
    const lead = list?._embedded.leads.find(({ custom_fields_values: fields }) =>
      fields.some(({ values }) => values[0]?.value === captureId),
    );
    return lead?.id ?? null;
  });
}

async function fieldOf(leadId: number, code: string): Promise<unknown> {
  const lead = z
    .object({ custom_fields_values: fieldsSchema })
    .parse(await ask(`/api/v4/leads/${leadId}`));
  const field = lead.custom_fields_values.find(({ field_code }) => field_code === code);
  return field?.values[0]?.value ?? null;
}

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(kommoUrl() + path);
  return page;
}

const longestMs = 60_000;

/** Taps the first quick reply, or writes where there is none, until the bot has written that it ended. */
async function converse(phone: Page, leadId: number): Promise<void> {
  const replies = phone.getByRole('group', { name: 'Respuestas rápidas' }).getByRole('button');
  for (let turn = 0; turn < 12; turn += 1) {
    if ((await fieldOf(leadId, 'CONVERSATION_END')) !== null) return;
    const before = await phone.locator('.bubble').count();
    if ((await replies.count()) > 0) await replies.first().click();
    else {
      await phone.getByRole('textbox', { name: 'Mensaje' }).fill('300');
      await phone.keyboard.press('Enter');
    }
    await until(
      'an answer to the reply',
      async () =>
        (await phone.locator('.bubble').count()) > before + 1 ||
        (await fieldOf(leadId, 'CONVERSATION_END')) !== null,
      longestMs,
    );
  }
  throw new Error('The conversation does not end');
}

test.each([
  ['Contabilidad', 1],
  ['Fiscal', 2],
  ['Nómina', 3],
  ['Consultoría', 4],
] as const)(
  'a person plays the phone for %s: welcome, conversation, lead score, and the card that stands open tells it (R4.1, R4.2, R4.4, R5.1, R9.1)',
  async (service, index) => {
    const leadId = await capture(index, service);
    const card = await open(`/leads/detail/${leadId}?theme=light&lang=es`);
    const total = card.locator('.al-total__number');
    await total.waitFor({ timeout: longestMs });
    const before = Number(await total.innerText());
    const phone = await open(`/phone/${leadId}`);
    const log = phone.getByRole('log');
    await log.getByText('Recibimos tu solicitud').waitFor({ timeout: longestMs });
    await phone.getByRole('button', { name: 'Sí, empecemos' }).click();
    await log.locator('.bubble.lead').first().waitFor({ timeout: longestMs });
    // The reply is a hook on its way: the two minutes begin when the companion has it.
    await until(
      'the conversation begun',
      async () => {
        await ask('/sandbox/clock', { advanceMs: 30_000 });
        // As a person taps it: half an hour may not pass before the bot has said its first word.
        await phone.waitForTimeout(500);
        return (await phone.locator('.bubble.firm').count()) > 1;
      },
      longestMs,
    );

    await converse(phone, leadId);

    await until(
      'the lead score of the conversation',
      async () => {
        const score = Number(await fieldOf(leadId, 'LEAD_SCORE'));
        return score !== before && Number(await total.innerText()) === score;
      },
      2 * longestMs,
    );
    // The score rises with the first reply already: the card that stands open looks again for the rest.
    const told = card.locator("[data-part='conversation']");
    await until(
      'the conversation on the card',
      async () => ((await told.textContent()) ?? '').includes('empecemos'),
      2 * longestMs,
    );
    expect(await fieldOf(leadId, 'CONVERSATION_END')).not.toBeNull();
    await phone.close();
    await card.close();
  },
  5 * longestMs,
);
