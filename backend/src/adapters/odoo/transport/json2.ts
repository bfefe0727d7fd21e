import { AppError, backoff } from '../../../errors.js';
import { z } from 'zod';
import { translateFault } from '../errors.js';
import type { TransportTools } from './jsonrpc.js';
import { isWrite, toNamed } from './methods.js';
import { exchange, faultSchema } from './read-answer.js';
import type { OdooCall, OdooServer, OdooTransport } from './transport.js';
import { readVersion } from './version.js';

/** Odoo 19 and newer: one address per method, bearer key, named arguments, a bare result. */
export function createJson2({ settings, send, keys }: TransportTools): OdooTransport {
  const post = async (call: OdooCall, key: string): Promise<unknown> => {
    const where = `${call.model}.${call.method}`;
    const { status, body } = await exchange(
      send,
      {
        method: 'POST',
        url: `${settings.baseUrl}/json/2/${call.model}/${call.method}`,
        headers: {
          authorization: `bearer ${key}`,
          'user-agent': 'account-kommo-integration',
          // Without it a server with several databases answers 404 with an HTML page.
          ...(settings.database === '' ? {} : { 'x-odoo-database': settings.database }),
        },
        body: toNamed(call),
        timeoutMs: isWrite(call.method) ? settings.writeTimeoutMs : settings.readTimeoutMs,
      },
      where,
    );
    if (status < 200 || status > 299) throw readFault(body, status, where);
    return body;
  };

  return {
    kind: 'json2',
    call: (call) => keys.withKey((key) => post(call, key)),
    async readServer(): Promise<OdooServer> {
      // The key first: with an open circuit nothing is asked at all.
      const me = await keys.withKey((key) =>
        post({ model: 'res.users', method: 'context_get' }, key),
      );
      return { ...(await readVersion(send, settings)), userId: userIdOf(me) };
    },
  };
}

function readFault(body: unknown, status: number, where: string): AppError {
  const fault = faultSchema.safeParse(body);
  return translateFault(
    fault.success ? { ...fault.data, status } : { name: '', message: '', status },
    where,
  );
}

const contextSchema = z.object({ uid: z.int().positive() });

function userIdOf(context: unknown): number {
  const read = contextSchema.safeParse(context);
  if (read.success) return read.data.uid;
  throw new AppError('odoo_unreachable', 'Odoo did not tell who the key belongs to', {
    retry: backoff,
    reason: { code: 'odoo.odd_answer' },
    facts: { where: 'res.users.context_get' },
  });
}
