import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { createApp } from '../../backend/src/app.js';
import { adminPaths } from '../../contract/paths.js';
import { widgetPaths } from '../../contract/paths.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { editAnswers } from '../../domain/lead/edit-answers.js';
import { attributionFields } from '../../domain/capture/read-answers.js';
import { readCapture } from '../../domain/capture/read-capture.js';
import type { CaptureSource } from '../../domain/capture/read-capture.js';
import { readTaxId } from '../../domain/person/tax-id.js';
import { growthOf } from '../support/growth.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { servicesOf } from '../support/won-leads.js';
import { body, openWorld, profile } from '../support/world.js';
import type { World } from '../support/world.js';

/** Quadratic work comes out at 8, linear work at 1 or less. */
const fasterThanSize = 3;

/** What makes patterns go back and try again: repeated pieces, then something that does not fit. */
const pieces: readonly (readonly [string, string])[] = [
  ...' \t\n!.-+,;:&<>\'"\\/@[]{}(=?#%_¨\u00a0\u200b\u00ad\ud800'
    .split('')
    .map((one) => [one, 'x'] as const),
  ...[
    'a',
    '0',
    '1,',
    '809 ',
    'a.',
    'a@',
    'a ',
    '- ',
    ' -',
    'ext ',
    '. ',
    '&amp;',
    '{{',
    'e\u0301',
    '\r\n',
  ].map((one) => [one, '!'] as const),
];
const hostile = ([piece, end]: readonly [string, string], size: number): string =>
  `8${piece.repeat(Math.ceil(size / piece.length))}`.slice(0, size - 1) + end;

describe('every text field is read in time that grows no faster than its size (R8.2)', () => {
  const at = new Date('2026-11-23T12:00:00Z');
  const contact = [
    'full_name',
    'company_name',
    'email',
    'phone_number',
    'landline_number',
    'consent',
  ];
  const fields = [
    ...contact,
    ...['service_type', 'service_interest', 'inlead_score', 'a_field_nobody_knows'],
    ...attributionFields,
    ...blueprint.questions.map(({ key }) => key),
  ];
  const sources: readonly CaptureSource[] = ['direct', 'inlead', 'meta'];

  /** So many at once that the largest text that passes the limits takes long enough to be measured. */
  const atOnce = 40;
  const growthOfReading = (read: (text: string) => unknown, piece: readonly [string, string]) =>
    growthOf(
      (size) => {
        const text = hostile(piece, size);
        for (let time = 0; time < atOnce; time += 1) read(text);
      },
      // Eight times as much is just under the longest answer that is read.
      { size: 240 },
    );

  test.each(fields.map((field, index) => [field, sources[index % 3] ?? 'direct'] as const))(
    '%s, from %s',
    async (field, source) => {
      const grown = [];
      for (const piece of pieces) {
        const read = (text: string) =>
          readCapture({ ...body(1), [field]: text }, source, blueprint, at);
        const growth = await growthOfReading(read, piece);
        if (growth >= fasterThanSize) grown.push({ piece, growth });
      }
      expect(grown).toEqual([]);
    },
  );

  test.each([
    [
      'an answer edited in the card',
      (text: string) =>
        editAnswers(profile(1), { company_size: text, current_situation: text }, blueprint, {
          answeredAt: at.toISOString(),
        }),
    ],
    ['a tax id', readTaxId],
  ])('%s', async (_name, read) => {
    const grown = [];
    for (const piece of pieces) {
      const growth = await growthOfReading(read, piece);
      if (growth >= fasterThanSize) grown.push({ piece, growth });
    }
    expect(grown).toEqual([]);
  });
});

interface Address {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  /** Bodies that get as far as they can, with the text in each place where a text may stand. */
  readonly bodies?: readonly ((text: string) => unknown)[];
  /** Below the largest body that the address takes, by eight. */
  readonly size?: number;
  /** Its answer takes many calls to Kommo: asked without a token. */
  readonly costly?: true;
}

