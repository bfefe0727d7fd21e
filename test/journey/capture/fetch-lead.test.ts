import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createGraphClient } from '../../../backend/src/adapters/meta/graph/graph-client.js';
import { fetchLead } from '../../../backend/src/journey/capture/fetch-lead.js';
import { sourceMapKey } from '../../../backend/src/journey/reading/read-source-map.js';
import { catchUpAdLeads } from '../../../backend/src/operations/ad-leads/catch-up-ad-leads.js';
import type { LeadProfile } from '../../../domain/lead/lead.js';
import { drive } from '../../support/drain.js';
import { inSpanish } from '../../support/in-spanish.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let moved = 0;
const start = Date.parse('2026-11-28T12:00:00Z');
beforeAll(async () => {
  world = await openWorld({
    clock: () => new Date(start + moved),
    sandboxClock: () => new Date(start),
  });
}, 60_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.kommo('/sandbox/meta/leads', { method: 'DELETE' });
});

const form = '901234567890123';
const person = {
  full_name: 'Ana Peña',
  email: 'ana@ferreteria.example',
  phone_number: 'p:+18095550142',
  company_name: 'Ferretería Peña SRL',
  service_interest: 'nómina',
  '¿cuándo_desea_empezar?': 'este_mes',
};

/** A lead that no delivery tells. */
async function leave(fields: object, more: object = {}): Promise<string> {
  const made = await world.kommo('/sandbox/meta/leads', {
    method: 'POST',
    body: { fields, times: 0, ...more },
  });
  return z.object({ leadgenIds: z.tuple([z.string()]) }).parse(made).leadgenIds[0];
}
const fail = (code: number, more: object = {}) =>
  world.kommo('/sandbox/meta/faults', { method: 'POST', body: { code, ...more } });

const run = async (sourceId: string, attempt = 1) =>
  (
    await fetchLead.run(world.services, [{ sourceId, formId: form }], [{ attempt, isLast: false }])
  )[0];

async function profiles(): Promise<readonly LeadProfile[]> {
  const { rows } = await world.pool.query<{ profile: LeadProfile }>(
    'select profile from captures order by received_at, id',
  );
  await world.pool.query('delete from captures');
  return rows.map(({ profile }) => profile);
}

describe('a lead of an ad (R5.3)', () => {
  test('its answers are read and mapped: keys, labels, slugs and accents, campaign and consent', async () => {
    const consents = [{ checkbox_key: 'acepto_ser_contactado', is_checked: '1' }];
    const id = await leave(person, { consents });
    expect(await run(id)).toEqual({ kind: 'done', next: [] });
    const [profile] = await profiles();
    expect(profile).toMatchObject({
      source: 'meta',
      person: {
        ...{ fullName: 'Ana Peña', companyName: 'Ferretería Peña SRL' },
        ...{ email: 'ana@ferreteria.example', phone: '+18095550142' },
      },
      services: ['payroll'],
      answers: { urgency_level: { value: 'this_month', origin: 'meta' } },
      attribution: {
        ...{ utm_source: 'facebook', utm_medium: 'lead_ad', utm_campaign: 'Contabilidad RD' },
        ...{ utm_term: 'Santo Domingo 30-55', utm_content: 'Video testimonio' },
      },
      consent: true,
      consentProof: { text: 'Acepto que me contacten por WhatsApp.', page: `form ${form}` },
    });
    expect(profile?.isTest).toBeUndefined();
  });

  test('a box that is not ticked is no consent', async () => {
    await run(
      await leave(person, {
        consents: [{ checkbox_key: 'acepto_ser_contactado', is_checked: '' }],
      }),
    );
    expect((await profiles())[0]?.consent).toBe(false);
  });

  test('the same lead told again, or found by the catch-up too, is one capture', async () => {
    const id = await leave(person);
    await run(id);
    await run(id);
    expect(await profiles()).toHaveLength(1);
  });

  test('a lead of the test tool is marked before anything of it is judged', async () => {
    await run(await leave({}, { test: true }));
    expect(await profiles()).toMatchObject([{ isTest: true }]);
  });

  test('a question nobody knows is kept with the lead; once it is mapped for its form it is an answer', async () => {
    const asked = {
      ...person,
      cual_es_tu_rango: 'entre 21 y 50 personas',
      comentario: 'llamar tarde',
    };
    await run(await leave(asked));
    expect((await profiles())[0]?.unmapped).toEqual({
      ...{ cual_es_tu_rango: 'entre 21 y 50 personas', comentario: 'llamar tarde' },
    });
    await world.services.store.settings.set(sourceMapKey('meta', form), {
      names: { company_size: ['Cuál es tu rango'] },
      values: { company_size: { 'Entre 21 y 50 personas': '21-50' } },
      ignore: ['comen*'],
    });
    await run(await leave(asked));
    const [mapped] = await profiles();
    expect(mapped?.answers).toMatchObject({ company_size: { value: '21-50' } });
    expect(mapped?.unmapped).toBeUndefined();
  });

  test('without an advertiser’s right the campaign stays unsaid, and the lead comes in', async () => {
    const id = await leave(person);
    await fail(200);
    expect(await run(id)).toMatchObject({ kind: 'done' });
    const [profile] = await profiles();
    expect(profile?.person.fullName).toBe('Ana Peña');
    expect(profile?.attribution.utm_campaign).toBeUndefined();
  });

  test('a form that says nobody to talk to is told to a person, with its fields', async () => {
    const outcome = await run(await leave({ comentario: 'hola' }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: {
        code: 'invalid_body',
        retry: { kind: 'never' },
        reason: { code: 'meta.no_contact' },
      },
    });
  });
});

