import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startTestSandbox } from './start.js';

describe('pages', () => {
  test('the board shows leads, escapes what they typed, and moves one to won by a button', async () => {
    const kommo = await startTestSandbox();
    const made = await kommo.post('/api/v4/leads', [{ name: '<script>alert(1)</script>' }]);
    const id = made.id('_embedded.leads.0.id');
    const board = await kommo.get('/');
    expect(board.text).toContain('&lt;script&gt;');
    expect(board.text).not.toContain('<script>alert');
    expect(board.text).toContain(`/leads/detail/${id}`);
    const moved = await fetch(`${kommo.url}/sandbox/board/${id}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
      body: 'chosen=67548607&status_id=142',
    });
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/']);
    expect((await kommo.get(`/api/v4/leads/${id}`)).body).toMatchObject({
      status_id: 142,
      updated_by: 1001,
    });
    expect((await kommo.get('/sandbox/received')).text).toContain('POST /api/v4/leads');
    expect((await kommo.get('/sandbox/contacts')).text).toContain('Todavía no hay contactos');
    expect((await kommo.get(`/leads/detail/${id}`)).status).toBe(200);
    await kommo.close();
  });

  test('a person is held to the fields that a stage requires, the API is not', async () => {
    const kommo = await startTestSandbox();
    await kommo.post('/api/v4/leads/custom_fields', [
      {
        name: 'Servicio',
        type: 'text',
        code: 'S',
        required_statuses: [{ pipeline_id: 8_572_511, status_id: 142 }],
      },
    ]);
    const id = (await kommo.post('/api/v4/leads', [{}])).id('_embedded.leads.0.id');
    const refused = await kommo.post(`/sandbox/leads/${id}/move`, { won: true });
    expect([refused.status, refused.at('fields')]).toEqual([400, ['S']]);
    expect((await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 })).status).toBe(200);
    await kommo.close();
  });

  test('an empty board tells how the first lead gets in, a full one does not', async () => {
    const kommo = await startTestSandbox({ companionUrl: 'http://localhost:3999' });
    expect((await kommo.get('/')).text).toContain(
      'curl -X POST http://localhost:3999/webhooks/leads/direct',
    );
    await kommo.post('/api/v4/leads', [{ name: 'Colmado' }]);
    expect((await kommo.get('/')).text).not.toContain('curl');
    await kommo.close();
  });

  test('what was received is filtered by text and by failure, newest first, with the hooks and their state', async () => {
    const kommo = await startTestSandbox();
    const hook = { destination: 'http://127.0.0.1:9/never', settings: ['add_lead'] };
    await kommo.post('/api/v4/webhooks', hook);
    await kommo.post('/api/v4/leads', [{ name: 'Colmado' }]);
    await kommo.patch('/api/v4/leads/1', { price: 1 });
    const shown = async (query: string) => {
      const { text } = await kommo.get(`/sandbox/received${query}`);
      return [...text.matchAll(/<code>((?:POST|PATCH) [^<]*)</g)].map(([, line]) => line);
    };
    expect(await shown('')).toEqual([
      'PATCH /api/v4/leads/1',
      'POST /api/v4/leads',
      'POST /api/v4/webhooks',
    ]);
    expect(await shown('?text=colmado')).toEqual(['POST /api/v4/leads']);
    expect(await shown('?failed=1')).toEqual(['PATCH /api/v4/leads/1']);
    const { text } = await kommo.get('/sandbox/received?text=never');
    expect(text).toMatch(/activa<\/span>\s*<code>http:\/\/127\.0\.0\.1:9\/never/);
    expect(text).toContain('Avisos enviados (1)');
    await kommo.close();
  });

  test('another site cannot turn anything', async () => {
    const kommo = await startTestSandbox();
    const answer = await kommo.call(
      'POST',
      '/sandbox/reset',
      {},
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.status).toBe(403);
    await kommo.close();
  });
});

describe('memory', () => {
  test('a second start finds what the first one had, and no half-written file', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kommo-'));
    const first = await startTestSandbox({ dataDir });
    const made = await first.post('/api/v4/leads/complex', [
      { name: 'Colmado', _embedded: { contacts: [{ name: 'Ana' }] } },
    ]);
    await first.post('/sandbox/clock', { advanceMs: 60_000 });
    await first.close();
    expect((await readdir(dataDir)).filter((name) => name.startsWith('kommo'))).toEqual([
      'kommo.json',
    ]);
    const second = await startTestSandbox({ dataDir });
    expect(
      (await second.get(`/api/v4/leads/${made.id('0.id')}?with=contacts`)).at(
        '_embedded.contacts.0.id',
      ),
    ).toBe(made.at('0.contact_id'));
    expect((await second.get('/sandbox/clock')).at('offsetMs')).toBe(60_000);
    const next = await second.post('/api/v4/leads', [{}]);
    expect(next.id('_embedded.leads.0.id')).toBeGreaterThan(made.id('0.id'));
    await second.close();
    await rm(dataDir, { recursive: true });
  });
});
