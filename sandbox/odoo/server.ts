import express from 'express';
import type { Express } from 'express';
import { listen, stopListening } from '../listen.js';
import { createControlRouter } from './control.js';
import { createStandIn } from './stand-in.js';
import type { StandIn } from './stand-in.js';
import type { OdooVersion } from './switches.js';
import { createPagesRouter } from './pages/router.js';
import { createAddonHandler } from './transport/addon.js';
import { htmlAnswer, sendAnswer } from './transport/answer.js';
import { createJson2Handler } from './transport/json2.js';
import { createJsonRpcHandler } from './transport/jsonrpc.js';

export interface OdooOptions {
  readonly port: number;
  /** Default 19. */
  readonly version?: OdooVersion;
  /** Null: memory only. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
  /** Linked from the records page. */
  readonly companionUrl?: string;
  /** Linked from every page. */
  readonly kommoUrl?: string;
  /** What a person at the console should know; nobody is told when absent. */
  readonly say?: (line: string) => void;
}

export interface RunningOdoo {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Odoo as far as the hand-over sees it, on 127.0.0.1. */
export async function startOdooStandIn(options: OdooOptions): Promise<RunningOdoo> {
  const say = options.say ?? (() => undefined);
  const standIn = createStandIn({ ...options, version: options.version ?? 19, say });
  const app = createOdooApp(standIn, options);
  const { server, url, port } = await listen(app, options.port, 'SANDBOX_ODOO_PORT');
  return {
    ...{ url, port },
    close: async () => {
      await stopListening(server);
      await standIn.close();
    },
  };
}

export function createOdooApp(
  standIn: StandIn,
  { companionUrl, kommoUrl }: Pick<OdooOptions, 'companionUrl' | 'kommoUrl'>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.text({ type: () => true, limit: '20mb' }));

  app.post('/jsonrpc', createJsonRpcHandler(standIn));
  app.all('/json/2/:model/:method', createJson2Handler(standIn));
  app.get('/web/version', (_request, response) => {
    const version = standIn.version();
    if (version < 19) sendAnswer(response, notFound());
    else response.json({ version_info: [version, 0, 0, 'final', 0, ''], version: `${version}.0` });
  });
  app.post('/api/crm/leads', createAddonHandler(standIn));
  app.use(
    createPagesRouter(standIn, {
      companionUrl: companionUrl ?? null,
      kommoUrl: kommoUrl ?? null,
    }),
  );
  app.use('/sandbox', createControlRouter(standIn));
  app.use((_request, response) => {
    sendAnswer(response, notFound());
  });
  return app;
}

function notFound() {
  return htmlAnswer(
    404,
    'Not Found',
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  );
}
