import express from 'express';
import { hostOptions } from './host-bridge.js';
import { createHostPages } from './host/router.js';
import { createApi, createLegacyApi, createMissing } from './kommo/api.js';
import { createControl } from './kommo/control/control.js';
import { createKommo } from './kommo/kommo.js';
import type { KommoStandIn } from './kommo/kommo.js';
import { createOauth } from './kommo/auth/oauth.js';
import { listen, stopListening } from './listen.js';
import { createGraph } from './meta/graph.js';
import { metaControls } from './meta/meta-controls.js';
import { createMeta } from './meta/meta.js';
import type { Meta, MetaSecrets } from './meta/meta.js';
import { createMetaPages } from './meta/meta-router.js';
import { listenToWhatsApp } from './meta/whatsapp-listener.js';
import { startOdooStandIn } from './odoo/server.js';
import { consentPage } from './pages/consent.js';
import { createPhone } from './phone/phone-router.js';
import { phoneControls } from './phone/phone-controls.js';
import { createPages } from './pages/router.js';

export interface SandboxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly odooPort: number;
  /** An Odoo that is there already: then none is stood in for. */
  readonly odooUrl?: string;
  readonly companionUrl: string;
  /** The integration's secret key. */
  readonly clientSecret: string;
  /** What Meta's app and page are set up with. */
  readonly meta?: MetaSecrets;
  /** Where kommo.json and odoo.json are kept; null keeps everything in memory. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
  /** Milliseconds that only grow, for the limits; the process's own when absent. */
  readonly ticks?: () => number;
  /** False: what falls due comes only when time is moved by the control. */
  readonly wakesItself?: boolean;
  /** What a person at the console should know; nobody is told when absent. */
  readonly say?: (line: string) => void;
}

export interface Sandbox {
  readonly url: string;
  readonly odooUrl: string;
  close(): Promise<void>;
}

/** Starts the stand-ins on this machine; nothing is reachable from outside it. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, companionUrl, say = () => undefined } = options;
  const kommo = createKommo({ ...options, say });
  const odoo = await startOdoo({ ...options, say }, kommo).catch((error: unknown) => {
    kommo.close();
    throw error;
  });
  const meta = createMeta(kommo.account.clock, companionUrl, options.meta ?? metaSecrets);
  listenToWhatsApp(kommo.account, meta);
  const app = createApp({ kommo, meta, companionUrl, odooUrl: odoo.url });
  const close = async () => {
    kommo.close();
    await odoo.close();
  };
  try {
    const { server, url } = await listen(app, port, 'SANDBOX_PORT');
    kommo.bots.servedAt(url);
    return {
      ...{ url, odooUrl: odoo.url },
      async close() {
        await stopListening(server);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Its time is Kommo's, so that one control moves everything that the companion talks to. */
const startOdoo = async (
  { odooUrl, odooPort, port, dataDir, companionUrl, say }: SandboxOptions,
  { account }: KommoStandIn,
): Promise<Pick<Sandbox, 'url' | 'close'>> =>
  odooUrl === undefined
    ? startOdooStandIn({
        ...{ port: odooPort, dataDir, clock: () => account.clock.now(), companionUrl },
        ...(say !== undefined && { say }),
        ...(port !== 0 && { kommoUrl: `http://localhost:${port}` }),
      })
    : { url: odooUrl, close: () => Promise.resolve() };

/** Fixed, for who starts the sandbox without choosing. */
const metaSecrets: MetaSecrets = {
  appSecret: 'sandbox-meta-secret',
  pageToken: 'sandbox-meta-token',
  verifyToken: 'sandbox-meta-verify',
};

interface Parts {
  readonly kommo: KommoStandIn;
  readonly meta: Meta;
  readonly companionUrl: string;
  readonly odooUrl: string;
}

function createApp({ kommo, meta, companionUrl, odooUrl }: Parts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((req, res, next) => {
    // A phone that looks every second changes nothing.
    if (!/^\/(sandbox\/)?phone\//.test(req.path) || req.method !== 'GET')
      res.on('close', () => {
        kommo.remember();
      });
    next();
  });
  app.use('/api/v4', createApi(kommo.httpContext, kommo.bots));
  app.use('/api/v2', createLegacyApi(kommo.httpContext, kommo.bots));
  app.use(createOauth(kommo.httpContext, consentPage));
  app.use('/graph', createGraph(meta, kommo.account.clock));
  app.use(createMetaPages(meta, { companionUrl, odooUrl }));
  app.use(createMissing(kommo.httpContext));
  app.use(createPhone(kommo));
  app.use(createPages({ kommo, odooUrl, companionUrl }));
  app.use('/sandbox', createControl(kommo, [...phoneControls, ...metaControls(meta)]));
  app.use(createHostPages(hostOptions(kommo, companionUrl)));
  return app;
}
