import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { factsOf } from '../../../domain/lead/facts.js';
import { scorePre } from '../../../domain/score/score-pre.js';
import { sendToKommo } from '../../../backend/src/journey/kommo/send-to-kommo.js';
import { openWorld, profile } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Leads of ours that are scored and not in Kommo yet. */
async function waiting(indexes: readonly number[], change: Record<string, unknown> = {}) {
  const { store, blueprint, scoreTables } = world.services;
  const leads = indexes.map((index) => {
    const lead = {
      id: randomUUID(),
      profile: profile(index, change),
      capturedAt: '2026-11-23T12:00:00.000Z',
      kommoLeadId: null,
      kommoContactId: null,
      kommoCompanyId: null,
      sendingSince: null,
    };
    return {
      lead,
      score: scorePre(factsOf(lead.profile), scoreTables.pre, blueprint),
      cause: 'captured',
    };
  });
  await store.leads.insertMany(leads);
  return leads.map(({ lead }) => lead.id);
}

const send = (ids: readonly string[]) =>
  sendToKommo.run(
    world.services,
    ids.map((leadId) => ({ leadId })),
  );

/** The next lead of the same person is one of its own. */
const closeAll = () => world.pool.query("update lead_stages set outcome = 'won'");

const done = { kind: 'done', next: [{ step: 'welcome' }] };
/** In Kommo, and on to the welcome (R5.1). */
const sent = (leadId: string) => ({
  kind: 'done',
  next: [{ step: 'welcome', key: leadId, data: { leadId } }],
});

const listed = z.object({
  _embedded: z.object({
    leads: z.array(
      z.object({
        id: z.number(),
        status_id: z.number(),
        pipeline_id: z.number(),
        custom_fields_values: z.array(
          z.object({ field_code: z.string(), values: z.array(z.object({ value: z.unknown() })) }),
        ),
        _embedded: z.object({ contacts: z.array(z.object({ id: z.number() })) }),
      }),
    ),
  }),
});

async function kommoLeads() {
  const answer = await world.kommo('/api/v4/leads?with=contacts&limit=250');
  return answer === null ? [] : listed.parse(answer)._embedded.leads;
}

const fieldsOf = (lead: Awaited<ReturnType<typeof kommoLeads>>[number]) =>
  Object.fromEntries(
    lead.custom_fields_values.map(({ field_code: code, values }) => [code, values[0]?.value]),
  );

test('contact, company and lead appear with fields by code, attribution, score, class and stage (R3.1, R3.2, R3.3)', async () => {
  const [id] = await waiting([1]);
  expect(await send([id ?? ''])).toEqual([sent(id ?? '')]);
  const [lead] = await kommoLeads();
  if (lead === undefined) throw new Error('no lead arrived');
  expect(fieldsOf(lead)).toMatchObject({
    SERVICE_TYPE: 'Contabilidad',
    COMPANY_SIZE: '21-50',
    URGENCY_LEVEL: 'Inmediato',
    BUDGET_RANGE: '30k-50k',
    UTM_SOURCE: 'facebook',
    UTM_CAMPAIGN: 'contabilidad-pymes',
    LEAD_SCORE: '54',
    LEAD_CLASS: 'COLD',
    CAPTURE_REF: id,
  });
  const found = await world.services.kommo.readLead(lead.id);
  expect(found).toMatchObject({ stage: 'new', stageName: 'Lead Nuevo', outcome: 'open', ref: id });
  expect(found?.person).toMatchObject({ fullName: 'Carmen Peña 0001', phone: '+18095550001' });
  const stored = await world.services.store.leads.findByKommoId(lead.id);
  expect(stored).toMatchObject({
    id,
    sendingSince: null,
    kommoContactId: lead._embedded.contacts[0]?.id,
  });
});

test('Kommo shows the newest campaign, the side of the pilot and the proof of consent (R1.1, R3.4, R6.4, R8.1)', async () => {
  const proof = { text: 'Autorizo.', textVersion: 'abcdef', page: null, addressHash: null };
  await world.services.store.consents.record([
    {
      names: ['+18095550001'],
      entry: {
        ...({ act: 'granted', purpose: 'contact', by: 'direct', captureId: 'c-1' } as const),
        ...{ at: '2026-11-28T14:02:00.000Z', ...proof },
      },
    },
  ]);
  const [lead] = await waiting([1]);
  const changed = {
    ...profile(1),
    lastTouch: { utm_source: 'instagram', utm_campaign: 'c'.repeat(400) },
    arm: 'b' as const,
  };
  await world.services.store.leads.saveProfile(lead ?? '', changed);
  await send([lead ?? '']);
  const [found] = await kommoLeads();
  if (found === undefined) throw new Error('no lead arrived');
  expect(fieldsOf(found)).toMatchObject({
    UTM_SOURCE: 'facebook',
    LAST_UTM_SOURCE: 'instagram',
    LAST_UTM_CAMPAIGN: 'c'.repeat(255),
    PILOT_ARM: 'B',
    CONSENT:
      '2026-11-28 10:02: Autorizó que la firma use sus datos y le escriba (formulario). Texto abcdef.',
    WITHDRAW_URL: world.services.withdrawAddress(lead ?? ''),
  });
});

