import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { auditSchema } from '../../contract/audit.js';
import { problemSchema } from '../../contract/errors.js';
import { adminPaths } from '../../contract/paths.js';
import {
  personFilesSchema,
  personFoundSchema,
  personRequestsSchema,
} from '../../contract/privacy.js';
import { recordPersonAct } from '../../backend/src/record-person-act.js';
import { captureLead, names, person } from '../operations/privacy/person-everywhere.js';
import { openWorkWorld } from '../operations/work-world.js';
import type { WorkWorld } from '../operations/work-world.js';
import { callAs } from '../support/call-as.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { verifyAdmin } from '../support/verify-admin.js';
import { until } from '../support/world.js';

let work: WorkWorld;
let served: Served;
let folder: string;
let lead: Awaited<ReturnType<typeof captureLead>>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'persons-'));
  work = await openWorkWorld({ env: { DATA_DIR: folder } });
  served = await serve(createApp(work.services, verifyAdmin, work.world.metrics));
  lead = await captureLead(work);
});
afterAll(async () => {
  await served.close();
  await work.close();
  await rm(folder, { recursive: true, force: true });
});

const call = callAs(() => served);

const allEnded = () =>
  until('every request has ended', async () => {
    const page = personRequestsSchema.parse((await call(adminPaths.persons)).answer);
    return page.running ? null : page;
  });

test.each([
  ['looking for one', adminPaths.findPerson, { query: person.phone }],
  ['exporting one', adminPaths.exportPerson, { query: person.phone }],
  ['correcting one', adminPaths.rectifyPerson, { query: person.phone, change: { phone: 'x' } }],
  ['withdrawing for one', adminPaths.withdrawPerson, { query: person.phone }],
  ['erasing one', adminPaths.erasePerson, { query: person.phone, repeated: person.phone }],
  ['the requests', adminPaths.persons, undefined],
])('%s is for administrators only (R8.1)', async (_what, address, body) => {
  expect((await call(address, body, 'executive')).status).toBe(403);
});

test('an administrator withdraws for a person: the ledger says who, every lead stops, and Kommo shows it (R8.1)', async () => {
  expect((await call(adminPaths.withdrawPerson, { query: person.typedPhone })).status).toBe(200);
  await work.rest();
  const { store, kommo } = work.services;
  expect(await store.optOuts.has(person.phone)).toBe(true);
  const lines = await store.consents.list([person.phone]);
  expect(lines.at(-1)).toMatchObject({ act: 'withdrawn', by: 'user:1001' });
  const found = await kommo.readLead(lead.kommoLeadId);
  expect(found?.provenance.consent).toContain('Retiró su autorización');
  expect(found?.conversation.end).toBe('No quiere mensajes');
});

test('a name is refused in words that say what to type (R8.1)', async () => {
  const { status, answer } = await call(adminPaths.findPerson, { query: person.name });
  expect(status).toBe(422);
  expect(problemSchema.parse(answer).errors?.[0]?.reason).toMatch(/teléfono.*correo.*RNC/u);
});

test('where the data lies is told by place, with what an erasure does there (R8.1)', async () => {
  const { answer } = await call(adminPaths.findPerson, { query: person.typedPhone });
  const { people, places } = personFoundSchema.parse(answer);
  expect(people).toEqual([{ name: person.name, company: person.company }]);
  expect(new Set(places.map(({ system }) => system))).toEqual(
    new Set(['companion', 'queue', 'kommo']),
  );
  expect(places.every(({ effect }) => effect !== '')).toBe(true);
});

test('both downloads hold the person, and their name does not (R8.1)', async () => {
  const { answer } = await call(adminPaths.exportPerson, { query: person.email });
  const { name, json, page } = personFilesSchema.parse(answer);
  expect([name, json, page].map(names)).toEqual([false, true, true]);
  expect(page).toMatch(/^<!doctype html><html lang="es">/u);
});

test('a wrong correction names its field, and nothing begins (R8.1)', async () => {
  const order = { query: person.phone, change: { phone: 'nada' } };
  const { status, answer } = await call(adminPaths.rectifyPerson, order);
  expect(status).toBe(422);
  expect(problemSchema.parse(answer).errors?.[0]?.field).toBe('change.phones');
  expect((await allEnded()).requests).toEqual([]);
});

