import { z } from 'zod';
import { AppError, backoff } from '../../../errors.js';
import { isFault, translateFault } from '../errors.js';
import type { KeyRing } from './keys.js';
import { isWrite, toPositional } from './methods.js';
import { exchange, faultSchema } from './read-answer.js';
import type { Send } from './read-answer.js';
import type { OdooSettings } from './settings.js';
import type { OdooCall, OdooServer, OdooTransport } from './transport.js';
import { readVersion } from './version.js';

export interface TransportTools {
  readonly settings: OdooSettings;
  readonly send: Send;
  readonly keys: KeyRing;
}

/** Odoo 16–18 (and 19 while it lasts): the key travels in the password's place, positional arguments. */
export function createJsonRpc(tools: TransportTools): OdooTransport {
  const { settings, send, keys } = tools;
  const rpc = createRpc(tools);
  const userIds = rememberUserIds((key) =>
    authenticate(rpc, [settings.database, settings.login, key, {}]),
  );

  const executeAs = (userId: number, key: string, call: OdooCall): Promise<unknown> => {
    const { args, kwargs } = toPositional(call);
    const { model, method } = call;
    return rpc({
      service: 'object',
      method: 'execute_kw',
      args: [settings.database, userId, key, model, method, args, kwargs],
      where: `${model}.${method}`,
      slow: isWrite(method),
    });
  };
  const execute = async (call: OdooCall, key: string): Promise<unknown> => {
    const userId = await userIds.of(key);
    try {
      return await executeAs(userId, key, call);
    } catch (error) {
      if (!isFault(error, 'odoo.exceptions.AccessDenied')) throw error;
      // The key may belong to another user by now: the login says whose it is, or that it is nobody's.
      userIds.forget(key);
      const owner = await userIds.of(key);
      if (owner === userId) throw error;
      return executeAs(owner, key, call);
    }
  };

  return {
    kind: 'jsonrpc',
    call: (call) => keys.withKey((key) => execute(call, key)),
    async readServer(): Promise<OdooServer> {
      const userId = await keys.withKey((key) => userIds.of(key));
      return { ...(await readVersion(send, settings)), userId };
    },
  };
}

interface RpcCall {
  readonly service: 'common' | 'object';
  readonly method: string;
  readonly args: readonly unknown[];
  readonly where: string;
  readonly slow: boolean;
}
type Rpc = (call: RpcCall) => Promise<unknown>;

function createRpc({ settings, send }: TransportTools): Rpc {
  let lastId = 0;
  return async ({ service, method, args, where, slow }) => {
    lastId += 1;
    const { status, body } = await exchange(
      send,
      {
        method: 'POST',
        url: `${settings.baseUrl}/jsonrpc`,
        body: { jsonrpc: '2.0', method: 'call', id: lastId, params: { service, method, args } },
        timeoutMs: slow ? settings.writeTimeoutMs : settings.readTimeoutMs,
      },
      where,
    );
    return unwrap(body, status, where);
  };
}

async function authenticate(rpc: Rpc, args: readonly unknown[]): Promise<number> {
  const where = 'common.authenticate';
  const answer = await rpc({ service: 'common', method: 'authenticate', args, where, slow: true });
  // A bad login is `false` with status 200 and no error object.
  if (typeof answer === 'number') return answer;
  throw translateFault({ name: 'odoo.exceptions.AccessDenied', message: '', status: 200 }, where);
}

/** Authentication costs Odoo half a second of hashing, so the user id is asked once per key. */
function rememberUserIds(ask: (key: string) => Promise<number>) {
  const known = new Map<string, Promise<number>>();
  return {
    async of(key: string): Promise<number> {
      const asking = known.get(key) ?? ask(key);
      known.set(key, asking);
      try {
        return await asking;
      } catch (error) {
        known.delete(key);
        throw error;
      }
    },
    forget: (key: string) => known.delete(key),
  };
}

const envelopeSchema = z.union([
  z.object({ error: z.object({ data: faultSchema }) }),
  z.object({ result: z.unknown() }).refine((body) => 'result' in body),
]);

/** Every application error arrives with status 200; `error.code` is noise (200 on 17 and 18, 0 on 19). */
export function unwrap(body: unknown, status: number, where: string): unknown {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) throw oddEnvelope(status, where);
  if ('error' in envelope.data)
    throw translateFault({ ...envelope.data.error.data, status }, where);
  return envelope.data.result;
}

const oddEnvelope = (status: number, where: string): AppError =>
  new AppError('odoo_unreachable', `Odoo answered ${where} outside the JSON-RPC envelope`, {
    retry: backoff,
    reason: { code: 'odoo.odd_answer' },
    facts: { where, status },
  });