test('fifty leads go out in one call', async () => {
  const ids = await waiting(Array.from({ length: 50 }, (_, index) => index + 1));
  const outcomes = await send(ids);
  expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
  expect(await kommoLeads()).toHaveLength(50);
  const requests = z
    .array(z.object({ path: z.string(), method: z.string() }))
    .parse(await world.kommo('/sandbox/requests'));
  expect(requests.filter(({ path }) => path.startsWith('/api/v4/leads/complex'))).toHaveLength(1);
});

test('sending again a lead that Kommo has makes nothing new', async () => {
  const ids = await waiting([1]);
  await send(ids);
  expect(await send(ids)).toEqual(ids.map(sent));
  expect(await kommoLeads()).toHaveLength(1);
});

test('an answer lost after Kommo committed is looked for, not repeated', async () => {
  const ids = await waiting([1, 2]);
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: 'drop-after-commit', match: '/api/v4/leads/complex', times: 1 },
  });
  const lost = await send(ids).catch((error: unknown) => error);
  expect(JSON.stringify(lost)).toContain('kommo_unreachable');
  expect(await kommoLeads()).toHaveLength(2);
  const outcomes = await send(ids);
  expect(outcomes).toEqual(ids.map(sent));
  expect(await kommoLeads()).toHaveLength(2);
});

test('two leads of one person in the same run are one contact (decision 12)', async () => {
  const [first] = await waiting([1]);
  const [second] = await waiting([1], {
    company_name: 'Otra Firma SRL',
    email: 'otra@firma.example',
  });
  const ids = [first ?? '', second ?? ''];
  const outcomes = await send(ids);
  expect(outcomes[1]).toMatchObject({ kind: 'later' });
  const kommoLeadId = (await kommoLeads())[0]?.id;
  expect(await send(ids)).toMatchObject([
    sent(first ?? ''),
    { kind: 'done', next: [{ step: 'merge-lead', data: { leadId: second, kommoLeadId } }] },
  ]);
  await closeAll();
  expect((await send(ids))[1]).toEqual(sent(second ?? ''));
  const contacts = (await kommoLeads()).map(({ _embedded }) => _embedded.contacts[0]?.id);
  expect(contacts).toHaveLength(2);
  expect(new Set(contacts).size).toBe(1);
});

test('a person who is in Kommo already is found, whoever entered them (decision 12)', async () => {
  const created = z
    .object({ _embedded: z.object({ contacts: z.array(z.object({ id: z.number() })) }) })
    .parse(
      await world.kommo('/api/v4/contacts', {
        method: 'POST',
        body: [
          {
            name: 'Carmen P.',
            custom_fields_values: [
              { field_code: 'PHONE', values: [{ value: '(809) 555-0001', enum_code: 'WORK' }] },
            ],
          },
        ],
      }),
    );
  await send(await waiting([1]));
  const [lead] = await kommoLeads();
  expect(lead?._embedded.contacts[0]?.id).toBe(created._embedded.contacts[0]?.id);
});

test('Kommo being down fails the run with a verdict to try again', async () => {
  const ids = await waiting([1]);
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '502', match: '/api/v4/leads/complex', times: 1 },
  });
  const failure = await send(ids).catch((error: unknown) => error);
  expect(JSON.stringify(failure)).toContain('backoff');
  await send(ids);
  expect(await kommoLeads()).toHaveLength(1);
});

const carmen = ['phone:+18095550001', 'email:carmen1@elprogreso1.example'];
const sendBoth = async () => send(await waiting([1, 2]));
const contactOf = (lead: Awaited<ReturnType<typeof kommoLeads>>[number] | undefined) =>
  lead?._embedded.contacts[0]?.id;

test('a contact that was deleted in Kommo is forgotten, and the lead arrives with a new one (decision 12)', async () => {
  const { people } = world.services.store;
  await send(await waiting([3]));
  await people.learn([{ contactId: 99_999_999, keys: carmen }]);
  expect(await sendBoth()).toMatchObject([done, done]);
  const leads = await kommoLeads();
  expect(leads).toHaveLength(3);
  const claims = await people.claim([{ leadId: randomUUID(), keys: carmen }]);
  const [claim] = [...claims.values()];
  expect(claim).toMatchObject({ kind: 'known' });
  expect(claim).not.toMatchObject({ contactId: 99_999_999 });
  expect(leads.map(contactOf)).toContain(claim?.kind === 'known' ? claim.contactId : null);
});

test('of a merged contact the one that has the number now takes the lead (decision 12)', async () => {
  const { people } = world.services.store;
  await send(await waiting([1]));
  const [first] = await kommoLeads();
  await people.learn([{ contactId: 99_999_999, keys: carmen }]);
  await closeAll();
  await send(await waiting([1], { company_name: 'Otra Firma SRL' }));
  const contacts = (await kommoLeads()).map(contactOf);
  expect(contacts).toEqual([contactOf(first), contactOf(first)]);
});

