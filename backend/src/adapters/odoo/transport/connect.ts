import { AppError, never } from '../../../errors.js';
import { createJson2 } from './json2.js';
import { createJsonRpc } from './jsonrpc.js';
import type { TransportTools } from './jsonrpc.js';
import { takeTurns } from './take-turns.js';
import type { OdooTransport } from './transport.js';
import { readVersion } from './version.js';
import { wording } from '../wording.js';

/** JSON-2 exists from here on; before, its address redirects (18) or is missing (17). */
const firstWithJson2 = 19;

/**
 * The transport by setting, or by the server's version: `common.version` answers everywhere, while probing /json/2
 * meets redirects and login pages. Detection happens at the first call and again after a failed one.
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
        reason: wording.restOnly,
      });
  }
}

function detected(tools: TransportTools): OdooTransport {
  let chosen: OdooTransport | null = null;
  let asking: Promise<OdooTransport> | null = null;
  const detect = async (): Promise<OdooTransport> => {
    const { major } = await readVersion(tools.send, tools.settings);
    chosen = major !== null && major >= firstWithJson2 ? createJson2(tools) : createJsonRpc(tools);
    return chosen;
  };
  const transport = (): Promise<OdooTransport> => {
    if (chosen) return Promise.resolve(chosen);
    asking ??= detect().finally(() => {
      asking = null;
    });
    return asking;
  };
  return {
    // Before the first answer nothing is known; JSON-RPC is what every supported version has.
    get kind() {
      return chosen?.kind ?? 'jsonrpc';
    },
    call: async (call) => (await transport()).call(call),
    readServer: async () => (await transport()).readServer(),
  };
}
