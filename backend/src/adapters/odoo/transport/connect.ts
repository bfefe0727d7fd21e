import { AppError, never } from '../../../errors.js';
import { createJson2 } from './json2.js';
import { createJsonRpc } from './jsonrpc.js';
import type { TransportTools } from './jsonrpc.js';
import { takeTurns } from './take-turns.js';
import type { OdooTransport } from './transport.js';
import { readVersion } from './version.js';

/** JSON-2 exists from here on; before, its address redirects (18) or is missing (17). */
export const firstWithJson2 = 19;

/**
 * The transport by setting, or by the server's version: `common.version` answers everywhere, while probing /json/2
 * meets redirects and login pages. Detection happens at the first call, and again after one that no application
 * answered: an Odoo that was restarted may be another version.
 */
export const connect = (tools: TransportTools): OdooTransport =>
  takeTurns(choose(tools), tools.settings.concurrency);

function choose(tools: TransportTools): OdooTransport {
  switch (tools.settings.transport) {
    case 'json2':
      return createJson2(tools);
    case 'jsonrpc':
      return createJsonRpc(tools);
    case 'auto':
      return detected(tools);
    case 'rest':
      throw new AppError('odoo_not_configured', 'The REST endpoint is no transport for records', {
        retry: never,
        reason: { code: 'odoo.rest_only' },
      });
  }
}

function detected(tools: TransportTools): OdooTransport {
  // Kept over a new detection: a login costs Odoo half a second.
  const json2 = createJson2(tools);
  const jsonRpc = createJsonRpc(tools);
  let chosen: OdooTransport | null = null;
  let asking: Promise<OdooTransport> | null = null;
  const detect = async (): Promise<OdooTransport> => {
    const { major } = await readVersion(tools.send, tools.settings);
    chosen = major !== null && major >= firstWithJson2 ? json2 : jsonRpc;
    return chosen;
  };
  const transport = (): Promise<OdooTransport> => {
    if (chosen) return Promise.resolve(chosen);
    asking ??= detect().finally(() => {
      asking = null;
    });
    return asking;
  };
  const over = async <T>(work: (chosen: OdooTransport) => Promise<T>): Promise<T> => {
    const current = await transport();
    try {
      return await work(current);
    } catch (error) {
      if (isFromElsewhere(error)) chosen = null;
      throw error;
    }
  };
  return {
    // Before the first answer nothing is known; JSON-RPC is what every supported version has.
    get kind() {
      return chosen?.kind ?? 'jsonrpc';
    },
    call: (call) => over((current) => current.call(call)),
    readServer: () => over((current) => current.readServer()),
  };
}

/** No answer, a redirect or a page: whatever it was, it was not the API that was found before. */
const isFromElsewhere = (error: unknown): boolean =>
  error instanceof AppError &&
  ['odoo_unreachable', 'odoo_not_configured'].includes(error.code) &&
  error.facts['odooError'] === undefined;
