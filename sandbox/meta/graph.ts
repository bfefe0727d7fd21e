import { createHmac } from 'node:crypto';
import express from 'express';
import type { Request } from 'express';
import type { AccountClock } from '../kommo/clock.js';
import { listAt, parseQuery, textAt } from '../kommo/http/query.js';
import type { Query } from '../kommo/http/query.js';
import { refusal } from './graph-faults.js';
import type { GraphAnswer } from './graph-faults.js';
import { leadForm, pageId } from './lead-form.js';
import type { Meta, MetaLead } from './meta.js';

/** Meta's Graph API, under /graph: leads, forms, the page and its subscription. */
export function createGraph(meta: Meta, clock: AccountClock): express.Router {
  const router = express.Router();
  router.use(express.json(), express.urlencoded({ extended: false }));
  router.use((req, res) => {
    const { status, headers, body } = answer(meta, clock, req);
    res.status(status).set(headers).json(body);
  });
  return router;
}

const appId = '778899';

/** When the versions of the API end (Meta's changelog). */
const versionEnds: Readonly<Record<string, string>> = {
  ...{ v21: '2027-01-21', v22: '2027-05-20', v23: '2027-10-08', v24: '2028-02-18' },
  v25: '2028-07-29',
};
const oldest = 21;
const newest = 27;

interface GraphCall {
  readonly meta: Meta;
  readonly method: string;
  /** Without the version. */
  readonly path: readonly string[];
  readonly query: Query;
  /** By the app's own token, not the page's. */
  readonly byApp: boolean;
  /** `http://127.0.0.1:4000/graph/v27.0`, for the links of pages. */
  readonly base: string;
}

function answer(meta: Meta, clock: AccountClock, req: Request): GraphAnswer {
  const url = new URL(req.originalUrl, `http://${req.headers.host ?? 'localhost'}`);
  const [, , ...steps] = url.pathname.split('/');
  const version = /^v(\d+)\.0$/.exec(steps[0] ?? '')?.[1];
  const path = version === undefined ? steps : steps.slice(1);
  const query = parseQuery(url.search);
  const fault = meta.faults.take();
  if (fault) return refusal(fault);
  const token = tokenOf(req, query);
  const refused = versionRefusal(version, clock) ?? callerRefusal(meta, token, query);
  if (refused) return refused;
  const base = `${url.origin}/graph${version === undefined ? '' : `/v${version}.0`}`;
  return route({ meta, method: req.method, path, query, base, byApp: token === appTokenOf(meta) });
}

function versionRefusal(version: string | undefined, clock: AccountClock): GraphAnswer | null {
  if (version === undefined) return null;
  const ends = versionEnds[`v${version}`];
  const isOver = ends !== undefined && clock.now().toISOString().slice(0, 10) >= ends;
  if (Number(version) >= oldest && Number(version) <= newest && !isOver) return null;
  return refusal({
    code: 2635,
    message: `(#2635) You are calling a deprecated version of the Ads API`,
  });
}

const tokenOf = (req: Request, query: Query): string | undefined =>
  req.headers.authorization?.replace(/^Bearer /, '') ?? textAt(query, 'access_token');

/** A page token as header or parameter, or the app's, and a proof of the app's secret where one is given. */
function callerRefusal(meta: Meta, token: string | undefined, query: Query): GraphAnswer | null {
  const { pageToken, appSecret } = meta.secrets;
  if (token === undefined)
    return refusal({ code: 104, message: 'An access token is required to request this resource.' });
  if (token === appTokenOf(meta)) return null;
  if (token !== pageToken || !meta.token().isValid)
    return refusal({ code: 190, message: 'Invalid OAuth access token.', error_subcode: 463 });
  const proof = textAt(query, 'appsecret_proof');
  const wanted = createHmac('sha256', appSecret).update(token).digest('hex');
  return proof === undefined || proof === wanted
    ? null
    : refusal({ code: 100, message: 'Invalid appsecret_proof provided in the API argument' });
}

const appTokenOf = ({ secrets }: Meta): string => `${appId}|${secrets.appSecret}`;