test('where Kommo takes no existing ids in leads/complex, the lead is made alone with its contact and company (decision 12)', async () => {
  await send(await waiting([1]));
  await world.kommo('/sandbox/switches', {
    method: 'POST',
    body: { 'complex-refuses-existing-ids': true },
  });
  // The same firm, another firm, and somebody new.
  const same = await waiting([1]);
  const other = await waiting([1], { company_name: 'Otra Firma SRL' });
  const fresh = await waiting([2]);
  const ids = [...same, ...other, ...fresh];
  for (const [id = ''] of [same, other, fresh]) {
    await closeAll();
    expect(await send([id])).toEqual([sent(id)]);
  }
  const rows = await world.services.store.leads.findByIds(ids);
  const [one, two, three] = ids.map((id) => rows.find((row) => row.id === id));
  expect(one?.kommoContactId).toBe(two?.kommoContactId);
  expect(three?.kommoContactId).not.toBe(one?.kommoContactId);
  expect(new Set([one, two, three].map((row) => row?.kommoCompanyId)).size).toBe(3);
  expect(await kommoLeads()).toHaveLength(4);
  const lead = await world.services.kommo.readLead(two?.kommoLeadId ?? 0);
  expect(lead?.person).toMatchObject({ companyName: 'Otra Firma SRL', phone: '+18095550001' });
  await closeAll();
  const again = await waiting([1], { company_name: 'Otra Firma SRL' });
  await send(again);
  const [known] = await world.services.store.leads.findByIds(again);
  expect(known?.kommoCompanyId).toBe(two?.kommoCompanyId);
});

test('the account limit used up by others delays a lead by the rest that Kommo asks for (R6.1)', async () => {
  await world.kommo('/sandbox/limits', { method: 'POST', body: { retryAfterSeconds: 1 } });
  await world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '429', times: 1 } });
  const ids = await waiting([1]);
  const refused = await send(ids).catch((error: unknown) => error);
  expect(refused).toMatchObject({ retry: { kind: 'after', ms: 1_000, costsTry: false } });
  // The lock of the reading is free again, and the call leaves when the rest is over.
  expect(await send(ids)).toEqual(ids.map(sent));
  expect(await kommoLeads()).toHaveLength(1);
});

describe('a lead with answers for four services has more fields than one call takes (R2.3, R3.3)', () => {
  const everything = {
    service_type: ['Contabilidad', 'Fiscal', 'Nómina', 'Consultoría'],
    consent: true,
    ...{ utm_medium: 'cpc', utm_content: 'video', utm_term: 'pymes' },
    ...{ fbclid: 'IwAR0', gclid: 'Cj0K', referrer: 'https://buscador.example/' },
    ...Object.fromEntries(
      blueprint.questions.map(({ key, kind, options }) => [
        key,
        kind === 'choice' ? options[0]?.key : kind === 'number' ? 3 : 'Algo',
      ]),
    ),
  };
  const heldBy = async (id: number) => {
    const lead = (await kommoLeads()).find((one) => one.id === id);
    return lead === undefined ? {} : fieldsOf(lead);
  };
  const asked = blueprint.questions.map(({ fieldCode }) => fieldCode);
  const kommoIdOf = async (leadId: string): Promise<number> =>
    (await world.services.store.leads.findByIds([leadId]))[0]?.kommoLeadId ?? 0;

  test('what does not fit follows at once, and nothing is lost', async () => {
    const ids = await waiting([1, 2], everything);
    expect(await send(ids)).toEqual(ids.map(sent));
    for (const leadId of ids) {
      const held = Object.keys(await heldBy(await kommoIdOf(leadId)));
      expect([...asked, 'UTM_TERM'].filter((code) => !held.includes(code))).toEqual([]);
      expect(held.length).toBeGreaterThan(40);
    }
  });

  test('what could not follow is written once the lead is found, over nothing that a salesperson typed', async () => {
    const [leadId = ''] = await waiting([3], everything);
    const fault = { kind: '502', method: 'PATCH', match: '/api/v4/leads' };
    await world.kommo('/sandbox/faults', { method: 'POST', body: fault });
    await expect(send([leadId])).rejects.toMatchObject({ code: 'kommo_unreachable' });
    await world.kommo('/sandbox/faults', { method: 'DELETE' });
    const made =
      (await kommoLeads()).find((lead) => fieldsOf(lead)['CAPTURE_REF'] === leadId)?.id ?? 0;
    const before = await heldBy(made);
    const missing = blueprint.questions.find(({ fieldCode }) => !(fieldCode in before));
    const [code = '', value = ''] = [missing?.fieldCode, missing?.options[1]?.fieldOption];
    const values = [{ field_code: code, values: [{ value }] }];
    const path = `/api/v4/leads/${made}`;
    await world.kommo(path, { method: 'PATCH', body: { custom_fields_values: values } });

    expect(await send([leadId])).toEqual([sent(leadId)]);
    expect(await kommoIdOf(leadId)).toBe(made);
    const held = await heldBy(made);
    expect(asked.filter((one) => !(one in held))).toEqual([]);
    expect(held[code]).toBe(value);
  });
});
