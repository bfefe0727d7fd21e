import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { freePort, temporaryFolder } from './support/processes.mjs';
import { until } from './support/world.js';

/** A machine that is shared may be slow; what is waited for comes by itself. */
const longestWaitMs = 240_000;

const dataDir = temporaryFolder();
let running: ChildProcess | null = null;
afterAll(async () => {
  if (running !== null && running.exitCode === null) {
    const child = running;
    const ended = new Promise((end) => child.once('exit', end));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly companion: string;
  readonly kommo: string;
  /** What it printed for a person to copy. */
  readonly said: string;
}

/** `npm start` as a newcomer runs it: no configuration, nothing in its data folder. */
async function startFresh(): Promise<Started> {
  const ports = { PORT: await freePort(), SANDBOX_PORT: await freePort() };
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...{ PATH: process.env['PATH'], DATA_DIR: dataDir },
      ...{ PORT: String(ports.PORT), SANDBOX_PORT: String(ports.SANDBOX_PORT) },
      SANDBOX_ODOO_PORT: String(await freePort()),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('the start', () => Promise.resolve(said.includes('Ctrl-C')), longestWaitMs);
  return {
    companion: `http://localhost:${ports.PORT}`,
    kommo: `http://localhost:${ports.SANDBOX_PORT}`,
    said,
  };
}

/** The curl that was printed, as a shell would take it apart. */
function readCurl(said: string) {
  const [, url = ''] = /curl -X POST (\S+)/u.exec(said) ?? [];
  const headers = [...said.matchAll(/-H '([^:']+): ([^']+)'/gu)];
  const [, body = ''] = /-d '([^']+)'/u.exec(said) ?? [];
  const named = headers.map(([, name = '', value = '']): [string, string] => [name, value]);
  return { url, body, headers: Object.fromEntries(named) };
}

const phoneSchema = z.object({
  messages: z.array(
    z.object({ from: z.enum(['firm', 'lead']), text: z.string(), buttons: z.array(z.string()) }),
  ),
});
const leadsSchema = z.object({
  _embedded: z.object({
    leads: z.array(
      z.object({
        id: z.number(),
        custom_fields_values: z
          .array(
            z.object({
              field_code: z.string().nullable(),
              values: z.array(z.object({ value: z.unknown() })),
            }),
          )
          .nullable(),
      }),
    ),
  }),
});
const cardSchema = z.object({
  current: z.string(),
  run: z.object({ state: z.string(), ending: z.object({ key: z.string() }).nullable() }),
  scores: z.array(z.object({ model: z.string(), total: z.number() })),
  lead: z.object({ stage: z.object({ key: z.string() }) }),
});

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  return response.ok && text !== '' ? JSON.parse(text) : null;
}

const post = (url: string, body: unknown) =>
  call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test(
  'from a fresh start one captured lead is welcomed, asked, scored and on its card, with no other step (R1.1, R1.5, R4.4)',
  async () => {
    const { companion, kommo, said } = await startFresh();
    const { url, headers, body } = readCurl(said);
    expect(url).toBe(`${companion}/webhooks/leads/direct`);

    const captured = await fetch(url, { method: 'POST', headers, body });
    expect(captured.status).toBe(202);

    const authorized = { headers: { authorization: 'Bearer sandbox-token' } };
    const readLead = async () => {
      const page = leadsSchema.safeParse(await call(`${kommo}/api/v4/leads`, authorized));
      return page.data?._embedded.leads[0] ?? null;
    };
    // By the list of phones: looking through Kommo's API would use up the turns of the companion.
    const findPhone = async () => {
      const page = await (await fetch(`${kommo}/phone`)).text();
      return /\/phone\/(\d+)/u.exec(page)?.[1] ?? null;
    };
    const id = await until('the phone of the lead', findPhone, longestWaitMs);
    const phone = `${kommo}/sandbox/phone/${id}`;
    const readFirm = async () => {
      const { messages } = phoneSchema.parse(await call(phone));
      return messages.at(-1)?.from === 'firm' ? messages.filter(({ from }) => from === 'firm') : [];
    };
    await until('the welcome', async () => (await readFirm()).length > 0, longestWaitMs);

    // The lead taps the first button of whatever the firm writes, or says a number, until nothing more is asked.
    const cardOf = async () => {
      const token = z
        .object({ token: z.string() })
        .safeParse(
          await call(
            `${kommo}/ajax/v2/integrations/00000000-0000-4000-8000-000000000001/disposable_token`,
            { headers: { 'x-requested-with': 'XMLHttpRequest', cookie: 'sandbox_user=1002' } },
          ),
        );
      const card = await call(`${companion}/widget/v1/leads/${id}/card?language=es`, {
        headers: { 'x-auth-token': token.data?.token ?? '', origin: kommo },
      });
      return cardSchema.safeParse(card).data ?? null;
    };
    let answered = 0;
    const card = await until(
      'the end of the conversation',
      async () => {
        const firm = await readFirm();
        const isAsked = firm.at(-1)?.text.startsWith('¡Gracias!') === false;
        if (firm.length > answered && isAsked) {
          answered = firm.length;
          await post(phone, { text: firm.at(-1)?.buttons[0] ?? '320' });
          // The two minutes after the lead's first word.
          await post(`${kommo}/sandbox/clock`, { advanceMs: 130_000 });
        }
        if (isAsked || firm.length === 0) return null;
        const shown = await cardOf();
        return shown?.run.state === 'ended' ? shown : null;
      },
      longestWaitMs,
    );

    expect(card.run.ending?.key).toBe('completed');
    expect(card.current).toBe('lead');
    const total = card.scores.find(({ model }) => model === 'lead')?.total ?? 0;
    expect(total).toBeGreaterThan(0);
    // Kommo has it a moment after the card; asked twice a second, so that the companion keeps its turns.
    const inKommo = async () => {
      await setTimeout(500);
      const lead = await readLead();
      const field = lead?.custom_fields_values?.find(
        ({ field_code }) => field_code === 'LEAD_SCORE',
      );
      return field?.values[0]?.value ?? null;
    };
    const score = await until('the lead score in Kommo', inKommo, longestWaitMs);
    expect(Number(score)).toBe(total);
  },
  3 * longestWaitMs,
);
