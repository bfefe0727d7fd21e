import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../../config.js';
import type { Logger } from '../../log.js';
import type { SettingTable } from '../../storage/tables.js';
import { shapeOf, tokenShapeOf } from './observe-mask.js';

/** `redelivery` is a hook that came a second time. */
export const observedKinds = ['token', 'hook', 'pipeline', 'bot', 'redelivery'] as const;
export type ObservedKind = (typeof observedKinds)[number];

/** What arrived, without any of its values; `facts` has words of ours only, `keys` are "path: kind" or names of claims. */
const observationSchema = z.object({
  kind: z.enum(observedKinds),
  at: z.iso.datetime(),
  facts: z.record(z.string(), z.string()),
  keys: z.array(z.string()).readonly(),
});
export type Observation = z.infer<typeof observationSchema>;

export interface ObservedRequest {
  /** Without the query. */
  readonly path: string;
  readonly token: string | null;
  readonly contentType: string;
  readonly deliveryId: string | null;
  readonly body: Buffer | null;
  readonly status: number;
}

const sessionKey = 'observe';
const keyOf = (kind: ObservedKind): string => `observe.${kind}`;
const sessionSchema = z.object({ startedAt: z.iso.datetime(), until: z.iso.datetime() });
const keptSchema = z.object({ startedAt: z.string(), observation: observationSchema });
type Session = z.infer<typeof sessionSchema>;

type Settings = Pick<SettingTable, 'get' | 'set'>;

/** Switches recording on in every companion process of this database, until it expires. */
export async function startObserving(settings: Settings, now: Date, ms: number): Promise<Session> {
  const session = {
    startedAt: now.toISOString(),
    until: new Date(now.getTime() + ms).toISOString(),
  };
  await settings.set(sessionKey, session);
  return session;
}

/** The first of each kind that has arrived in this session. */
export async function readObservations(
  settings: Pick<SettingTable, 'get'>,
  { startedAt }: Session,
): Promise<readonly Observation[]> {
  const kept = await Promise.all(observedKinds.map((kind) => settings.get(keyOf(kind))));
  return kept.flatMap((value) => {
    const parsed = keptSchema.safeParse(value);
    return parsed.success && parsed.data.startedAt === startedAt ? [parsed.data.observation] : [];
  });
}

