import { readConfig } from '../../config.js';
import { ConfigError } from '../../config-error.js';
import type { ConfigProblem } from '../../config-error.js';
import { sayIn } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { failed } from './doctor-check.js';
import type { Check, Said } from './doctor-check.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What is wrong with the variables, one check each; empty when the companion could start with them. */
export function checkEnvironment(env: Env): readonly Check[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return toChecks(error.problems, env);
  }
}

const inSpanish = sayIn('es');
const say = (said: Said | null): string =>
  said === null || typeof said === 'string' ? (said ?? '') : inSpanish(said);

/** The same as lines for the console of `npm start`. */
export const sayEnvironment = (problems: readonly ConfigProblem[], env: Env): string =>
  [
    say({ code: 'variable.unusable' }),
    ...toChecks(problems, env).map(
      ({ name, found, remedy }) => `  ✗ ${say(name)}: ${say(found)}. ${say(remedy)}`,
    ),
    say({ code: 'variable.mend_and_repeat' }),
  ].join('\n');

/** One check for a variable, however much is wrong with it. */
const toChecks = (problems: readonly ConfigProblem[], env: Env): readonly Check[] => [
  ...new Map(problems.map((problem) => [nameOf(problem), toCheck(problem, env)] as const)).values(),
];

const nameOf = (problem: ConfigProblem): string =>
  problem.kind === 'no_access' ? 'ENCRYPTION_KEY' : problem.variable;

function toCheck(problem: ConfigProblem, env: Env): Check {
  switch (problem.kind) {
    case 'wrong':
      return wrongVariable(problem.variable, env[problem.variable]);
    case 'published':
    case 'weak':
      return failed(problem.variable, { code: `variable.${problem.kind}` }, drawOne);
    case 'repeated': {
      const { variable, other } = problem;
      return failed(variable, { code: 'variable.repeated', params: { other } }, drawOne);
    }
    case 'insecure':
      return failed(
        problem.variable,
        { code: 'variable.insecure' },
        { code: 'variable.insecure_remedy' },
      );
    case 'blocked_port':
      return failed(
        problem.variable,
        { code: 'variable.blocked_port' },
        { code: 'variable.blocked_port_remedy' },
      );
    case 'sandbox_only':
      return failed(
        problem.variable,
        { code: 'doctor.base_url_found' },
        { code: 'doctor.base_url_remedy' },
      );
    case 'no_access':
      return failed(
        { code: 'doctor.access' },
        { code: 'doctor.access_found' },
        { code: 'doctor.access_remedy' },
      );
  }
}

const drawOne: Sentence = { code: 'variable.draw_one' };

function wrongVariable(name: string, value: string | undefined): Check {
  const isMissing = value === undefined || value === '';
  const what = expected[name] ?? { code: 'variable.as_example' };
  return failed(
    name,
    { code: isMissing ? 'variable.missing' : 'variable.invalid' },
    { code: 'variable.must_be', params: { what } },
  );
}

const secret: Sentence = { code: 'variable.secret' };
const address: Sentence = { code: 'variable.address' };
const boolean: Sentence = { code: 'variable.boolean' };
const from = (least: number, most: number): Sentence => ({
  code: 'variable.number',
  params: { from: least, to: most },
});

