import { parseJson } from '../../adapters/http-client.js';

/** The shape of a body: how it is written and which keys it has with what kind of value. Never a value. */
export interface BodyShape {
  readonly encoding: 'form' | 'json' | 'empty' | 'other';
  /** What the content type announced. */
  readonly announced: 'form' | 'json' | 'none' | 'other';
  /** "leads[status][#][id]: number", sorted. */
  readonly keys: readonly string[];
}

const mostKeys = 120;

export function shapeOf(text: string, contentType: string): BodyShape {
  const trimmed = text.trim();
  const announced = announcedBy(contentType.toLowerCase());
  if (trimmed === '') return { encoding: 'empty', announced, keys: [] };
  const json = parseJson(trimmed);
  if (typeof json === 'object' && json !== null) {
    return { encoding: 'json', announced, keys: sorted(walk(json, [])) };
  }
  if (!trimmed.includes('=')) return { encoding: 'other', announced, keys: [] };
  const pairs = [...new URLSearchParams(trimmed)];
  const keys = pairs.map(([key, value]) => `${maskPath(segmentsOf(key))}: ${kindOf(value)}`);
  return { encoding: 'form', announced, keys: sorted(keys) };
}

function announcedBy(contentType: string): BodyShape['announced'] {
  if (contentType === '') return 'none';
  if (contentType.includes('json')) return 'json';
  return contentType.includes('form') ? 'form' : 'other';
}

const sorted = (keys: readonly string[]): readonly string[] =>
  [...new Set(keys)].sort().slice(0, mostKeys);

function walk(value: unknown, path: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null || path.length > 12) {
    return [`${maskPath(path)}: ${kindOf(value)}`];
  }
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    walk(inner, [...path, key]),
  );
}

/** "leads[status][0][id]" → leads, status, 0, id. */
const segmentsOf = (key: string): readonly string[] =>
  key.split(/[[\]]+/u).filter((part) => part !== '');

function maskPath(segments: readonly string[]): string {
  const [root = '', ...rest] = segments.map((segment, index) => maskSegment(segment, index === 0));
  return root + rest.map((segment) => `[${segment}]`).join('');
}

/**
 * Only names of Kommo's own vocabulary are shown. A key may be a piece of a value: an ampersand in a name that was not
 * encoded, or an object keyed by what somebody typed.
 */
function maskSegment(segment: string, isRoot: boolean): string {
  if (/^\d+$/u.test(segment)) return '#';
  if ((isRoot ? roots : names).has(segment)) return segment;
  return '‹?›';
}

const roots = new Set(
  'leads contacts companies customers unsorted task talk message note account event action subdomain account_id token data return_url'.split(
    ' ',
  ),
);
const names = new Set([
  ...roots,
  ...(
    'id add update status delete restore responsible note links subdomain name status_id old_status_id pipeline_id ' +
    'old_pipeline_id price responsible_user_id old_responsible_user_id created_user_id modified_user_id date_create last_modified ' +
    'created_at updated_at closed_at created_by account_id custom_fields values value enum code tags linked_company_id type ' +
    'type_code element_type element_id entity_type entity_id direction_of_movement time settings widget text author origin ' +
    'chat_id talk_id contact_id attachment is_read is_in_work loss_reason_id main_contact_id company_name uid source category ' +
    '_links _embedded from to key lang message self from_id lead_id lead_name service answer question'
  ).split(' '),
]);

export const valueKinds = [
  'null',
  'boolean',
  'number',
  'object',
  'empty',
  'numeric_text',
  'text',
] as const;

function kindOf(value: unknown): (typeof valueKinds)[number] {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return 'object';
  if (value === '') return 'empty';
  return /^-?\d+(\.\d+)?$/u.test(value) ? 'numeric_text' : 'text';
}

const algorithms = ['HS256', 'HS384', 'HS512', 'RS256', 'ES256', 'none'] as const;

/** The shape of a JWT that nobody has verified: algorithm, and the names of its claims. */
export interface TokenShape {
  readonly algorithm: string;
  readonly claims: readonly string[];
  readonly audience: readonly string[] | null;
  readonly issuer: string | null;
}

export function tokenShapeOf(token: string): TokenShape {
  const [header, payload] = token.split('.').map(decode);
  const alg = header?.['alg'];
  const aud = payload?.['aud'];
  const iss = payload?.['iss'];
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((one) => typeof one === 'string');
  return {
    algorithm: algorithms.find((known) => known === alg) ?? '‹?›',
    claims: Object.keys(payload ?? {})
      .map((name) => (claimNames.has(name) ? name : '‹?›'))
      .filter((name, index, all) => all.indexOf(name) === index)
      .sort(),
    audience: aud === undefined ? null : audiences,
    issuer: typeof iss === 'string' ? iss : null,
  };
}

const claimNames = new Set(
  'iss aud jti iat nbf exp sub account_id user_id subdomain client_uuid client_uid is_admin entity_type entity_id bot_type base_domain api_domain scopes grant_type version hash_uuid user_flags'.split(
    ' ',
  ),
);

function decode(part: string): Readonly<Record<string, unknown>> | null {
  const value = parseJson(Buffer.from(part, 'base64url').toString());
  return typeof value === 'object' && value !== null ? { ...value } : null;
}
