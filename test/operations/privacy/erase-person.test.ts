import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { findPerson } from '../../../backend/src/operations/privacy/find-person.js';
import { checkByHand } from '../../../backend/src/operations/privacy/check-by-hand.js';
import { keepRetention } from '../../../backend/src/operations/privacy/keep-retention.js';
import { readPerson } from '../../../backend/src/operations/privacy/read-person.js';
import { personPage } from '../../../backend/src/http/pages/person-page.js';
import { startRequest } from '../../../backend/src/operations/privacy/start-request.js';
import type { PrivacyRequest } from '../../../backend/src/storage/tables.js';
import { until } from '../../support/world.js';
import { openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';
import {
  captureLead,
  leaveEverywhere,
  names,
  person,
  personalTables,
  searchDatabase,
  searchFiles,
  tablesWith,
} from './person-everywhere.js';

let clockMs = Date.parse('2026-11-23T12:00:00Z');
const clock = () => new Date(clockMs);
let work: WorkWorld;
let folder: string;
const logged: string[] = [];
const log = pino(
  { level: 'debug' },
  new Writable({
    write(chunk, _encoding, next) {
      logged.push(String(chunk));
      next();
    },
  }),
);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'privacy-'));
  work = await openWorkWorld({ clock, log, env: { DATA_DIR: folder } });
});
afterAll(async () => {
  await work.close();
  await rm(folder, { recursive: true, force: true });
});

const ended = (id: string): Promise<PrivacyRequest> =>
  until('the request has ended', async () => {
    const request = await work.services.store.privacyRequests.find(id);
    return request?.state === 'running' ? null : request;
  });

describe('a person who was played through everything', () => {
  let lead: Awaited<ReturnType<typeof captureLead>>;
  let request: PrivacyRequest;

  test('stands in every table that the map calls personal (R8.1)', async () => {
    lead = await captureLead(work);
    await leaveEverywhere(work.world.pool, lead, clock());
    const found = tablesWith(await searchDatabase(work.world.pool));
    // Of a score its answers are personal, and they name nobody; a request names somebody while it runs.
    const silent = ['privacy_requests', 'scores'];
    expect(
      personalTables.filter((table) => !found.includes(table) && !silent.includes(table)),
    ).toEqual([]);
  });

  test.each([
    ['number', person.typedPhone],
    ['e-mail', person.email],
    ['RNC', person.typedTaxId],
  ])('is found by %s in the companion and in Kommo (R8.1)', async (_by, query) => {
    const { people, places } = await findPerson(work.services, query);
    expect(people).toEqual([{ name: person.name, company: person.company }]);
    const codes = places.map(({ what }) => (typeof what === 'string' ? what : what.code));
    for (const place of [
      'deliveries',
      'lead',
      'work',
      'proposals',
      'kommo_contact',
      'kommo_lead',
    ]) {
      expect(codes).toContain(`privacy.place_${place}`);
    }
  });

  test('can be read whole, as JSON and as a page whose texts are escaped (R8.1)', async () => {
    const { places } = await readPerson(work.services, person.email);
    const systems = new Set(places.map(({ system }) => system));
    expect([...systems].sort()).toEqual(['companion', 'kommo', 'queue']);
    const page = personPage({
      language: 'es',
      ...{ title: '<Datos>', intro: 'x' },
      places: places.map(({ what, records }) => ({ title: what, records })),
    });
    expect(names(page)).toBe(true);
    expect(page).toContain('&lt;Datos&gt;');
  });

  test('is corrected in Kommo and in every table, and is found by the new number (R8.1)', async () => {
    const change = { fullName: `${person.name} Pérez`, phone: '809-555-0188' };
    const order = { kind: 'rectify', query: person.phone, change, by: 'user:1001' } as const;
    expect((await ended(await startRequest(work.services, order))).state).toBe('done');
    const [row] = await work.services.store.leads.findByIds([lead.leadId]);
    expect(row?.profile.person).toMatchObject({ fullName: change.fullName, phone: '+18095550188' });
    const contact = JSON.stringify(await work.world.kommo(`/api/v4/contacts/${lead.contactId}`));
    expect([contact.includes(change.fullName), contact.includes('+18095550188')]).toEqual([
      ...[true, true],
    ]);
    expect((await findPerson(work.services, '8095550188')).people).toHaveLength(1);
    const back = { fullName: person.name, phone: person.phone };
    await ended(await startRequest(work.services, { ...order, query: '8095550188', change: back }));
  });

  test('a name finds nobody: two may share it (R8.1)', async () => {
    await expect(findPerson(work.services, person.name)).rejects.toMatchObject({
      reason: { code: 'privacy.not_a_key' },
    });
  });

  test('is erased from the whole database, the files and the log (R8.1)', async () => {
    const order = { kind: 'erase', query: person.phone, change: {}, by: 'user:1001' } as const;
    request = await ended(await startRequest(work.services, order));
    expect(request.state).toBe('done');
    await work.rest();
    expect(await searchDatabase(work.world.pool)).toEqual([]);
    expect(await searchFiles(folder)).toEqual([]);
    expect(logged.filter(names)).toEqual([]);
  });

  test('Kommo has nothing of the person but empty records, which are listed to be deleted by hand (R8.1)', async () => {
    const contact = await work.world.kommo(`/api/v4/contacts/${lead.contactId}`);
    const kept = await work.world.kommo(`/api/v4/leads/${lead.kommoLeadId}`);
    const notes = await work.world.kommo(`/api/v4/leads/${lead.kommoLeadId}/notes`);
    expect([contact, kept, notes].map((one) => names(JSON.stringify(one)))).toEqual([
      ...[false, false, false],
    ]);
    expect(request.byHand.map(({ what, id }) => [what, id])).toEqual([
      ['lead', lead.kommoLeadId],
      ['contact', lead.contactId],
    ]);
  });

  test('what was deleted by hand is seen to be gone (R8.1)', async () => {
    await work.world.kommo(`/sandbox/leads/${lead.kommoLeadId}/delete`, { method: 'POST' });
    await checkByHand(work.services, request.id);
    const { byHand = [] } = (await work.services.store.privacyRequests.find(request.id)) ?? {};
    expect(byHand.map(({ what, goneAt }) => [what, goneAt !== null])).toEqual([
      ['lead', true],
      ['contact', false],
    ]);
  });

  test('the receipt has a hash, says what was done, and names nobody (R8.1)', async () => {
    expect(request.receiptHash).toMatch(/^[0-9a-f]{64}$/u);
    expect(request.work).toBeNull();
    expect(names(JSON.stringify(request))).toBe(false);
    const [hash] = await work.services.store.erasures.hashes([`phone:${person.phone}`]);
    expect(request.receipt).toMatchObject({ person: expect.arrayContaining([hash]) as unknown });
    expect(await readFile(path.join(folder, 'exports', 'erasures.jsonl'), 'utf8')).toContain(
      request.id,
    );
  });

  test('nobody writes to the number again, and the end has its row in the log of acts (R8.1, R8.2)', async () => {
    expect(await work.services.store.optOuts.has(person.phone)).toBe(true);
    const acts = await work.services.store.audit.list({
      ...{ limit: 5, olderThan: null, by: 'user:1001', action: 'privacy erase' },
    });
    expect(acts).toMatchObject([{ status: 200, after: { receiptHash: request.receiptHash } }]);
  });

  test('what a late hook brings back of the emptied records is swept up (R8.1)', async () => {
    await work.services.store.hooks.append({
      ...{ kind: 'account', dedupeKey: 'late', requestId: 'late' },
      body: { leads: [{ id: lead.kommoLeadId, action: 'update' }] },
    });
    await keepRetention(work.services);
    const { rows } = await work.world.pool.query(`select 1 from hooks where dedupe_key = 'late'`);
    expect(rows).toEqual([]);
  });
});