/** What each variable takes, in the administrator's words; a test compares it with `.env.example`. */
export const expected: Readonly<Record<string, Sentence>> = {
  SANDBOX: boolean,
  PORT: { code: 'variable.PORT' },
  HOST: { code: 'variable.HOST' },
  PUBLIC_URL: address,
  LOG_LEVEL: { code: 'variable.LOG_LEVEL' },
  DATA_DIR: { code: 'variable.DATA_DIR' },
  DATABASE_URL: { code: 'variable.DATABASE_URL' },
  TRUST_PROXY_HOPS: from(0, 10),
  PRIVATE_HOSTS: { code: 'variable.PRIVATE_HOSTS' },
  ENCRYPTION_KEY: { code: 'variable.ENCRYPTION_KEY' },
  CAPTURE_TOKEN: secret,
  CAPTURE_TOKEN_DIRECT: secret,
  CAPTURE_TOKEN_INLEAD: secret,
  CAPTURE_TOKEN_META: secret,
  METRICS_TOKEN: secret,
  KOMMO_SUBDOMAIN: { code: 'variable.KOMMO_SUBDOMAIN' },
  KOMMO_BASE_URL: { code: 'variable.KOMMO_BASE_URL' },
  KOMMO_ACCOUNT_ID: { code: 'variable.KOMMO_ACCOUNT_ID' },
  KOMMO_TOKEN: { code: 'variable.KOMMO_TOKEN' },
  KOMMO_CLIENT_ID: { code: 'variable.KOMMO_CLIENT_ID' },
  KOMMO_CLIENT_SECRET: { code: 'variable.KOMMO_CLIENT_SECRET' },
  KOMMO_HOOK_SECRET: secret,
  KOMMO_HOOK_IPS: { code: 'variable.KOMMO_HOOK_IPS' },
  KOMMO_REDIRECT_URI: address,
  KOMMO_WIDGET_ORIGINS: { code: 'variable.addresses' },
  KOMMO_CHECK_AUDIENCE: boolean,
  KOMMO_SENDS_TEMPLATES: boolean,
  CONSENT_TEXT_DIRECT: { code: 'variable.consent_text' },
  CONSENT_TEXT_INLEAD: { code: 'variable.consent_text' },
  CONSENT_TEXT_META: { code: 'variable.consent_text' },
  WHATSAPP_PEOPLE_PER_DAY: from(0, 10_000_000),
  WHATSAPP_NUMBER: { code: 'variable.WHATSAPP_NUMBER' },
  FIRM_TAX_ID: { code: 'variable.FIRM_TAX_ID' },
  FIRM_ADDRESS: { code: 'variable.FIRM_ADDRESS' },
  FIRM_PRIVACY_EMAIL: { code: 'variable.FIRM_PRIVACY_EMAIL' },
  FORM_PER_HOUR: from(1, 100_000),
  PILOT_INLEAD_URL: address,
  BOT_START: { code: 'variable.BOT_START' },
  META_APP_SECRET: { code: 'variable.META_APP_SECRET' },
  META_VERIFY_TOKEN: secret,
  META_PAGE_TOKEN: { code: 'variable.META_PAGE_TOKEN' },
  META_PAGE_ID: { code: 'variable.META_PAGE_ID' },
  META_GRAPH_VERSION: { code: 'variable.META_GRAPH_VERSION' },
  ODOO_URL: address,
  ODOO_DATABASE: { code: 'variable.ODOO_DATABASE' },
  ODOO_LOGIN: { code: 'variable.ODOO_LOGIN' },
  ODOO_KEY: { code: 'variable.ODOO_KEY' },
  ODOO_KEY_EXPIRES: { code: 'variable.ODOO_KEY_EXPIRES' },
  OTEL_EXPORTER_OTLP_ENDPOINT: { code: 'variable.OTEL_EXPORTER_OTLP_ENDPOINT' },
  OTEL_EXPORTER_OTLP_HEADERS: { code: 'variable.OTEL_EXPORTER_OTLP_HEADERS' },
  ODOO_TRANSPORT: { code: 'variable.ODOO_TRANSPORT' },
  ODOO_EXCHANGE_RATES: { code: 'variable.ODOO_EXCHANGE_RATES' },
  ODOO_CONCURRENCY: from(1, 8),
  CAPTURE_PER_MINUTE: from(1, 1_000_000),
  WIDGET_PER_MINUTE: from(1, 1_000_000),
  REFUSED_PER_MINUTE: from(1, 1_000_000),
  FAILURE_LIMIT: from(1, 10000),
  FAILURES_IN_A_ROW: from(1, 10000),
  ALERT_TASK_USER: { code: 'variable.ALERT_TASK_USER' },
  ALERT_WEBHOOK_SECRET: { code: 'variable.ALERT_WEBHOOK_SECRET' },
  ALERT_WEBHOOK_URL: address,
  RETENTION_DAYS: { code: 'variable.RETENTION_DAYS' },
  EXPORT_RECIPIENT: { code: 'variable.EXPORT_RECIPIENT' },
};