const hook = '/webhooks/kommo/sandbox-hook';
const capture = {
  method: 'POST',
  size: 30_000,
  bodies: [(text: string) => ({ ...body(1), current_situation: text, [text]: 1 })],
} as const;
const nobody = '00000000-0000-4000-8000-00000000dead';
/** By the path that express knows it by, so that a new address fails the test until it stands here. */
const addresses: Readonly<Record<string, readonly Address[]>> = {
  '/webhooks/leads/direct': [{ ...capture, path: '/webhooks/leads/direct' }],
  '/webhooks/leads/inlead': [{ ...capture, path: '/webhooks/leads/inlead' }],
  '/webhooks/leads/meta': [{ ...capture, path: '/webhooks/leads/meta' }],
  '/webhooks/leads/inlead/:token': [
    {
      method: 'POST',
      path: '/webhooks/leads/inlead/sandbox-capture',
      size: 30_000,
      bodies: [(text) => ({ code: '1', nome: text, [text]: text, responses: { [text]: [text] } })],
    },
  ],
  '/webhooks/meta': [
    { method: 'GET', path: '/webhooks/meta' },
    {
      method: 'POST',
      path: '/webhooks/meta',
      size: 60_000,
      bodies: [(text) => ({ object: text, entry: [{ changes: [{ field: text, value: text }] }] })],
    },
  ],
  '/webhooks/kommo/:secret': [
    {
      method: 'POST',
      path: hook,
      size: 60_000,
      bodies: [(text) => ({ leads: { add: [{ id: 1, name: text, [text]: text }] }, [text]: text })],
    },
  ],
  '/webhooks/kommo/:secret/pipeline': [
    {
      method: 'POST',
      path: `${hook}/pipeline`,
      size: 60_000,
      bodies: [
        (text) => ({
          event: { type: text, data: { id: 1 } },
          action: { settings: { widget: { settings: { action: text } } } },
        }),
      ],
    },
  ],
  '/webhooks/kommo/:secret/salesbot': [
    {
      method: 'POST',
      path: `${hook}/salesbot`,
      size: 60_000,
      bodies: [(text) => ({ token: text, data: { text }, return_url: text })],
    },
  ],
  '/health/live': [{ method: 'GET', path: '/health/live' }],
  '/health/ready': [{ method: 'GET', path: '/health/ready' }],
  '/metrics': [{ method: 'GET', path: '/metrics' }],
  '/openapi': [{ method: 'GET', path: '/openapi' }],
  '/openapi.json': [{ method: 'GET', path: '/openapi.json' }],
  '/openapi/start.js': [{ method: 'GET', path: '/openapi/start.js' }],
  '/openapi/swagger-ui-bundle.js': [{ method: 'GET', path: '/openapi/swagger-ui-bundle.js' }],
  '/openapi/swagger-ui.css': [{ method: 'GET', path: '/openapi/swagger-ui.css' }],
  '/': [{ method: 'GET', path: '/' }],
  '/oauth/start': [{ method: 'GET', path: '/oauth/start' }],
  '/oauth/callback': [{ method: 'GET', path: '/oauth/callback' }],
  '/oauth/code': [{ method: 'POST', path: '/oauth/code', size: 1_900 }],
  '/oauth/disconnected': [{ method: 'GET', path: '/oauth/disconnected' }],
  '/proposals/assets/:file': [{ method: 'GET', path: '/proposals/assets/proposal.css' }],
  '/proposals/:token': [
    { method: 'GET', path: '/proposals/unknown' },
    { method: 'POST', path: '/proposals/unknown', size: 1_900 },
  ],
  '/form': [
    { method: 'GET', path: '/form' },
    { method: 'POST', path: '/form', size: 11_000 },
  ],
  '/form/left': [{ method: 'POST', path: '/form/left', size: 240 }],
  '/go': [{ method: 'GET', path: '/go' }],
  '/form/thanks/:token': [{ method: 'GET', path: '/form/thanks/unknown' }],
  '/form/assets/:file': [{ method: 'GET', path: '/form/assets/form.css' }],
  '/privacy': [{ method: 'GET', path: '/privacy' }],
  '/privacy/withdraw/:token': [{ method: 'GET', path: '/privacy/withdraw/unknown' }],
  '/widget/v1/calls': [{ method: 'GET', path: '/widget/v1/calls' }],
  '/widget/v1/leads/:id/proposal': [
    { method: 'GET', path: widgetPaths.proposal(1) },
    {
      method: 'POST',
      path: widgetPaths.proposal(1),
      size: 1_900,
      bodies: [
        (text) => ({
          greeting: text,
          services: [{ key: 'tax', title: text, scope: text }],
          ...{ amount: 1, currency: text, validDays: 1 },
        }),
      ],
    },
  ],
  '/widget/v1/leads/:id/proposal/revoke': [{ method: 'POST', path: widgetPaths.revokeProposal(1) }],
  '/widget/v1/ping': [{ method: 'GET', path: widgetPaths.ping() }],
  '/widget/v1/leads/:id/card': [{ method: 'GET', path: widgetPaths.card(1) }],
  '/widget/v1/leads/:id/follow-up': [
    {
      method: 'POST',
      path: widgetPaths.followUp(1),
      size: 1_900,
      bodies: [(text) => ({ to: text }), (text) => ({ to: 'skip', touch: text })],
    },
  ],
  '/widget/v1/admin/flow': [{ method: 'GET', path: adminPaths.flow }],
  [adminPaths.analytics]: [{ method: 'GET', path: adminPaths.analytics }],
  [adminPaths.channelCosts]: [
    {
      method: 'POST',
      path: adminPaths.channelCosts,
      bodies: [
        (text) => ({ month: '2026-11', channel: text, amount: 1 }),
        (text) => ({ month: text, channel: 'facebook', amount: 1 }),
      ],
    },
  ],
  [adminPaths.story]: [{ method: 'GET', path: `${adminPaths.story}?find=x` }],
  [adminPaths.health]: [{ method: 'GET', path: adminPaths.health }],
  '/widget/v1/admin/team': [
    { method: 'GET', path: adminPaths.team },
    {
      method: 'POST',
      path: adminPaths.team,
      size: 7_000,
      bodies: [(text) => ({ queueOwnerId: text, members: [{ name: text, sectors: [text] }] })],
    },
  ],
  [adminPaths.sources]: [
    { method: 'GET', path: adminPaths.sources },
    {
      method: 'POST',
      path: adminPaths.sources,
      size: 7_000,
      bodies: [(text) => ({ source: 'meta', names: [{ name: text, key: text }], sample: text })],
    },
  ],
  [adminPaths.trySource]: [
    {
      method: 'POST',
      path: adminPaths.trySource,
      size: 7_000,
      bodies: [
        (text) => ({ source: 'inlead', sample: text }),
        (text) => ({ source: 'meta', sample: JSON.stringify({ [text]: text }) }),
      ],
    },
  ],
  // Reads no body.
  [adminPaths.exports]: [{ method: 'GET', path: adminPaths.exports }],
  [adminPaths.deliveries]: [{ method: 'GET', path: adminPaths.deliveries }],
  [adminPaths.replayDelivery]: [
    {
      method: 'POST',
      path: adminPaths.replayDelivery,
      size: 1_900,
      bodies: [(text) => ({ of: 'hook', id: text })],
    },
  ],
  [adminPaths.persons]: [{ method: 'GET', path: adminPaths.persons }],
  ...Object.fromEntries(
    [adminPaths.findPerson, adminPaths.exportPerson, adminPaths.withdrawPerson].map((path) => [
      path,
      [{ method: 'POST', path, size: 1_900, bodies: [(query: string) => ({ query })] }] as const,
    ]),
  ),
  [adminPaths.rectifyPerson]: [
    {
      method: 'POST',
      path: adminPaths.rectifyPerson,
      size: 1_900,
      bodies: [(text) => ({ query: text, change: { fullName: text, phone: text } })],
    },
  ],
  [adminPaths.erasePerson]: [
    {
      method: 'POST',
      path: adminPaths.erasePerson,
      size: 1_900,
      bodies: [(text) => ({ query: text, repeated: text })],
    },
  ],
  [adminPaths.checkPerson]: [
    {
      method: 'POST',
      path: adminPaths.checkPerson,
      size: 1_900,
      bodies: [(text) => ({ id: text })],
    },
  ],
  [adminPaths.refinement]: [
    { method: 'GET', path: adminPaths.refinement },
    {
      method: 'POST',
      path: adminPaths.refinement,
      size: 1_900,
      bodies: [(text) => ({ model: 'pre', id: text })],
    },
  ],
  [adminPaths.experiments]: [
    { method: 'GET', path: adminPaths.experiments },
    {
      method: 'POST',
      path: adminPaths.experiments,
      size: 1_900,
      bodies: [(text) => ({ name: text, versions: { a: text, b: text } })],
    },
  ],
  [adminPaths.endExperiment]: [
    {
      method: 'POST',
      path: adminPaths.endExperiment,
      size: 1_900,
      bodies: [(text) => ({ id: text })],
    },
  ],
  [adminPaths.noteExperiment]: [
    {
      method: 'POST',
      path: adminPaths.noteExperiment,
      size: 1_900,
      bodies: [(text) => ({ id: text, listed: { time: { a: text } } })],
    },
  ],
  '/widget/v1/leads/:id/retry': [{ method: 'POST', path: widgetPaths.retry(1) }],
  '/widget/v1/leads/:id/odoo/preview': [{ method: 'GET', path: widgetPaths.odooPreview(1) }],
  '/widget/v1/leads/:id/answers': [
    {
      method: 'PATCH',
      path: widgetPaths.answers(1),
      bodies: [
        (text) => ({ answers: { company_size: text } }),
        (text) => ({ answers: { [text]: 1 } }),
      ],
    },
  ],
  '/widget/v1/leads/:id/tasks': [
    {
      method: 'POST',
      path: widgetPaths.tasks(1),
      size: 1_900,
      bodies: [(text) => ({ text, dueAt: '2026-12-01T14:30:00.000Z' })],
    },
  ],
  '/widget/v1/leads/:id/conversation': [
    {
      method: 'POST',
      path: widgetPaths.conversation(1),
      size: 1_900,
      bodies: [(text) => ({ to: text })],
    },
  ],
  '/widget/v1/leads/:id/feedback': [
    {
      method: 'POST',
      path: widgetPaths.feedback(1),
      size: 1_900,
      bodies: [(text) => ({ model: 'lead', total: 1, expected: null, reason: text })],
    },
  ],
  '/widget/v1/leads/:id/odoo': [
    {
      method: 'POST',
      path: widgetPaths.odoo(1),
      size: 1_900,
      bodies: [(text) => ({ confirmed: false, reason: text })],
    },
  ],
  '/widget/v1/leads/recalculate': [
    { method: 'POST', path: widgetPaths.recalculate(), bodies: [(text) => ({ leadIds: [text] })] },
  ],
  [adminPaths.connection]: [{ method: 'GET', path: adminPaths.connection }],
  [adminPaths.odooConnection]: [{ method: 'GET', path: adminPaths.odooConnection }],
  [adminPaths.doctor]: [{ method: 'GET', path: adminPaths.doctor, costly: true }],
  [adminPaths.provision]: [{ method: 'GET', path: adminPaths.provision, costly: true }],
  [adminPaths.provisionRun]: [{ method: 'GET', path: adminPaths.provisionRun }],
  [adminPaths.conversations]: [{ method: 'GET', path: adminPaths.conversations, costly: true }],
  [adminPaths.bot]: [
    { method: 'POST', path: adminPaths.bot, size: 1_900, bodies: [(text) => ({ key: text })] },
  ],
  [adminPaths.templates]: [
    {
      method: 'POST',
      path: adminPaths.templates,
      size: 30_000,
      bodies: [(text) => ({ keys: [text] })],
    },
  ],
  [adminPaths.deadLetters]: [{ method: 'GET', path: adminPaths.deadLetters }],
  [adminPaths.workHistory]: [{ method: 'GET', path: adminPaths.workHistory }],
  [adminPaths.replay]: [
    {
      method: 'POST',
      path: adminPaths.replay,
      size: 30_000,
      bodies: [
        (text) => ({
          ids: [nobody],
          dryRun: true,
          edits: { [nobody]: { tax_id: text, [text]: text } },
        }),
      ],
    },
  ],
  [adminPaths.discard]: [
    {
      method: 'POST',
      path: adminPaths.discard,
      size: 30_000,
      bodies: [(text) => ({ ids: [text], reason: text })],
    },
  ],
  [adminPaths.waiting]: [
    {
      method: 'POST',
      path: adminPaths.waiting,
      size: 30_000,
      bodies: [(text) => ({ ids: [text] })],
    },
  ],
  [adminPaths.audit]: [{ method: 'GET', path: adminPaths.audit }],
  [adminPaths.reconciliation]: [{ method: 'GET', path: adminPaths.reconciliation }],
  [adminPaths.dismiss]: [
    {
      method: 'POST',
      path: adminPaths.dismiss,
      size: 30_000,
      bodies: [(text) => ({ ids: [text], reason: text })],
    },
  ],
  [adminPaths.repair]: [
    {
      method: 'POST',
      path: adminPaths.repair,
      size: 30_000,
      bodies: [(text) => ({ ids: [text] })],
    },
  ],
};