test('somebody else who shares a mailbox with the person stays whole (R8.1)', async () => {
  const mailbox = 'contador@muchos.example';
  const one = await captureLead(work, { phone_number: '8095550171', email: mailbox });
  const { profile: kept } = (await captureOther(mailbox)) ?? {};
  const found = await findPerson(work.services, '809-555-0171');
  expect(found.shared).toContain(mailbox);
  const order = { kind: 'erase', query: '809-555-0171', change: {}, by: 'user:1001' } as const;
  expect((await ended(await startRequest(work.services, order))).state).toBe('done');
  expect(await work.services.store.leads.findByIds([one.leadId])).toEqual([]);
  expect(kept?.person.email).toBe(mailbox);
  expect(await work.services.store.leads.findByIds(['other'])).toHaveLength(1);
});

async function captureOther(email: string) {
  const { store } = work.services;
  const { profile } = await import('../../support/world.js');
  const { scorePre } = await import('../../../domain/score/score-pre.js');
  const { factsOf } = await import('../../../domain/lead/facts.js');
  const other = profile(9, { phone_number: '8095550199', email });
  const score = scorePre(factsOf(other), work.services.scoreTables.pre, work.services.blueprint);
  await store.leads.insertMany([
    {
      lead: {
        ...{ id: 'other', profile: other, capturedAt: clock().toISOString() },
        ...{ kommoLeadId: null, kommoContactId: null, kommoCompanyId: null, sendingSince: null },
      },
      ...{ score, cause: 'captured' },
    },
  ]);
  return (await store.leads.findByIds(['other']))[0];
}

describe('what is kept long enough', () => {
  test('a lead that was deleted in Kommo goes, with all of it, thirty days later (R8.1)', async () => {
    const change = { phone_number: person.phone, email: person.email };
    const lead = await captureLead(work, change);
    await leaveEverywhere(work.world.pool, lead, clock());
    await work.world.kommo(`/sandbox/leads/${lead.kommoLeadId}/delete`, { method: 'POST' });
    await work.services.store.seen.markDeleted([lead.kommoLeadId], clock());
    clockMs += 29 * 86_400_000;
    await keepRetention(work.services);
    expect(await work.services.store.leads.findByIds([lead.leadId])).toHaveLength(1);
    clockMs += 2 * 86_400_000;
    await keepRetention(work.services);
    expect(await work.services.store.leads.findByIds([lead.leadId])).toEqual([]);
  });

  test('ten years on, nothing of a person is left in any table (R8.1)', async () => {
    // Kommo's contact was deleted long ago: the index that mirrors it has let it go.
    await work.world.pool.query('delete from people');
    clockMs += 3_700 * 86_400_000;
    await keepRetention(work.services);
    expect(await searchDatabase(work.world.pool)).toEqual([]);
  });
});