describe('a refusal of Meta is told with what to do (R5.3, R8.5)', () => {
  const minutes = (count: number) => ({ kind: 'after', ms: count * 60_000 });
  test.each([
    [
      'a dead token waits until it is replaced',
      190,
      2,
      'meta_not_connected',
      { ...minutes(10), costsTry: false },
      'META_PAGE_TOKEN',
    ],
    [
      'a session that ended',
      102,
      2,
      'meta_not_connected',
      { ...minutes(10), costsTry: false },
      'META_PAGE_TOKEN',
    ],
    [
      'a missing permission',
      10,
      2,
      'meta_access_denied',
      { ...minutes(10), costsTry: false },
      'leads_retrieval',
    ],
    [
      'a capability that is denied',
      3,
      2,
      'meta_access_denied',
      { ...minutes(10), costsTry: false },
      'código 3',
    ],
    [
      'a right of the page',
      283,
      2,
      'meta_access_denied',
      { ...minutes(10), costsTry: false },
      'código 283',
    ],
    [
      'a version that has ended',
      2635,
      2,
      'meta_access_denied',
      { ...minutes(10), costsTry: false },
      'META_GRAPH_VERSION',
    ],
    ['an id that nobody knows', 803, 2, 'meta_rejected', { kind: 'never' }, 'Probar'],
    ['an outage', 1, 2, 'meta_unreachable', { kind: 'backoff' }, 'solo'],
    ['a failure of theirs', 341, 2, 'meta_unreachable', { kind: 'backoff' }, 'solo'],
    [
      'a limit, for the minutes it names',
      80005,
      2,
      'meta_unreachable',
      { ...minutes(7), costsTry: false, isFailure: false },
      '7 minutos',
    ],
    [
      'a limit of the app',
      4,
      2,
      'meta_unreachable',
      { ...minutes(7), costsTry: false, isFailure: false },
      '7 minutos',
    ],
  ] as const)('%s', async (_name, code, times, expected, retry, words) => {
    const id = await leave(person);
    await fail(code, { times, minutes: 7 });
    const outcome = await run(id);
    if (outcome?.kind !== 'failed') throw new Error('it did not fail');
    expect(outcome.error).toMatchObject({ code: expected, retry });
    const { reason } = outcome.error as { reason: unknown };
    expect(JSON.stringify(inSpanish(reason))).toContain(words);
    await world.kommo('/sandbox/meta/faults', { method: 'DELETE' });
    expect(await run(id)).toMatchObject({ kind: 'done' });
    await profiles();
  });

  test('what is gone, or may not be read, is asked for three times within the hour', async () => {
    for (const [attempt, retry] of [
      [1, minutes(20)],
      [2, minutes(20)],
      [3, { kind: 'never' }],
    ] as const) {
      expect(await run('123', attempt)).toMatchObject({
        kind: 'failed',
        error: { code: 'meta_rejected', retry, reason: { code: 'meta.gone' } },
      });
    }
  });
});

describe('what no delivery told (R5.3)', () => {
  test('is found at the start and every 15 minutes, with an hour of overlap, in pages', async () => {
    const driven = drive(world);
    const { services } = driven;
    for (let count = 0; count < 103; count += 1) await leave(person);
    expect(await catchUpAdLeads(services, { atOnce: true })).toBe(103);
    await driven.drain();
    expect(driven.takeFailures()).toEqual([]);
    const { rows } = await world.pool.query('select 1 from captures');
    expect(rows).toHaveLength(103);

    const pass = async (ms: number) => {
      moved += ms;
      await world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs: ms } });
    };
    await pass(14 * 60_000);
    expect(await catchUpAdLeads(services, { atOnce: false })).toBeNull();
    await pass(60_000);
    // The overlap shows them again, and they are known.
    expect(await catchUpAdLeads(services, { atOnce: false })).toBe(103);
    await pass(50 * 60_000);
    await catchUpAdLeads(services, { atOnce: false });
    await pass(15 * 60_000);
    await leave(person);
    expect(await catchUpAdLeads(services, { atOnce: false })).toBe(1);
    await driven.drain();
    expect((await world.pool.query('select 1 from captures')).rows).toHaveLength(104);
    await profiles();
  });

  test('a list that cannot be read begins again where it was', async () => {
    await fail(190);
    const failing = catchUpAdLeads(world.services, { atOnce: true });
    await expect(failing).rejects.toMatchObject({ code: 'meta_not_connected' });
  });

  test('the next page is followed only at Meta’s own address', async () => {
    const graph = createGraphClient(world.config.meta);
    const own = `${world.config.meta.graphUrl}/v27.0/${form}/leads?limit=1&access_token=x`;
    expect(await graph.follow(own)).toMatchObject({ data: [] });
    for (const other of [
      own.replace('127.0.0.1', 'localhost'),
      own.replace('/v27.0/', '/v26.0/'),
      'https://graph.example/v27.0/1/leads',
      'no address',
    ])
      expect(await graph.follow(other)).toBeNull();
  });
});