describe('an erasure', () => {
  test('needs the same person typed twice, however it is written (R8.1)', async () => {
    const wrong = { query: person.phone, repeated: '809-555-0143' };
    const refused = await call(adminPaths.erasePerson, wrong);
    expect(refused.status).toBe(422);
    expect(problemSchema.parse(refused.answer).errors?.[0]?.field).toBe('repeated');
    expect((await allEnded()).requests).toEqual([]);
    const right = { query: person.phone, repeated: person.typedPhone };
    const begun = await call(adminPaths.erasePerson, right);
    expect(begun.status).toBe(202);
    expect(personRequestsSchema.parse(begun.answer).requests).toHaveLength(1);
  });

  test('ends with a receipt, with what is left to do by hand, and without the person (R8.1)', async () => {
    const page = await allEnded();
    const [request] = page.requests;
    expect(request).toMatchObject({ kind: 'erase', state: 'done', done: 3, total: 3 });
    expect(request?.receiptHash).toMatch(/^[0-9a-f]{64}$/u);
    expect(request?.byHand.map(({ isGone }) => isGone)).toEqual([false, false]);
    expect(names(JSON.stringify(page))).toBe(false);
    const { answer } = await call(adminPaths.findPerson, { query: person.phone });
    expect(personFoundSchema.parse(answer).people).toEqual([]);
  });

  test('what was deleted by hand is seen when it is checked (R8.1)', async () => {
    const [request] = (await allEnded()).requests;
    await work.world.kommo(`/sandbox/leads/${lead.kommoLeadId}/delete`, { method: 'POST' });
    const { answer } = await call(adminPaths.checkPerson, { id: request?.id });
    const [checked] = personRequestsSchema.parse(answer).requests;
    expect(checked?.byHand.map(({ isGone }) => isGone)).toEqual([true, false]);
  });
});

test('the command leaves the same rows, whether it works or not (R8.1, R8.2)', async () => {
  const done: string[] = [];
  const act = (query: string) => () => Promise.resolve(void done.push(query));
  const { services } = work;
  await recordPersonAct(services, { name: 'export', query: person.phone }, act(person.phone));
  const refused = recordPersonAct(services, { name: 'find', query: person.name }, act('nobody'));
  await expect(refused).rejects.toMatchObject({ reason: { code: 'privacy.not_a_key' } });
  expect(done).toEqual([person.phone]);
  const { answer } = await call(`${adminPaths.audit}?by=command`);
  const { items } = auditSchema.parse(answer);
  expect(items.map(({ act: what, ended }) => [what, ended])).toEqual([
    ['command person find', 'failed'],
    ['command person export', 'done'],
  ]);
  expect(items[1]?.changes).toMatchObject([
    { key: 'person', after: expect.stringMatching(/^[0-9a-f]{16}$/u) as unknown },
  ]);
  expect(names(JSON.stringify(items))).toBe(false);
});

test('every use has its row, refused or not, by a mark that names nobody and is the same for the same number (R8.1, R8.2)', async () => {
  const acts = await until('every act has ended', async () => {
    const { answer } = await call(`${adminPaths.audit}?limit=100`);
    const { items } = auditSchema.parse(answer);
    return items.some(({ ended }) => ended === 'cut_short') ? null : items;
  });
  const persons = acts.filter(({ act }) => act.startsWith('POST admin/persons/'));
  const kinds = new Set(persons.map(({ act }) => act));
  expect([...kinds].sort()).toEqual(
    ['check', 'erase', 'export', 'find', 'rectify', 'withdraw'].map(
      (what) => `POST admin/persons/${what}`,
    ),
  );
  expect(persons.some(({ ended }) => ended === 'refused')).toBe(true);
  expect(names(JSON.stringify(acts))).toBe(false);
  const marks = persons
    .filter(({ act, ended }) => act.endsWith('find') && ended === 'done')
    .map(({ changes }) => changes.find(({ key }) => key === 'person')?.after);
  expect(marks).toHaveLength(2);
  expect(new Set(marks).size).toBe(1);
  expect(marks[0]).toMatch(/^[0-9a-f]{16}$/u);
});
