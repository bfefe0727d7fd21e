import { afterEach, describe, expect, test } from '@jest/globals';
import { createKommo } from '../../../../backend/src/adapters/kommo/create-kommo.js';
import type { CreateOutcome, Kommo } from '../../../../backend/src/adapters/kommo/kommo.js';
import type { LeadBody } from '../../../../backend/src/adapters/kommo/leads/lead-body.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { AppError } from '../../../../backend/src/errors.js';
import { createLog } from '../../../../backend/src/log.js';
import { startFakeKommo } from '../../../support/fake-kommo.js';
import type { FakeAnswer, FakeKommo, FakeRequest } from '../../../support/fake-kommo.js';
import { createDrivenClock, createTestClient } from '../../../support/kommo-tools.js';
import { leadToCreate, profile } from '../examples.js';

let fake: FakeKommo;
afterEach(() => fake.close());

interface Account {
  readonly kommo: Kommo;
  /** References in the account, in the order they were made. */
  readonly made: string[];
  /** How many leads each `leads/complex` call carried. */
  readonly batches: number[];
}

type OnCreate = (
  bodies: readonly LeadBody[],
  make: (bodies: readonly LeadBody[]) => unknown[],
) => FakeAnswer;

const refOf = (body: LeadBody): string => String(valueOf(body, 'CAPTURE_REF'));
const valueOf = (body: LeadBody, code: string): unknown =>
  body.custom_fields_values.find(({ field_code }) => field_code === code)?.values[0]?.['value'];

/** An account with the blueprint's pipeline and fields, whose `leads/complex` the test decides. */
async function startAccount(onCreate: OnCreate): Promise<Account> {
  const made: string[] = [];
  const batches: number[] = [];
  const make = (bodies: readonly LeadBody[]) =>
    bodies.map((body) => {
      made.push(refOf(body));
      return {
        id: made.length,
        contact_id: 500,
        company_id: null,
        request_id: [body.request_id],
        merged: false,
      };
    });
  fake = await startFakeKommo((request) => {
    if (request.path !== '/api/v4/leads/complex') return standing(request, made);
    const bodies = request.body as LeadBody[];
    batches.push(bodies.length);
    return onCreate(bodies, make);
  });
  const clock = createDrivenClock();
  const client = createTestClient(fake.url, { clock: clock.now, sleep: clock.sleep });
  const log = createLog('silent');
  return { kommo: createKommo({ client, blueprint, log, clock: clock.now }), made, batches };
}

function standing({ path }: FakeRequest, made: readonly string[]): FakeAnswer {
  if (path === '/api/v4/leads/pipelines') return { status: 200, json: pipelines };
  if (path === '/api/v4/leads/custom_fields') return { status: 200, json: fields };
  if (path !== '/api/v4/leads' || made.length === 0) return { status: 204 };
  const leads = made.map((ref, index) => ({
    id: index + 1,
    name: '',
    status_id: 11,
    pipeline_id: 1,
    created_at: 1_790_000_000,
    updated_at: 1_790_000_000,
    custom_fields_values: [{ field_id: 9, field_code: 'CAPTURE_REF', values: [{ value: ref }] }],
    _embedded: { contacts: [{ id: 500, is_main: true }], companies: [] },
  }));
  return { status: 200, json: { _embedded: { leads } } };
}

const theirPipeline = {
  id: 1,
  name: 'servicios contables',
  _embedded: {
    statuses: [
      { id: 11, name: 'LEAD NUEVO ' },
      { id: 142, name: 'Won' },
    ],
  },
};
const pipelines = { _embedded: { pipelines: [theirPipeline] } };
const fields = {
  _embedded: {
    custom_fields: blueprint.fields.map(({ code, name, type, options }, index) => ({
      id: index + 1,
      code,
      name,
      type,
      enums: Object.fromEntries(
        options.map((value, at) => [at, { id: index * 100 + at + 1, value }]),
      ),
    })),
  },
};

const leadsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => leadToCreate({ ref: `ref-${index}` }));

const refused = (errors: unknown): FakeAnswer => ({
  status: 400,
  json: { title: 'Bad Request', status: 400, 'validation-errors': errors },
});
const gatewayTimeout: FakeAnswer = { status: 504, text: '<html>504</html>', type: 'text/html' };

const kindsOf = (outcomes: readonly CreateOutcome[]) => outcomes.map(({ kind }) => kind);

