import { createHmac } from 'node:crypto';
import { body } from './world.js';

export interface FuzzedPost {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The e-mail of a lead that must be captured; null for what may be refused. */
  readonly email: string | null;
}

/** Mulberry32: the same seed is the same posts. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const strange: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, 2 ** 53 + 2, '', ' ', '\u0000', '\ud800', '\u202e'],
  ...[
    '[object Object]',
    '__proto__',
    'constructor',
    '{{name}}',
    '%00',
    '<script>',
    'x'.repeat(5_000),
  ],
  ...[[], {}, [[]], [null], { a: { b: { c: [1] } } }, ['Fiscal', 7, null], '😀'.repeat(300)],
];
export const strangeKeys = [
  '__proto__',
  'constructor',
  'toString',
  '',
  '\u0000',
  'a.b[c]',
  'é'.repeat(300),
];

/** A post to one of the addresses that take leads: whole every fifth time, otherwise damaged somewhere. */
export function fuzzedPost(index: number, random: () => number): FuzzedPost {
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  const isWhole = index % 5 === 0;
  const email = `fuzz${index}@empresa${index}.example`;
  const phone_number = `809${String(2_000_000 + index)}`;
  let lead: Record<string, unknown> = { ...body(1), email, phone_number, code: `fuzz-${index}` };
  const target = pick(['direct', 'inlead', 'meta', 'quiz', 'signed'] as const, 'direct');
  if (!isWhole) {
    for (let times = 0; times <= random() * 4; times += 1) {
      const key = random() < 0.2 ? pick(strangeKeys, '') : pick(Object.keys(lead), 'email');
      lead = Object.fromEntries([...Object.entries(lead), [key, pick(strange, null)]]);
    }
  }
  const text = JSON.stringify(isWhole || random() < 0.9 ? lead : pick(strange, null));
  const sent = isWhole ? text : damage(text, random);
  return {
    ...addressed(target, sent, { isWhole, lead, random }),
    email: isWhole && target !== 'signed' ? email : null,
  };
}

export function damage(text: string, random: () => number): string | Buffer {
  const at = Math.floor(random() * text.length);
  const kind = random();
  if (kind < 0.55) return text;
  if (kind < 0.7) return text.slice(0, at);
  if (kind < 0.8) return `${text.slice(0, at)}${text.slice(at).repeat(2)}`;
  if (kind < 0.9) return `${'['.repeat(Math.floor(random() * 3_000))}${text}`;
  const bytes = Buffer.from(text);
  for (let times = 0; times < 5; times += 1)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}

interface Given {
  readonly isWhole: boolean;
  readonly lead: Readonly<Record<string, unknown>>;
  readonly random: () => number;
}

function addressed(
  target: 'direct' | 'inlead' | 'meta' | 'quiz' | 'signed',
  sent: string | Buffer,
  { isWhole, lead, random }: Given,
): Omit<FuzzedPost, 'email'> {
  const json = { 'content-type': 'application/json' };
  if (target === 'signed') {
    const hex = createHmac('sha256', 'sandbox-meta-secret').update(sent).digest('hex');
    return {
      path: '/webhooks/meta',
      headers: { ...json, 'x-hub-signature-256': `sha256=${hex}` },
      body: sent,
    };
  }
  if (target === 'quiz') {
    const path = '/webhooks/leads/inlead/sandbox-capture';
    const types = [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
    ];
    if (!isWhole)
      return {
        path,
        headers: { 'content-type': types[Math.floor(random() * 5)] ?? '' },
        body: sent,
      };
    const pairs = Object.entries(lead).map(([key, value]) => [key, String(value)]);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    return random() < 0.5
      ? { path, headers: form, body: new URLSearchParams(pairs).toString() }
      : { path, headers: json, body: sent };
  }
  const headers = { ...json, authorization: 'Bearer sandbox-capture' };
  return { path: `/webhooks/leads/${target}`, headers, body: sent };
}
