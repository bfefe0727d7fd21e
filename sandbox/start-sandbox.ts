import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import { hostOptions } from './host-bridge.js';
import { createHostPages } from './host/router.js';
import { createApi, createLegacyApi } from './kommo/api.js';
import { createControl } from './kommo/control.js';
import { createKommo } from './kommo/kommo.js';
import type { KommoStandIn } from './kommo/kommo.js';
import { createOauth } from './kommo/oauth.js';
import { startOdooStandIn } from './odoo/server.js';
import { consentPage } from './pages/consent.js';
import { createPages } from './pages/router.js';

export interface SandboxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly odooPort: number;
  readonly companionUrl: string;
  /** The integration's secret key. */
  readonly clientSecret: string;
  /** Where kommo.json and odoo.json are kept; null keeps everything in memory. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
}

export interface Sandbox {
  readonly url: string;
  readonly odooUrl: string;
  close(): Promise<void>;
}

/** Starts the stand-ins on this machine; nothing is reachable from outside it. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const odoo = await startOdooStandIn({
    ...{ port: options.odooPort, dataDir: options.dataDir, clock: options.clock },
    companionUrl: options.companionUrl,
  });
  const kommo = createKommo(options);
  const server = await listen(createApp(kommo, options.companionUrl, odoo.url), options.port);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    odooUrl: odoo.url,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      kommo.close();
      await odoo.close();
    },
  };
}

function createApp(kommo: KommoStandIn, companionUrl: string, odooUrl: string): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.on('close', () => {
      kommo.remember();
    });
    next();
  });
  app.use('/api/v4', createApi(kommo.door));
  app.use('/api/v2', createLegacyApi(kommo.door));
  app.use(createOauth(kommo.door, consentPage));
  app.use(createPages({ kommo, odooUrl }));
  app.use('/sandbox', createControl(kommo));
  app.use(createHostPages(hostOptions(kommo, companionUrl)));
  return app;
}

async function listen(app: express.Express, port: number): Promise<Server> {
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The sandbox listens on a port');
  return address.port;
}
