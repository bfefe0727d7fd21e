import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import type { HostLead, HostOptions, HostStore } from '../../../sandbox/host/host-options.js';
import { createMemoryStore } from '../../../sandbox/host/host-options.js';
import { createHostPages } from '../../../sandbox/host/router.js';

const fixtureFolder = join(process.cwd(), 'test/fixtures/host-widget');

export const secret = 'a secret that only the sandbox and the companion know';

const logoSizes: readonly (readonly [string, number, number])[] = [
  ['logo', 130, 100],
  ['logo_main', 400, 272],
  ['logo_small', 108, 108],
  ['logo_medium', 240, 84],
  ['logo_min', 84, 84],
  ['logo_dp', 174, 109],
];

/** A blank PNG of exactly this size. */
export function png(width: number, height: number): Promise<Uint8Array> {
  const background = { r: 40, g: 110, b: 220 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

/** The fixture's files with its logos; a test changes one and zips them. */
export async function widgetFiles(): Promise<Record<string, Uint8Array>> {
  const files = filesIn(fixtureFolder, '');
  for (const [name, width, height] of logoSizes) {
    files[`images/${name}.png`] = new Uint8Array(await png(width, height));
  }
  return files;
}

export async function widgetZip(): Promise<Uint8Array> {
  return zipSync(await widgetFiles());
}

function filesIn(folder: string, prefix: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) Object.assign(files, filesIn(path, `${prefix}${name}/`));
    else files[`${prefix}${name}`] = new Uint8Array(readFileSync(path));
  }
  return files;
}

export const lead: HostLead = {
  id: 501,
  name: 'Ferretería Los Prados · Contabilidad mensual',
  price: 25000,
  pipelineId: 9001,
  statusId: 71,
  responsibleUserId: 1002,
  createdAt: Date.UTC(2026, 4, 4, 14) / 1000,
  fields: [
    { fieldId: 11, values: [{ value: 'Contabilidad', enumId: 31 }] },
    { fieldId: 12, values: [{ value: 82, enumId: null }] },
  ],
  contacts: [
    { id: 601, name: 'Ana Prueba', phones: ['+18095550101'], emails: ['ana@example.com'] },
  ],
  company: { id: 701, name: 'Ferretería Los Prados' },
  tags: ['landing'],
  notes: [{ at: Date.UTC(2026, 4, 4, 15) / 1000, text: 'Llamar en la tarde.' }],
};

export interface RunningHost {
  readonly url: string;
  readonly store: HostStore;
  close(): Promise<void>;
}

export async function startHost(changes: Partial<HostOptions> = {}): Promise<RunningHost> {
  const zip = await widgetZip();
  const store = createMemoryStore();
  const app = express();
  app.use(createHostPages({ ...hostOptions(zip, store), ...changes }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function hostOptions(zip: Uint8Array, store: HostStore): HostOptions {
  return {
    accountId: 30000001,
    subdomain: 'sandbox',
    users: [
      { id: 1001, name: 'Rosa Admin', email: 'rosa@example.com', isAdmin: true },
      { id: 1002, name: 'Luis Ventas', email: 'luis@example.com', isAdmin: false },
    ],
    clientUuid: '00000000-0000-4000-8000-000000000001',
    clientSecret: secret,
    redirectUri: 'http://localhost:3000/oauth/callback',
    widgetCode: 'test_widget',
    widgetZip: () => Promise.resolve(zip),
    companionUrl: 'http://localhost:3000',
    clock: () => new Date(),
    store,
    readLead: (id) => Promise.resolve(id === lead.id || id === 502 ? { ...lead, id } : null),
    listLeads: () => Promise.resolve([lead, { ...lead, id: 502, name: 'Otro lead' }]),
    listFields: () =>
      Promise.resolve([
        {
          id: 11,
          name: 'Servicio',
          code: 'SERVICE_TYPE',
          type: 'select',
          enums: [
            { id: 31, value: 'Contabilidad' },
            { id: 32, value: 'Impuestos' },
          ],
        },
        { id: 12, name: 'Puntuación', code: 'LEAD_SCORE', type: 'numeric', enums: [] },
        { id: 13, name: 'Sector', code: 'INDUSTRY_SECTOR', type: 'text', enums: [] },
        { id: 14, name: 'utm_source', code: 'UTM_SOURCE', type: 'tracking_data', enums: [] },
      ]),
    listPipelines: () =>
      Promise.resolve([
        {
          id: 9001,
          name: 'Servicios Contables',
          statuses: [
            { id: 70, name: 'Lead Nuevo', color: '#99ccff' },
            { id: 71, name: 'Calificando', color: '#ffcc66' },
            { id: 142, name: 'Ganado', color: '#ccff66' },
            { id: 143, name: 'Perdido', color: '#d5d8db' },
          ],
        },
      ]),
  };
}
