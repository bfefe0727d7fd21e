import { blockedPorts } from './blocked-ports.js';
import type { ConfigProblem } from './config-error.js';

/** Values that only the sandbox may use: outside it they would be an open door. */
export const sandboxValues = {
  captureToken: 'sandbox-capture',
  kommoToken: 'sandbox-token',
  hookSecret: 'sandbox-hook',
  odooKey: 'sandbox-odoo',
  metricsToken: 'sandbox-metrics',
  metaAppSecret: 'sandbox-meta-secret',
  metaVerifyToken: 'sandbox-meta-verify',
  metaPageToken: 'sandbox-meta-token',
} as const;

interface Checked {
  readonly SANDBOX: boolean;
  readonly PORT: number;
  readonly PUBLIC_URL?: string | undefined;
  readonly KOMMO_REDIRECT_URI?: string | undefined;
  readonly ODOO_URL?: string | undefined;
  readonly ALERT_WEBHOOK_URL?: string | undefined;
  readonly KOMMO_BASE_URL?: string | undefined;
  readonly CAPTURE_TOKEN: readonly string[];
  readonly CAPTURE_TOKEN_DIRECT?: readonly string[] | undefined;
  readonly CAPTURE_TOKEN_INLEAD?: readonly string[] | undefined;
  readonly CAPTURE_TOKEN_META?: readonly string[] | undefined;
  readonly KOMMO_HOOK_SECRET: readonly string[];
  readonly KOMMO_CLIENT_SECRET: readonly string[];
  readonly KOMMO_TOKEN?: readonly string[] | undefined;
  readonly ENCRYPTION_KEY?: readonly string[] | undefined;
  readonly METRICS_TOKEN: readonly string[];
  readonly ODOO_KEY?: readonly string[] | undefined;
  readonly META_APP_SECRET?: readonly string[] | undefined;
  readonly META_VERIFY_TOKEN?: readonly string[] | undefined;
  readonly META_PAGE_TOKEN?: string | undefined;
  readonly META_GRAPH_URL?: string | undefined;
}

/** What is wrong with variables that are each of the right kind; of the sandbox, whose values are fixed, only its port. */
export function problemsOf(env: Checked): readonly ConfigProblem[] {
  const noAccess = env.KOMMO_TOKEN === undefined && env.ENCRYPTION_KEY === undefined;
  return [
    ...(blockedPorts.has(env.PORT) ? [{ kind: 'blocked_port', variable: 'PORT' } as const] : []),
    ...(env.SANDBOX ? [] : [...guessable(env), ...repeated(env), ...insecure(env)]),
    ...(env.SANDBOX ? [] : standIns.flatMap((variable) => sandboxOnly(env, variable))),
    ...(noAccess ? [{ kind: 'no_access' } as const] : []),
  ];
}

/** Where the sandbox stands in for a vendor. */
const standIns = ['KOMMO_BASE_URL', 'META_GRAPH_URL'] as const;

const sandboxOnly = (
  env: Checked,
  variable: (typeof standIns)[number],
): readonly ConfigProblem[] =>
  env[variable] === undefined ? [] : [{ kind: 'sandbox_only', variable }];

/** Secrets that we or Kommo draw; Odoo's key is of Odoo's own shape. */
const drawn = [
  'CAPTURE_TOKEN',
  'CAPTURE_TOKEN_DIRECT',
  'CAPTURE_TOKEN_INLEAD',
  'CAPTURE_TOKEN_META',
  'KOMMO_HOOK_SECRET',
  'KOMMO_CLIENT_SECRET',
  'METRICS_TOKEN',
  'ENCRYPTION_KEY',
  'META_VERIFY_TOKEN',
] as const;
const secretNames = [
  ...drawn,
  ...(['KOMMO_TOKEN', 'ODOO_KEY', 'META_APP_SECRET', 'META_PAGE_TOKEN'] as const),
] as const;

function guessable(env: Checked): readonly ConfigProblem[] {
  const published = new Set<string>(Object.values(sandboxValues));
  return secretNames.flatMap((variable): readonly ConfigProblem[] => {
    const values = valuesOf(env, variable);
    if (values.some((value) => published.has(value))) return [{ kind: 'published', variable }];
    const isDrawn = drawn.some((name) => name === variable);
    return isDrawn && values.some(isWeak) ? [{ kind: 'weak', variable }] : [];
  });
}

const valuesOf = (env: Checked, name: (typeof secretNames)[number]): readonly string[] =>
  [env[name] ?? []].flat();

const shortest = 16;
/** "changeme-changeme" has six different characters, 24 hexadecimal ones drawn by chance hardly ever fewer than eight. */
const fewestDifferent = 8;

const isWeak = (secret: string): boolean =>
  secret.length < shortest ||
  new Set(secret).size < fewestDifferent ||
  /change.?me|password|contraseña|^(?:0123456789|1234567890|abcdefgh)/iu.test(secret);

function repeated(env: Checked): readonly ConfigProblem[] {
  const held = secretNames.flatMap((name) => valuesOf(env, name).map((value) => ({ name, value })));
  const pairs = held.flatMap(({ name, value }, index) => {
    const first = held
      .slice(0, index)
      .find((other) => other.value === value && other.name !== name);
    return first === undefined
      ? []
      : [{ kind: 'repeated', variable: name, other: first.name } as const];
  });
  return pairs;
}

const addressNames = ['PUBLIC_URL', 'KOMMO_REDIRECT_URI', 'ODOO_URL', 'ALERT_WEBHOOK_URL'] as const;

const insecure = (env: Checked): readonly ConfigProblem[] =>
  addressNames
    .filter((name) => isPlainHttp(env[name] ?? ''))
    .map((variable) => ({ kind: 'insecure', variable }));

function isPlainHttp(address: string): boolean {
  if (!address.startsWith('http:')) return false;
  const { hostname } = new URL(address);
  return (
    !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(hostname) &&
    !hostname.endsWith('.localhost')
  );
}
