import { isIP } from 'node:net';
import { z } from 'zod';
import { problemsOf } from './config-checks.js';
import { alertVariables, readAlerts } from './config-alerts.js';
import type { AlertConfig } from './config-alerts.js';
import { readTraces, traceVariables } from './config-traces.js';
import type { TraceConfig } from './config-traces.js';
import { ConfigError } from './config-error.js';
import { type LandingConfig, landingVariables, readLanding } from './config-landing.js';
import { type PrivacyConfig, privacyVariables, readPrivacy } from './config-privacy.js';
import { readSourceTokens, sourceVariables } from './config-sources.js';
import type { SourceTokens } from './config-sources.js';
import { messageVariables, readMessages } from './config-messages.js';
import type { MessageConfig } from './config-messages.js';
import { metaVariables, readMeta } from './config-meta.js';
import type { MetaConfig } from './config-meta.js';
import { list, optional } from './config-values.js';

const secrets = list.refine((all) => all.every((one) => one.length >= 16), {
  message: 'must have at least 16 characters (two values, comma-separated, during a rotation)',
});
const keys = list.pipe(
  z
    .array(
      z
        .string()
        .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal characters (openssl rand -hex 32)'),
    )
    .max(2, 'takes two keys at most, the new one first'),
);
const networks = list.refine((all) => all.every(isNetwork), {
  message: 'must be addresses or networks ("203.0.113.7", "203.0.113.0/24")',
});
const rates = list
  .pipe(z.array(z.string().regex(/^[A-Z]{3}>[A-Z]{3}=\d+(\.\d+)?$/, 'must be like USD>DOP=60.5')))
  .transform((all) =>
    Object.fromEntries(all.map((rate) => [rate.slice(0, 7), Number(rate.slice(8))])),
  );
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = z.coerce.number().int();

/** Every variable the companion reads; `.env.example` explains each. */
const environment = z.object({
  SANDBOX: flag.default(false),
  PORT: count.min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  TRUST_PROXY_HOPS: count.min(0).max(10).default(0),
  PRIVATE_HOSTS: optional(list).transform((all) => all ?? []),
  ENCRYPTION_KEY: optional(keys),
  CAPTURE_TOKEN: list,
  METRICS_TOKEN: optional(list).transform((all) => all ?? []),
  KOMMO_SUBDOMAIN: z.string().regex(/^[a-z0-9-]+$/, 'is the part before .kommo.com, in lower case'),
  KOMMO_BASE_URL: optional(z.url()),
  KOMMO_ACCOUNT_ID: count.positive(),
  KOMMO_TOKEN: optional(list),
  KOMMO_CLIENT_ID: z.uuid(),
  KOMMO_CLIENT_SECRET: secrets,
  KOMMO_HOOK_SECRET: list,
  KOMMO_HOOK_IPS: optional(networks).transform((all) => all ?? []),
  KOMMO_REDIRECT_URI: optional(z.url()),
  KOMMO_WIDGET_ORIGINS: optional(list),
  KOMMO_CHECK_AUDIENCE: flag.default(true),
  KOMMO_SENDS_TEMPLATES: flag.default(true),
  ...messageVariables,
  ...landingVariables,
  ...metaVariables,
  ...privacyVariables,
  ...sourceVariables,
  ODOO_URL: optional(z.url({ protocol: /^https?$/ })),
  ODOO_DATABASE: z.string().default(''),
  ODOO_LOGIN: z.string().default(''),
  ODOO_KEY: optional(list),
  ODOO_TRANSPORT: z.enum(['auto', 'json2', 'jsonrpc', 'rest']).default('auto'),
  ODOO_EXCHANGE_RATES: optional(rates),
  ODOO_CONCURRENCY: count.min(1).max(8).default(2),
  CAPTURE_PER_MINUTE: optional(count.min(1).max(1_000_000)),
  WIDGET_PER_MINUTE: optional(count.min(1).max(1_000_000)),
  REFUSED_PER_MINUTE: optional(count.min(1).max(1_000_000)),
  ...alertVariables,
  ...traceVariables,
});
type Environment = z.infer<typeof environment>;