describe('creating many leads at once', () => {
  test('one call for 50; answers are matched by request id, whatever their order', async () => {
    const { kommo, batches } = await startAccount((bodies, make) => ({
      status: 200,
      json: make(bodies).reverse(),
    }));
    const outcomes = await kommo.createLeads(leadsOf(50));
    expect(batches).toEqual([50]);
    expect(outcomes.map(({ ref }) => ref)).toEqual(leadsOf(50).map(({ ref }) => ref));
    expect(outcomes.map((one) => (one.kind === 'created' ? one.leadId : 0))).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    await expect(kommo.createLeads(leadsOf(51))).rejects.toThrow(RangeError);
    expect(await kommo.createLeads([])).toEqual([]);
  });

  test('leads that Kommo folds into one get the same id; one it does not name is unanswered', async () => {
    const { kommo } = await startAccount(() => ({
      status: 200,
      json: [{ id: 7, contact_id: null, company_id: 3, request_id: ['0', '2'], merged: true }],
    }));
    const outcomes = await kommo.createLeads(leadsOf(3));
    expect(kindsOf(outcomes)).toEqual(['created', 'unanswered', 'created']);
    expect(outcomes[2]).toMatchObject({ leadId: 7, contactId: null, companyId: 3 });
  });

  test('on 504 the batch is halved until it passes (R6.1)', async () => {
    const { kommo, batches, made } = await startAccount((bodies, make) =>
      bodies.length > 13 ? gatewayTimeout : { status: 200, json: make(bodies) },
    );
    const outcomes = await kommo.createLeads(leadsOf(50));
    expect(new Set(kindsOf(outcomes))).toEqual(new Set(['created']));
    expect(batches).toEqual([50, 25, 13, 12, 25, 13, 12]);
    expect(new Set(made).size).toBe(made.length);
  });

  test('what a 504 made all the same is found and not made twice', async () => {
    let isFirst = true;
    const { kommo, made } = await startAccount((bodies, make) => {
      if (!isFirst) return { status: 200, json: make(bodies) };
      isFirst = false;
      make(bodies.slice(0, 6));
      return gatewayTimeout;
    });
    const outcomes = await kommo.createLeads(leadsOf(10));
    expect(new Set(kindsOf(outcomes))).toEqual(new Set(['created']));
    expect(made).toHaveLength(10);
    expect(new Set(made).size).toBe(10);
  });

  test('an answer lost after the commit fails as a whole; the next look finds every lead', async () => {
    const { kommo } = await startAccount((bodies, make) => {
      make(bodies);
      return 'dropped';
    });
    const failure: unknown = await kommo.createLeads(leadsOf(3)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'kommo_unreachable', retry: { kind: 'backoff' } });
    const refs = new Set(leadsOf(3).map(({ ref }) => ref));
    const found = await kommo.findCreated(new Date('2026-11-20T12:00:00Z'), refs);
    expect(found.map(({ ref }) => ref)).toEqual([...refs]);
  });

  test('a half without an answer is told apart from the half that was made', async () => {
    const { kommo } = await startAccount((bodies, make) => {
      if (bodies.length === 4) return gatewayTimeout;
      return bodies.some((body) => refOf(body) === 'ref-3')
        ? { status: 500, json: { status: 500 } }
        : { status: 200, json: make(bodies) };
    });
    const outcomes = await kommo.createLeads(leadsOf(4));
    expect(kindsOf(outcomes)).toEqual(['created', 'created', 'unanswered', 'unanswered']);
  });
});

