import { send } from '../../adapters/http-client.js';
import { firstWithJson2 } from '../../adapters/odoo/transport/connect.js';
import { readVersion } from '../../adapters/odoo/transport/version.js';
import { failureOf, ok } from '../doctor/doctor-check.js';
import { checkOdoo } from '../doctor/doctor.js';
import type { Tested, Values } from './question.js';
import { configOf } from './test-tools.js';
import type { TestTools } from './test-tools.js';

const readTimeoutMs = 20_000;

/** Whether an Odoo answers there; its version says whether a login is needed. */
export async function testOdooServer(values: Values): Promise<Tested> {
  const name = 'ODOO_URL';
  const baseUrl = values[name] ?? '';
  try {
    const { version, major } = await readVersion(send, { baseUrl, readTimeoutMs });
    return {
      isWrong: false,
      checks: [ok(name, { code: 'installation.odoo_there', params: { version } })],
      learned: needsLogin(major) || 'ODOO_LOGIN' in values ? {} : { ODOO_LOGIN: '' },
    };
  } catch (error) {
    return { isWrong: true, checks: [failureOf(name, error)], learned: {} };
  }
}

const needsLogin = (major: number | null): boolean => major === null || major < firstWithJson2;

/** All that a hand-over needs; only where nothing opens are the answers wrong, the rest is mended in Odoo. */
export async function testOdoo(values: Values, { env, odooOf }: TestTools): Promise<Tested> {
  const checks = await checkOdoo(odooOf(configOf(values, env)));
  return { isWrong: checks.length === 1 && checks[0]?.state === 'failed', checks, learned: {} };
}