interface ObserverTools {
  readonly config: Pick<Config, 'kommo'>;
  readonly settings: Settings;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** How long a process relies on having read that nobody observes. */
const rereadMs = 5_000;
const mostDeliveries = 500;
/** The shape of a larger body shows in its first bytes. */
const mostDescribed = 256 * 1024;

/** Records the first request of each kind while somebody observes; does nothing otherwise, and never fails. */
export function createObserver(tools: ObserverTools): (request: ObservedRequest) => void {
  const { settings, clock, log } = tools;
  let session: Session | null = null;
  let readAt = -Infinity;
  const deliveries = new Map<string, string | null>();
  const recorded = new Set<string>();

  const record = async (describeAll: () => readonly Omit<Observation, 'at'>[]): Promise<void> => {
    const now = clock();
    if (now.getTime() >= readAt + rereadMs) {
      readAt = now.getTime();
      const parsed = sessionSchema.safeParse(await settings.get(sessionKey));
      session = parsed.success ? parsed.data : null;
    }
    if (session === null || new Date(session.until) <= now) return;
    const { startedAt } = session;
    for (const one of describeAll()) {
      const name = `${startedAt} ${one.kind}`;
      if (recorded.has(name)) continue;
      recorded.add(name);
      const observation = { ...one, at: now.toISOString() };
      await settings.set(keyOf(one.kind), { startedAt, observation });
    }
  };

  return (request) => {
    const kind = kindOf(request);
    if (kind === null) return;
    const isOff = session === null || new Date(session.until) <= clock();
    if (isOff && clock().getTime() < readAt + rereadMs) return;
    const again = kind === 'token' ? null : redeliveryOf(deliveries, request);
    const describeAll = () => [describe(tools, kind, request), ...(again === null ? [] : [again])];
    record(describeAll).catch((error: unknown) => {
      log.warn({ err: error }, 'what arrived could not be recorded');
    });
  };
}

/** What a stranger sends to a hook's address without its secret is not looked at. */
function kindOf({ path, token, body, status }: ObservedRequest): ObservedKind | null {
  if (path.startsWith('/widget/v1/')) return token === null ? null : 'token';
  const below = /^\/webhooks\/kommo\/[^/]+(\/pipeline|\/salesbot)?\/?$/u.exec(path);
  if (below === null || body === null || status === 404) return null;
  if (below[1] === '/pipeline') return 'pipeline';
  return below[1] === '/salesbot' ? 'bot' : 'hook';
}

function describe(
  tools: ObserverTools,
  kind: ObservedKind,
  request: ObservedRequest,
): Omit<Observation, 'at'> {
  const accepted = request.status < 400 ? 'accepted' : 'refused';
  if (kind === 'token') {
    const { facts, claims } = describeToken(tools, request.token ?? '');
    return { kind, facts: { ...facts, request: accepted }, keys: claims };
  }
  const text = request.body?.subarray(0, mostDescribed).toString() ?? '';
  const { encoding, announced, keys } = shapeOf(text, request.contentType);
  const bot = kind === 'bot' ? describeBot(tools, text) : {};
  const facts = {
    encoding,
    announced,
    'x-amocrm-requestid': request.deliveryId === null ? 'absent' : 'present',
    request: accepted,
    ...(kind === 'pipeline' ? { action: isTile(keys) ? 'of_widget' : 'send_webhook' } : {}),
    ...bot,
  };
  return { kind, facts, keys };
}

const isTile = (keys: readonly string[]): boolean => keys.some((key) => key.startsWith('event['));

function describeToken({ config: { kommo } }: ObserverTools, token: string) {
  const { algorithm, claims, audience, issuer } = tokenShapeOf(token);
  const expected = kommo.audience ?? new URL(kommo.redirectUri).origin;
  return {
    claims,
    facts: {
      alg: algorithm,
      aud: audienceOf(audience, expected),
      iss: issuer === `https://${kommo.subdomain}.kommo.com` ? 'of_account' : 'other',
      is_admin: claims.includes('is_admin') ? 'present' : 'absent',
    },
  };
}

function audienceOf(audience: readonly string[] | null, expected: string): string {
  if (audience === null) return 'absent';
  const named = audience.filter((one) => one !== '');
  if (named.length === 0) return 'empty';
  if (named.includes(expected)) return 'expected';
  const { protocol, hostname } = new URL(expected);
  return named.includes(`${protocol}//${hostname}`) ? 'without_port' : 'other';
}

function describeBot({ config: { kommo } }: ObserverTools, text: string) {
  const { token, returnUrl } = botPartsOf(text);
  const origins = [new URL(kommo.baseUrl).origin, ...kommo.widgetOrigins];
  const isOwn = URL.canParse(returnUrl) && origins.includes(new URL(returnUrl).origin);
  return {
    alg: tokenShapeOf(token).algorithm,
    return_url: isOwn ? 'of_account' : 'of_other_server',
  };
}

const botSchema = z.object({ token: z.string().catch(''), return_url: z.string().catch('') });

function botPartsOf(text: string): { readonly token: string; readonly returnUrl: string } {
  const form = new URLSearchParams(text);
  const parsed = botSchema.safeParse(parsedJson(text) ?? Object.fromEntries(form));
  return parsed.success
    ? { token: parsed.data.token, returnUrl: parsed.data.return_url }
    : { token: '', returnUrl: '' };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The same body again: whether Kommo gave the repetition the same request id. */
function redeliveryOf(
  deliveries: Map<string, string | null>,
  { body, deliveryId }: ObservedRequest,
): Omit<Observation, 'at'> | null {
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  const before = deliveries.get(hash);
  if (before === undefined) {
    if (deliveries.size < mostDeliveries) deliveries.set(hash, deliveryId);
    return null;
  }
  const same = before === deliveryId ? 'same' : 'other';
  const id = deliveryId === null ? 'absent' : same;
  return { kind: 'redelivery', facts: { 'x-amocrm-requestid': id }, keys: [] };
}
