import { createKommoClient } from '../../adapters/kommo/http/client.js';
import { createTurnsInMemory } from '../../adapters/kommo/http/turns-in-memory.js';
import { createOAuth } from '../../adapters/kommo/auth/oauth.js';
import { AppError } from '../../errors.js';
import { failed, failureOf, ok } from '../doctor/doctor-check.js';
import type { Check } from '../doctor/doctor-check.js';
import { checkRights, checkScopes, readAccount } from '../doctor/doctor-kommo.js';
import type { Tested, Values } from './question.js';
import { configOf } from './test-tools.js';
import type { TestTools } from './test-tools.js';

/** Whether the token opens the account as an administrator's; the account tells its number. */
export async function testToken(values: Values, tools: TestTools): Promise<Tested> {
  const { kommo } = configOf(values, tools.env);
  const { log, clock, sleep } = tools;
  const client = createKommoClient({
    ...{ baseUrl: kommo.baseUrl, shared: createTurnsInMemory(clock), log, clock, sleep },
    token: () => Promise.resolve(kommo.token),
  });
  try {
    const { id, name, userId } = await readAccount(client);
    const account = ok(
      { code: 'doctor.account' },
      { code: 'installation.kommo_found', params: { name, id } },
    );
    const rights = await checkRights(client, userId);
    const scopes = rights.state === 'failed' ? [] : await checkScopes(client);
    return {
      isWrong: rights.state === 'failed',
      checks: [account, rights, ...scopes],
      learned: { KOMMO_ACCOUNT_ID: String(id) },
    };
  } catch (error) {
    return wrong(refusalOf(error, kommo.baseUrl));
  }
}

function refusalOf(error: unknown, address: string): Check {
  const name = { code: 'doctor.account' } as const;
  const code = error instanceof AppError ? error.code : '';
  if (code === 'kommo_not_connected') {
    return failed(
      name,
      { code: 'installation.kommo_wrong_token' },
      { code: 'installation.kommo_wrong_token_remedy', params: { address } },
    );
  }
  if (code !== 'kommo_unreachable') return failureOf(name, error);
  return failed(
    name,
    { code: 'installation.kommo_not_there' },
    { code: 'installation.kommo_not_there_remedy' },
  );
}

/** No code that was ever given out: Kommo looks at id and secret first, and refuses the code only where those are right. */
const noCode = 'npm-run-setup';

export async function testClient(values: Values, tools: TestTools): Promise<Tested> {
  const { kommo } = configOf(values, tools.env);
  const { log, clock, sleep } = tools;
  const name = 'KOMMO_CLIENT_SECRET';
  const oauth = createOAuth({ ...kommo, shared: createTurnsInMemory(clock), log, clock, sleep });
  try {
    const grant = await oauth.exchange(noCode);
    if (grant.kind === 'granted' || grant.why === 'token')
      return right([ok(name, { code: 'installation.client_found' })]);
    const redirect = kommo.redirectUri;
    return wrong(
      failed(
        name,
        { code: 'installation.kommo_wrong_client' },
        { code: 'installation.kommo_wrong_client_remedy', params: { redirect } },
      ),
    );
  } catch (error) {
    return wrong(failureOf(name, error));
  }
}

const wrong = (check: Check): Tested => ({ isWrong: true, checks: [check], learned: {} });
const right = (checks: readonly Check[]): Tested => ({ isWrong: false, checks, learned: {} });
