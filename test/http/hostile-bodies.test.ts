import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createApp } from '../../backend/src/app.js';
import { readHook } from '../../backend/src/journey/hooks/read-hook.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { attributionFields } from '../../domain/capture/read-answers.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { body, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const bodiesEach = 300;
/** The same bodies in every run, so that a failure is found again. */
const seed = 20261128;

let world: World;
let served: Served;

beforeAll(async () => {
  world = await openWorld();
  served = await serve(createApp(world.services, world.verify, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

async function post(path: string, payload: string | Buffer<ArrayBuffer>, contentType: string) {
  const response = await fetch(served.url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-capture', 'content-type': contentType },
    body: payload,
  });
  return { status: response.status, text: await response.text() };
}

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

const nasty = fc.constantFrom(
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '__proto__',
    'constructor',
    '{{lead.name}}',
    "'; drop table captures; --",
  ],
  ...[
    '<script>',
    '&#38;',
    '9'.repeat(400),
    '-0',
    '1e999',
    'NaN',
    'null',
    '😀'.repeat(50),
    'ﷺ',
    'x'.repeat(5_000),
  ],
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.double(),
  fc.constantFrom(null, true, false, 0, -1, 2 ** 53, 1e308, [], {}, [[]], [null], { toString: 1 }),
  fc.jsonValue({ maxDepth: 4 }),
);
const optionalFields = [
  ...attributionFields,
  ...blueprint.questions.map(({ key }) => key),
  ...['landline_number', 'consent', 'inlead_score', 'service_interest'],
];
const extras = fc.dictionary(
  fc.oneof(fc.constantFrom(...optionalFields), nasty, fc.string({ unit: 'binary', maxLength: 30 })),
  value,
  { maxKeys: 12 },
);
const required = ['full_name', 'company_name', 'email', 'phone_number', 'service_type'] as const;

/** Each body is sent once; what is odd about it is told when it fails. */
const each = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(arbitrary, check), { numRuns: bodiesEach, seed, endOnFailure: true });

describe.each(['direct', 'inlead', 'meta'])('capture from %s', (source) => {
  const path = `/webhooks/leads/${source}`;
  let person = { direct: 1_000, inlead: 2_000, meta: 3_000 }[source] ?? 0;

  test('whatever stands in its fields is answered, never with 500 (R1.2, R8.2)', async () => {
    const anyBody = fc
      .tuple(extras, fc.dictionary(fc.constantFrom(...required), value, { maxKeys: 3 }))
      .map(([extra, wrong]) => JSON.stringify({ ...body(1), ...extra, ...wrong }));
    await each(anyBody, async (text) => {
      const { status } = await post(path, text, json);
      expect([202, 422]).toContain(status);
    });
  });

  test('bytes that are no JSON are answered 400 or 422 (R8.2)', async () => {
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => Buffer.from(text.slice(0, -1))),
      fc
        .tuple(fc.json(), fc.nat())
        .map(([text, at]) => Buffer.from(text.slice(at % (text.length + 1)))),
    );
    await each(broken, async (bytes) => {
      const { status } = await post(path, Buffer.from(bytes), json);
      expect([400, 422]).toContain(status);
    });
  });

  test('a valid lead is never lost for what stands beside it (R2.1, R8.2)', async () => {
    await each(extras, async (extra) => {
      person += 1;
      const lead = body(person);
      const sent = Object.fromEntries(required.map((field) => [field, lead[field]]));
      const { status, text } = await post(path, JSON.stringify({ ...extra, ...sent }), json);
      expect(status).toBe(202);
      const { captureId } = JSON.parse(text) as { captureId: string };
      const [stored] = await world.services.store.captures.findByIds([captureId]);
      expect(stored?.profile.person).toMatchObject({
        fullName: lead.full_name,
        companyName: lead.company_name,
        email: lead.email,
        phone: `+1${lead.phone_number}`,
      });
    });
  });
});

describe.each(['', '/pipeline', '/salesbot'])("Kommo's hook%s", (below) => {
  const path = `/webhooks/kommo/sandbox-hook${below}`;
  const key = fc.oneof(
    fc.constantFrom(
      'leads',
      'contacts',
      'add',
      'update',
      '0',
      '1',
      'id',
      'note',
      'account',
      'event',
      'data',
      'token',
      '',
    ),
    nasty,
  );
  const formKey = fc
    .tuple(key, fc.array(key, { maxLength: 14 }))
    .map(([root, inner]) => root + inner.map((one) => `[${one}]`).join(''));
  const formBody = fc
    .array(fc.tuple(formKey, fc.oneof(nasty, fc.string({ unit: 'binary' }))), { maxLength: 20 })
    .map((pairs) => pairs.map(([name, text]) => `${safe(name)}=${safe(text)}`).join('&'));
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      value,
      fc.dictionary(key, tie('node'), { maxKeys: 5 }),
      fc.array(tie('node'), { maxLength: 4 }),
    ),
  })).node;

  test('whatever it says is answered, never with 500 (R8.2, R9.3)', async () => {
    const bodies = fc.oneof(
      formBody.map((text) => [text, form] as const),
      tree.map((one) => [JSON.stringify(one), json] as const),
      fc.string({ unit: 'binary' }).map((text) => [text, form] as const),
    );
    await each(bodies, async ([text, type]) => {
      const { status } = await post(path, wellFormed(text), type);
      expect([200, 400, 401, 403]).toContain(status);
    });
  });

  if (below === '/salesbot') return;

  test('a change told beside it is looked at (R9.3)', async () => {
    let id = 5_000;
    await each(formBody, async (odd) => {
      id += 1;
      await world.pool.query('delete from hooks');
      const { status } = await post(
        path,
        `account[id]=30000001&leads[zz][7][id]=${id}&${odd.replaceAll('account', 'acc').replaceAll('event', 'evt')}`,
        form,
      );
      expect([200, 403]).toContain(status);
      const { rows } = await world.pool.query<{ id: string; body: { leads: { id: number }[] } }>(
        'select id, body from hooks',
      );
      const ids = rows.flatMap((row) => row.body.leads.map((lead) => lead.id));
      expect(ids).toContain(id);
      const read = await readHook.run(
        world.services,
        rows.map((row) => ({ id: row.id })),
      );
      expect(read.map(({ kind }) => kind)).not.toContain('failed');
    });
  });
});

function safe(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll('%5B', '[').replaceAll('%5D', ']');
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
