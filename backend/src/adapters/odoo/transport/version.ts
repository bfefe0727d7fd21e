import { z } from 'zod';
import { AppError, backoff } from '../../../errors.js';
import { translateFault } from '../errors.js';
import { exchange, faultSchema } from './read-answer.js';
import type { Send } from './read-answer.js';
import type { OdooSettings } from './settings.js';

const versionSchema = z.union([
  z.object({
    result: z.object({
      server_version: z.string(),
      server_version_info: z.array(z.union([z.number(), z.string()])),
    }),
  }),
  z.object({ error: z.object({ data: faultSchema }) }),
]);

/** `common.version` answers on every version up to 22, without a key and without a database. */
export async function readVersion(
  send: Send,
  settings: Pick<OdooSettings, 'baseUrl' | 'readTimeoutMs'>,
): Promise<{ readonly version: string; readonly major: number | null }> {
  const where = 'common.version';
  const { status, body } = await exchange(
    send,
    {
      method: 'POST',
      url: `${settings.baseUrl}/jsonrpc`,
      body: {
        jsonrpc: '2.0',
        method: 'call',
        id: 1,
        params: { service: 'common', method: 'version', args: [] },
      },
      timeoutMs: settings.readTimeoutMs,
    },
    where,
  );
  const answer = versionSchema.safeParse(body);
  if (!answer.success) {
    throw new AppError('odoo_unreachable', 'Odoo did not tell its version', {
      retry: backoff,
      reason: { code: 'odoo.odd_answer' },
      facts: { where, status },
    });
  }
  if ('error' in answer.data) throw translateFault({ ...answer.data.error.data, status }, where);
  const { server_version: version, server_version_info: info } = answer.data.result;
  return { version, major: majorOf(info[0]) };
}

/** Odoo Online says "saas~18.2" where others say 18. */
function majorOf(first: string | number | undefined): number | null {
  const found = /\d+/.exec(String(first ?? ''));
  return found ? Number(found[0]) : null;
}