describe('a batch that Kommo refuses', () => {
  test('loses the lead that Kommo names and no other', async () => {
    const { kommo, batches } = await startAccount((bodies, make) => {
      const bad = bodies.find((body) => refOf(body) === 'ref-3');
      return bad === undefined
        ? { status: 200, json: make(bodies) }
        : refused([
            { request_id: bad.request_id, errors: [{ code: 'InvalidType', path: 'name' }] },
          ]);
    });
    const outcomes = await kommo.createLeads(leadsOf(6));
    expect(kindsOf(outcomes)).toEqual([
      'created',
      'created',
      'created',
      'rejected',
      'created',
      'created',
    ]);
    expect(outcomes[3]).toMatchObject({
      problems: [
        {
          field: 'name',
          reason: {
            params: { field: { code: 'kommo.field_name' }, why: { code: 'kommo.why_type' } },
          },
        },
      ],
    });
    expect(batches).toEqual([6, 5]);
  });

  test('is halved until the bad lead is alone where none is named', async () => {
    const { kommo, made } = await startAccount((bodies, make) =>
      bodies.some((body) => refOf(body) === 'ref-5')
        ? refused([{ errors: [{ code: 'InvalidType', path: 'name' }] }])
        : { status: 200, json: make(bodies) },
    );
    const outcomes = await kommo.createLeads(leadsOf(8));
    expect(outcomes.filter(({ kind }) => kind === 'rejected').map(({ ref }) => ref)).toEqual([
      'ref-5',
    ]);
    expect(made).toHaveLength(7);
  });

  test('goes out without the one value that is refused: the lead is kept and the value reported', async () => {
    const { kommo, made } = await startAccount((bodies, make) => {
      const errors = bodies.flatMap((body) => {
        const index = body.custom_fields_values.findIndex(
          ({ field_code }) => field_code === 'MONTHLY_TRANSACTIONS',
        );
        if (index < 0 || refOf(body) !== 'ref-1') return [];
        const path = `custom_fields_values.${index}.values.0.value`;
        return [{ request_id: body.request_id, errors: [{ code: 'InvalidType', path }] }];
      });
      return errors.length > 0 ? refused(errors) : { status: 200, json: make(bodies) };
    });
    const outcomes = await kommo.createLeads(leadsOf(3));
    expect(kindsOf(outcomes)).toEqual(['created', 'created', 'created']);
    expect(outcomes[1]).toMatchObject({ problems: [{ field: 'MONTHLY_TRANSACTIONS' }] });
    expect(outcomes[0]).toMatchObject({ problems: [] });
    expect(made).toHaveLength(3);
  });

  test('for an e-mail address of the contact goes out without it', async () => {
    const { kommo } = await startAccount((bodies, make) => {
      const [contact] = bodies[0]?._embedded.contacts ?? [];
      const values = contact !== undefined && 'name' in contact ? contact.custom_fields_values : [];
      const index = values.findIndex(({ field_code }) => field_code === 'EMAIL');
      const path = `_embedded.contacts.0.custom_fields_values.${index}.values.0.value`;
      return index < 0
        ? { status: 200, json: make(bodies) }
        : refused([{ request_id: '0', errors: [{ code: 'InvalidEmail', path }] }]);
    });
    const [outcome] = await kommo.createLeads([leadToCreate()]);
    expect(outcome).toMatchObject({ kind: 'created', problems: [{ field: 'EMAIL' }] });
  });

  test('for an option id that is none any more reads the account again, once', async () => {
    let reads = 0;
    const { kommo } = await startAccount((bodies, make) => {
      reads = fake.requests.filter(({ path }) => path === '/api/v4/leads/custom_fields').length;
      const errors = [
        { code: 'NotSupportedChoice', path: 'custom_fields_values.2.values.0.enum_id' },
      ];
      return reads < 2
        ? refused([{ request_id: '0', errors }])
        : { status: 200, json: make(bodies) };
    });
    const [outcome] = await kommo.createLeads([leadToCreate()]);
    expect(outcome).toMatchObject({ kind: 'created', problems: [] });
    expect(reads).toBe(2);
  });
});

describe('what goes out', () => {
  test('at most 40 fields, ours by code, options by id, tracking only where the account has it', async () => {
    let sent: LeadBody | undefined;
    const { kommo } = await startAccount((bodies, make) => {
      [sent] = bodies;
      return { status: 200, json: make(bodies) };
    });
    const everything = blueprint.questions.map(({ key, options }) => [
      key,
      { value: options[0]?.key ?? 3, origin: 'form', answeredAt: '2026-11-20T12:00:00Z' },
    ]);
    await kommo.createLeads([
      leadToCreate({
        profile: { ...profile, answers: Object.fromEntries(everything) as LeadProfile['answers'] },
      }),
    ]);
    expect(sent?.custom_fields_values.length).toBeLessThanOrEqual(40);
    const codes = sent?.custom_fields_values.map(({ field_code }) => field_code) ?? [];
    expect(codes).toEqual(
      expect.arrayContaining(['CAPTURE_REF', 'LEAD_SCORE', 'LEAD_CLASS', 'OTHER_SERVICES']),
    );
    expect(codes).not.toContain('UTM_SOURCE');
    expect(sent).toMatchObject({
      pipeline_id: 1,
      status_id: 11,
      tags_to_add: [{ name: 'direct' }, { name: 'WARM' }],
    });
    const size = sent?.custom_fields_values.find(({ field_code }) => field_code === 'COMPANY_SIZE');
    expect(Object.keys(size?.values[0] ?? {})).toEqual(['enum_id']);
    const [contact] = sent?._embedded.contacts ?? [];
    expect(contact).toEqual({
      name: 'Carmen Rosario',
      custom_fields_values: [
        {
          field_code: 'PHONE',
          values: [
            { value: '+18095550142', enum_code: 'MOB' },
            { value: '+18095550143', enum_code: 'WORK' },
          ],
        },
        {
          field_code: 'EMAIL',
          values: [{ value: 'carmen@elprogreso.example', enum_code: 'WORK' }],
        },
      ],
    });
  });

  test('an account without the pipeline is not ready yet', async () => {
    const { kommo } = await startAccount(() => ({ status: 200, json: [] }));
    theirPipeline.name = 'otra';
    const failure: unknown = await kommo.createLeads(leadsOf(1)).catch((error: unknown) => error);
    theirPipeline.name = 'servicios contables';
    expect(failure).toMatchObject({ code: 'not_ready', retry: { kind: 'after' } });
  });
});
