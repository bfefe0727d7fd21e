import type { HttpResponse } from '../../http-client.js';
import type { Send } from './read-answer.js';
import { verbOf } from './verb-of.js';

/** One exchange with Odoo; `status` is 0 without an answer. */
export interface OdooExchange {
  readonly verb: string;
  readonly status: number;
  readonly ms: number;
}

/** Tells how long each exchange took, whichever transport it belongs to. */
export const measured =
  (send: Send, onCall: (exchange: OdooExchange) => void): Send =>
  async (request) => {
    const startedAt = performance.now();
    const told = (status: number): void => {
      onCall({ verb: verbOf(request), status, ms: performance.now() - startedAt });
    };
    const response: HttpResponse = await send(request).catch((error: unknown) => {
      told(0);
      throw error;
    });
    told(response.status);
    return response;
  };