export interface Config extends AlertConfig {
  /** Null: no traces. */
  readonly traces: TraceConfig | null;
  readonly sandbox: boolean;
  readonly port: number;
  readonly host: string;
  /** The companion's own origin as Kommo and browsers reach it, without a trailing slash. */
  readonly publicUrl: string;
  readonly logLevel: string;
  readonly dataDir: string;
  /** Undefined starts the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly trustProxyHops: number;
  /** Names that may lead into the own network when the companion calls them. */
  readonly privateHosts: readonly string[];
  readonly captureTokens: readonly string[];
  readonly captureTokensOf: SourceTokens;
  /** Who brings one of them reads /metrics; nobody does while there is none. */
  readonly metricsTokens: readonly string[];
  /** Keys that seal stored tokens, the newest first; none where none is to be stored. */
  readonly encryptionKeys: readonly string[];
  readonly kommo: {
    readonly baseUrl: string;
    readonly subdomain: string;
    readonly accountId: number;
    /** A long-lived token; "" where the account is connected at /oauth/start. */
    readonly token: string;
    /** As it stands in the integration. */
    readonly redirectUri: string;
    /** Kommo's page of consent. */
    readonly authorizeUrl: string;
    readonly clientId: string;
    readonly clientSecrets: readonly string[];
    readonly hookSecrets: readonly string[];
    /** Addresses and networks that may send hooks; empty lets everybody try the secret. */
    readonly hookIps: readonly string[];
    /** Scheme and host that the one-time token's `aud` must name; null turns the check off. */
    readonly audience: string | null;
    /** Origins whose pages may call the widget's API. */
    readonly widgetOrigins: readonly string[];
    /** Templates may be made and sent for review through the API. */
    readonly sendsTemplates: boolean;
  };
  /** Requests that each capture token, each user of the widget and each refused address has in a minute; null: any number. */
  readonly limits: {
    readonly capturePerMinute: number | null;
    readonly widgetPerMinute: number | null;
    readonly refusedPerMinute: number | null;
  };
  readonly messages: MessageConfig;
  readonly landing: LandingConfig;
  readonly privacy: PrivacyConfig;
  readonly meta: MetaConfig;
  /** Null while Odoo is not configured: won leads wait. */
  readonly odoo: {
    readonly url: string;
    readonly database: string;
    readonly login: string;
    readonly keys: readonly string[];
    readonly transport: 'auto' | 'json2' | 'jsonrpc' | 'rest';
    readonly concurrency: number;
    /** By "USD>DOP". */
    readonly exchangeRates: Readonly<Record<string, number>>;
  } | null;
}

/** @throws ConfigError that names each wrong variable, why, and where to look. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => ({
        kind: 'wrong',
        variable: String(path[0]),
        message,
      })),
    );
  }
  const problems = problemsOf(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

/** The sandbox has its own page; the real one is the same for every account. */
const authorizeUrlOf = ({ KOMMO_BASE_URL }: Environment): string =>
  `${(KOMMO_BASE_URL ?? 'https://www.kommo.com').replace(/\/$/, '')}/oauth`;

function toConfig(env: Environment): Config {
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  const kommoOrigin = `https://${env.KOMMO_SUBDOMAIN}.kommo.com`;
  return {
    sandbox: env.SANDBOX,
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    logLevel: env.LOG_LEVEL,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    trustProxyHops: env.TRUST_PROXY_HOPS,
    privateHosts: env.PRIVATE_HOSTS,
    captureTokens: env.CAPTURE_TOKEN,
    captureTokensOf: readSourceTokens(env, env.CAPTURE_TOKEN),
    metricsTokens: env.METRICS_TOKEN,
    encryptionKeys: env.ENCRYPTION_KEY ?? [],
    kommo: {
      baseUrl: (env.KOMMO_BASE_URL ?? kommoOrigin).replace(/\/$/, ''),
      subdomain: env.KOMMO_SUBDOMAIN,
      accountId: env.KOMMO_ACCOUNT_ID,
      token: env.KOMMO_TOKEN?.[0] ?? '',
      redirectUri: env.KOMMO_REDIRECT_URI ?? `${publicUrl}/oauth/callback`,
      authorizeUrl: authorizeUrlOf(env),
      clientId: env.KOMMO_CLIENT_ID,
      clientSecrets: env.KOMMO_CLIENT_SECRET,
      hookSecrets: env.KOMMO_HOOK_SECRET,
      hookIps: env.KOMMO_HOOK_IPS,
      audience: env.KOMMO_CHECK_AUDIENCE
        ? new URL(env.KOMMO_REDIRECT_URI ?? publicUrl).origin
        : null,
      widgetOrigins: env.KOMMO_WIDGET_ORIGINS ?? [kommoOrigin],
      sendsTemplates: env.KOMMO_SENDS_TEMPLATES,
    },
    limits: toLimits(env),
    messages: readMessages(env, env.SANDBOX),
    landing: readLanding(env, env.SANDBOX),
    privacy: readPrivacy(env),
    meta: readMeta(env),
    ...readAlerts(env),
    traces: readTraces(env),
    odoo: toOdoo(env),
  };
}

/** The sandbox is nobody's way in, and is tried out in bursts: nothing is limited there unless it is asked for. */
const toLimits = (env: Environment): Config['limits'] => ({
  capturePerMinute: env.CAPTURE_PER_MINUTE ?? (env.SANDBOX ? null : 30_000),
  widgetPerMinute: env.WIDGET_PER_MINUTE ?? (env.SANDBOX ? null : 600),
  refusedPerMinute: env.REFUSED_PER_MINUTE ?? (env.SANDBOX ? null : 60),
});

function toOdoo(env: Environment): Config['odoo'] {
  if (env.ODOO_URL === undefined || env.ODOO_KEY === undefined) return null;
  return {
    url: env.ODOO_URL.replace(/\/$/, ''),
    database: env.ODOO_DATABASE,
    login: env.ODOO_LOGIN,
    keys: env.ODOO_KEY,
    transport: env.ODOO_TRANSPORT,
    concurrency: env.ODOO_CONCURRENCY,
    exchangeRates: env.ODOO_EXCHANGE_RATES ?? {},
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
