import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import { createApi } from './kommo/api.js';
import { createKommo } from './kommo/kommo.js';

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
  const kommo = createKommo(options);
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.on('finish', () => {
      kommo.remember();
    });
    next();
  });
  app.use('/api/v4', createApi(kommo.account));
  const server = await listen(app, options.port);
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    url,
    odooUrl: `http://127.0.0.1:${options.odooPort}`,
    async close() {
      kommo.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
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
