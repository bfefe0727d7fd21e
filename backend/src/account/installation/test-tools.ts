import type { Config } from '../../config.js';
import { readConfig } from '../../config.js';
import type { Logger } from '../../log.js';
import type { Odoo } from '../../adapters/odoo/odoo.js';
import type { Values } from './question.js';

export interface TestTools {
  readonly log: Logger;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly odooOf: (config: Config) => Odoo | null;
  /** Variables of the environment that stand above what is answered: the sandbox's addresses. */
  readonly env: Values;
}

/** Stand in for what is not answered yet, so that the rest can be read as the companion reads it. */
const unanswered: Values = {
  CAPTURE_TOKEN: 'not-answered-yet-1',
  KOMMO_SUBDOMAIN: 'not-answered-yet',
  KOMMO_ACCOUNT_ID: '1',
  KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000000',
  KOMMO_CLIENT_SECRET: 'not-answered-yet-2',
  KOMMO_HOOK_SECRET: 'not-answered-yet-3',
  ENCRYPTION_KEY: '0123456789abcdef'.repeat(3) + '76543210fedcba98',
};

/** What the companion would read, whatever is missing. */
export const environmentOf = (values: Values, env: Values): Values => ({
  ...unanswered,
  ...values,
  ...env,
});

export const configOf = (values: Values, env: Values): Config =>
  readConfig(environmentOf(values, env));