/** Whole bodies of one kind of thing, of a given size. */
const wholeBodies: readonly (readonly [string, string, (size: number) => string])[] = [
  ['lists in lists', 'application/json', (size) => '['.repeat(size)],
  ['objects in objects', 'application/json', (size) => '{"a":'.repeat(size / 5)],
  ['a long list', 'application/json', (size) => `[${'1,'.repeat(size / 2)}1]`],
  [
    'many keys',
    'application/json',
    (size) => `{${Array.from({ length: size / 12 }, (_, at) => `"key${at}":1`).join()}}`,
  ],
  ['blanks', 'application/json', (size) => ' '.repeat(size)],
  ['quotes', 'application/json', (size) => '"'.repeat(size)],
  ['backslashes', 'application/json', (size) => `"${'\\'.repeat(size)}`],
  ['fields', 'application/x-www-form-urlencoded', (size) => 'a=1&'.repeat(size / 4)],
  ['open brackets', 'application/x-www-form-urlencoded', (size) => `a${'['.repeat(size)}=1`],
  [
    'things without a number',
    'application/x-www-form-urlencoded',
    (size) => 'leads[add][][id]=1&'.repeat(size / 19),
  ],
  ['percent signs', 'application/x-www-form-urlencoded', (size) => `text=${'%'.repeat(size)}`],
];