function route(call: GraphCall): GraphAnswer {
  const [id = '', edge] = call.path;
  if (edge === undefined) return readOne(call, id);
  const key = `${call.method} ${id === pageId ? 'page' : id === leadForm.id ? 'form' : ''} ${edge}`;
  const edges: Readonly<Record<string, (() => GraphAnswer) | undefined>> = {
    'GET form leads': () => listLeads(call),
    'GET page leadgen_forms': () => ok({ data: [formView(call.query)] }),
    'POST page subscribed_apps': () => ok({ success: true }),
    'GET page subscribed_apps': () =>
      ok({ data: [{ id: appId, name: 'Account', subscribed_fields: ['leadgen'] }] }),
  };
  return edges[key]?.() ?? unknown(id);
}

const ok = (body: unknown): GraphAnswer => ({ status: 200, headers: {}, body });

/** The same words whether it is gone, another page's, or not allowed. */
const unknown = (id: string): GraphAnswer =>
  refusal({
    ...{ code: 100, error_subcode: 33 },
    message: `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
  });

function readOne(call: GraphCall, id: string): GraphAnswer {
  if (id === pageId || id === 'me') return ok({ id: pageId, name: 'Account SRL' });
  if (id === 'app') return ok({ id: appId, name: 'Account' });
  if (id === 'debug_token') return debugToken(call);
  if (id === leadForm.id) return ok(formView(call.query));
  const lead = call.meta.lead(id);
  return lead ? ok(leadView(lead, call.query)) : unknown(id);
}

/** What Meta says of a token; only the app may ask. */
function debugToken({ meta, query, byApp }: GraphCall): GraphAnswer {
  if (!byApp) return refusal({ code: 100, message: '(#100) You must provide an app access token' });
  const { isValid, expiresAt, dataAccessExpiresAt, scopes } = meta.token();
  const isKnown = textAt(query, 'input_token') === meta.secrets.pageToken;
  return ok({
    data: {
      ...{ app_id: appId, type: 'PAGE', application: 'Account' },
      ...{ is_valid: isKnown && isValid, expires_at: expiresAt },
      ...{ data_access_expires_at: dataAccessExpiresAt, scopes },
    },
  });
}

const chosen = (all: Readonly<Record<string, unknown>>, query: Query, byDefault: string) => {
  const asked = listAt(query, 'fields');
  const names = asked.length > 0 ? asked : byDefault.split(',');
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => name === 'id' || names.includes(name)),
  );
};

const formView = (query: Query) => chosen(leadForm, query, 'name,locale,status');

/** By default without the campaign; a test lead has none at all. */
function leadView({ id, createdAt, fields, isTest, consents }: MetaLead, query: Query) {
  const all = {
    ...{
      id,
      created_time: createdAt.toISOString().replace(/\.\d+Z$/, '+0000'),
      field_data: fields,
    },
    ...{ form_id: leadForm.id, is_organic: isTest, platform: 'fb' },
    ...(!isTest && {
      ...{ ad_id: '120210000000000001', ad_name: 'Video testimonio' },
      ...{ adset_id: '120210000000000002', adset_name: 'Santo Domingo 30-55' },
      ...{ campaign_id: '120210000000000003', campaign_name: 'Contabilidad RD' },
    }),
    ...(consents.length > 0 && { custom_disclaimer_responses: consents }),
  };
  return chosen(all, query, 'created_time,field_data');
}

const mostAPage = 100;

/** The newest first, from `filtering[time_created]`, in pages of `limit`. */
function listLeads({ meta, query, base }: GraphCall): GraphAnswer {
  const since = sinceOf(textAt(query, 'filtering'));
  const limit = Math.min(mostAPage, Math.max(1, Number(textAt(query, 'limit') ?? 25)));
  const after = Number(textAt(query, 'after') ?? 0);
  const found = meta
    .leads()
    .filter(({ createdAt }) => createdAt.getTime() / 1000 > since)
    .reverse();
  const shown = found.slice(after, after + limit);
  const isMore = found.length > after + limit;
  const next = new URLSearchParams({ limit: String(limit), after: String(after + limit) });
  for (const key of ['fields', 'filtering', 'access_token']) {
    const value = textAt(query, key);
    if (value !== undefined) next.set(key, value);
  }
  return ok({
    data: shown.map((lead) => leadView(lead, query)),
    paging: {
      cursors: { before: String(after), after: String(after + shown.length) },
      ...(isMore && { next: `${base}/${leadForm.id}/leads?${next.toString()}` }),
    },
  });
}

function sinceOf(filtering: string | undefined): number {
  const [, value] =
    /"time_created"[^}]*"value":"?(\d+)/.exec(filtering?.slice(0, 1000) ?? '') ?? [];
  return Number(value ?? 0);
}
