import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { createAccountPages } from '../../../sandbox/host/account-pages.js';
import { createKommo } from '../../../sandbox/kommo/kommo.js';
import { widgetZip } from './host-page.js';

const clock = (): Date => new Date('2026-05-04T15:00:00Z');
const companionUrl = 'http://localhost:3000';
const kommo = createKommo({ companionUrl, clientSecret: 'a secret', dataDir: null, clock });
const { state } = kommo.account;

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'host-'));
  await writeFile(join(dataDir, 'widget.zip'), await widgetZip());
});

afterAll(async () => {
  kommo.close();
  await rm(dataDir, { recursive: true });
});

/** Serves the account's pages while `work` runs. */
async function withPages<T>(work: (url: string) => Promise<T>): Promise<T> {
  const widgetFile = join(dataDir, 'widget.zip');
  const app = express();
  app.use(createAccountPages({ account: kommo.account, companionUrl, widgetFile, dataDir, clock }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const admin = { cookie: 'sandbox_user=1001' };

test('a lead of the account is on its card and in the list; its text stays text (R9.1)', async () => {
  const [pipeline] = [...state.pipelines.values()];
  const times = { created_at: 1, updated_at: 1, closest_task_at: null };
  const authors = { responsible_user_id: 1002, group_id: 0, created_by: 0, updated_by: 0 };
  const phone = [...state.customFields.values()].find((field) => field.code === 'PHONE');
  const entity = { ...times, ...authors, is_deleted: false, tags: [] };
  state.contacts.set(77, {
    ...{ ...entity, id: 77, name: 'Ana Prueba', first_name: 'Ana', last_name: 'Prueba' },
    ...{ is_unsorted: false, company_id: null },
    fields: [{ field_id: phone?.id ?? 0, values: [{ value: '+18095550101' }] }],
  });
  state.leads.set(78, {
    ...{ ...entity, id: 78, name: '<b>Contabilidad</b>', price: 100, fields: [] },
    ...{ status_id: pipeline?.statuses[1]?.id ?? 0, pipeline_id: pipeline?.id ?? 0 },
    ...{ loss_reason_id: null, source_id: null, closed_at: null, company_id: null },
    contacts: [{ id: 77, is_main: true }],
  });

  await withPages(async (url) => {
    const card = await (await fetch(`${url}/leads/detail/78`)).text();
    expect(card).toContain('&lt;b&gt;Contabilidad&lt;/b&gt;');
    expect(card).not.toContain('<b>Contabilidad</b>');
    expect(card).toContain('+18095550101');
    expect(await (await fetch(`${url}/leads/list`)).text()).toContain('/leads/detail/78');
  });
});

test('a disabled widget is still disabled after a restart, and gone from the widget list', async () => {
  const save = (url: string, active: string): Promise<Response> =>
    fetch(`${url}/ajax/widgets/edit`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json' },
      body: JSON.stringify({ active, fields: { companion_url: 'https://companion.example' } }),
    });
  const page = async (url: string): Promise<string> =>
    (await fetch(`${url}/settings/widgets`, { headers: admin })).text();

  await withPages((url) => save(url, 'Y'));
  expect(state.widgetSettings.get('account_leads')).toEqual({
    companion_url: 'https://companion.example',
  });
  await withPages((url) => save(url, 'N'));
  expect(state.widgetSettings.has('account_leads')).toBe(false);
  expect(await withPages(page)).toContain('data-status="install"');
});