describe('every address answers in time that grows no faster than what it is sent (R8.2)', () => {
  let world: World;
  let served: Served;
  let app: Express;

  beforeAll(async () => {
    world = await openWorld();
    const verify = () => Promise.resolve({ userId: 1001, isAdmin: true });
    const services = { ...servicesOf(world), enqueue: () => Promise.resolve() };
    app = createApp(services, verify, world.metrics);
    served = await serve(app);
  });
  afterAll(async () => {
    await served.close();
    await world.close();
  });

  const headers = { authorization: 'Bearer sandbox-capture', 'x-auth-token': 'token' };

  async function send({ method, path }: Address, text?: string, type = 'application/json') {
    const response = await fetch(served.url + path, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(text === undefined ? {} : { 'content-type': type }) },
      ...(text === undefined ? {} : { body: text }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** Texts that `fetch` would refuse to send in a header or an address. */
  const sendHead = (path: string, head: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(served.url);
      httpRequest({ hostname, port, path, headers: { ...headers, ...head } }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      })
        .on('error', reject)
        .end();
    });

  const routesOf = (router: unknown): readonly string[] => {
    const { stack = [] } = router as {
      stack?: readonly { route?: { path: string }; handle?: unknown }[];
    };
    return stack.flatMap(({ route, handle }) =>
      route === undefined ? routesOf(handle ?? {}) : [route.path],
    );
  };

  test('the list below names every address that the companion has', () => {
    expect([...new Set(routesOf(app.router))].sort()).toEqual(Object.keys(addresses).sort());
  });

  const all = Object.values(addresses).flat();
  const name = ({ method, path }: Address) => `${method} ${path}`;

  describe.each(
    all.filter(({ method }) => method !== 'GET').map((one) => [name(one), one] as const),
  )('%s', (_name, address) => {
    const size = address.size ?? 7_000;

    test.each(wholeBodies)('%s', async (_kind, type, text) => {
      const growth = await growthOf((most) => send(address, text(most), type), { size });
      expect(growth).toBeLessThan(fasterThanSize);
      expect(await send(address, text(size * 8), type)).not.toBe(500);
    });

    test('texts where texts may stand', async () => {
      for (const make of address.bodies ?? []) {
        for (const piece of pieces.filter(([one]) => ' !a1,\ud800{{'.includes(one))) {
          const growth = await growthOf(
            (most) => send(address, JSON.stringify(make(hostile(piece, most / 4)))),
            { size },
          );
          expect({ piece, isLinear: growth < fasterThanSize, growth }).toMatchObject({
            isLinear: true,
          });
        }
        expect(await send(address, JSON.stringify(make(hostile([' ', 'x'], size))))).toBeLessThan(
          500,
        );
      }
    });
  });

  test.each(all.map((one) => [name(one), one] as const))(
    '%s with a long query',
    async (_name, { path, costly }) => {
      const head: Readonly<Record<string, string>> = costly ? { 'x-auth-token': '' } : {};
      for (const piece of ['a=1&', 'a[b]', 'code=%20', '%', '..', '&&']) {
        const growth = await growthOf(
          (size) => sendHead(`${path}?${piece.repeat(size / piece.length)}`, head),
          { size: 1_500 },
        );
        expect(growth).toBeLessThan(fasterThanSize);
      }
      expect(await sendHead(`${path}?${'a=1&'.repeat(3_000)}`, head)).not.toBe(500);
    },
  );

  test.each([
    'authorization',
    'x-auth-token',
    'idempotency-key',
    'origin',
    'content-type',
    'x-forwarded-for',
    'accept',
  ])('a long header %s', async (header) => {
    for (const path of ['/webhooks/leads/direct', widgetPaths.ping(), hook]) {
      for (const piece of [' ', 'a', ',', 'a.', 'a;', '"']) {
        const growth = await growthOf(
          (size) => sendHead(path, { [header]: `Bearer ${piece.repeat(size / piece.length)}x` }),
          { size: 1_500 },
        );
        expect(growth).toBeLessThan(fasterThanSize);
      }
    }
  });

  test('a long token of Kommo is not taken apart', async () => {
    const growth = await growthOf(
      (size) => world.verify('a.'.repeat(size), null).catch(() => null),
      { size: 30_000 },
    );
    expect(growth).toBeLessThan(fasterThanSize);
  });
});
