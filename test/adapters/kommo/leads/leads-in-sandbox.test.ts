import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createKommo } from '../../../../backend/src/adapters/kommo/create-kommo.js';
import type { KommoClient } from '../../../../backend/src/adapters/kommo/http/client.js';
import type { Kommo } from '../../../../backend/src/adapters/kommo/kommo.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { createLog } from '../../../../backend/src/log.js';
import { applyPlan } from '../../../../backend/src/account/provision/apply.js';
import { startSandbox } from '../../../../sandbox/start-sandbox.js';
import type { Sandbox } from '../../../../sandbox/start-sandbox.js';
import { createTestClient } from '../../../support/kommo-tools.js';
import { leadToCreate, profile } from '../examples.js';
import type { LeadChange, LeadToCreate } from '../../../../backend/src/adapters/kommo/kommo.js';

const log = createLog('silent');
const clock = () => new Date();
let sandbox: Sandbox;
let client: KommoClient;
let kommo: Kommo;

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    odooPort: 0,
    companionUrl: 'http://127.0.0.1:1',
    clientSecret: 'a-secret-of-the-test',
    dataDir: null,
    clock,
  });
  // The sandbox keeps Kommo's limit in real time: turns are real here.
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  client = createTestClient(sandbox.url, { clock, sleep });
  kommo = createKommo({ client, blueprint, log, clock });
  await applyPlan({ client, log }, { blueprint, lossReasons: [], hook: null });
});

afterAll(() => sandbox.close());

/** A person of the test's own, so that tests share the account without meeting. */
const leadOf = (mobile: string, given: Partial<LeadToCreate> = {}): LeadToCreate =>
  leadToCreate({
    profile: {
      ...profile,
      person: {
        ...profile.person,
        phone: mobile,
        landline: null,
        email: `${mobile.slice(1)}@cliente.example`,
      },
    },
    ...given,
  });

describe('a lead in an account as strict as Kommo', () => {
  test('is created with contact, company, answers, attribution and score, and read back in our words (R1.2, R3.2, R3.3)', async () => {
    const [outcome] = await kommo.createLeads([leadToCreate()]);
    expect(outcome).toMatchObject({ kind: 'created', ref: 'ref-1', problems: [] });
    const leadId = outcome?.kind === 'created' ? outcome.leadId : 0;

    const lead = await kommo.readLead(leadId);

    expect(lead).toMatchObject({
      id: leadId,
      name: 'Ferretería El Progreso SRL · Contabilidad',
      stage: 'new',
      stageName: 'Lead Nuevo',
      outcome: 'open',
      services: ['accounting', 'tax'],
      leadScore: 72,
      leadClass: 'WARM',
      ref: 'ref-1',
      attribution: { utm_source: 'facebook', utm_campaign: 'noviembre' },
      tags: ['direct', 'WARM'],
      person: {
        fullName: 'Carmen Rosario',
        companyName: 'Ferretería El Progreso SRL',
        email: 'carmen@elprogreso.example',
        phone: '+18095550142',
        landline: '+18095550143',
      },
    });
    const answers = Object.entries(lead?.answers ?? {}).map(([key, answer]) => [key, answer.value]);
    expect(Object.fromEntries(answers)).toEqual({
      company_size: '21-50',
      monthly_revenue: '2m_5m',
      urgency_level: 'immediate',
      monthly_transactions: 600,
      special_reports: 'banks',
    });
  });

  test('is written only where it differs (design decision 2)', async () => {
    const [outcome] = await kommo.createLeads([leadOf('+18095550110', { ref: 'write' })]);
    const leadId = outcome?.kind === 'created' ? outcome.leadId : 0;
    const before = await kommo.readLead(leadId);
    if (before === null) throw new Error('the lead is there');

    const same = {
      score: { total: 72, leadClass: 'WARM' },
      stage: 'new',
      answers: before.answers,
    } as const;
    expect(await kommo.writeLead(before, same)).toBe(false);
    const change = {
      score: { total: 91, leadClass: 'HOT' },
      stage: 'qualified',
      odooCustomerId: 77,
      odooUrl: 'https://odoo.example/web#id=77',
      responsibleUserId: 1002,
      addTags: ['prioridad'],
    } as const;
    expect(await kommo.writeLead(before, change)).toBe(true);

    const after = await kommo.readLead(leadId);
    expect(after).toMatchObject({
      leadScore: 91,
      leadClass: 'HOT',
      stage: 'qualified',
      odooCustomerId: 77,
      odooUrl: 'https://odoo.example/web#id=77',
      responsibleUserId: 1002,
      services: ['accounting', 'tax'],
    });
    expect(new Set(after?.tags)).toEqual(new Set(['direct', 'HOT', 'prioridad']));
    if (after === null) throw new Error('the lead is there');
    expect(await kommo.writeLead(after, change)).toBe(false);
  });

  test('wears the tag of its class, and of no other class; all other tags stay (R2.5)', async () => {
    const [outcome] = await kommo.createLeads([leadOf('+18095550111', { ref: 'tags' })]);
    const leadId = outcome?.kind === 'created' ? outcome.leadId : 0;
    const tagsAfter = async (change: LeadChange): Promise<readonly string[]> => {
      const lead = await kommo.readLead(leadId);
      if (lead === null) throw new Error('the lead is there');
      await kommo.writeLead(lead, change);
      return [...((await kommo.readLead(leadId))?.tags ?? [])].sort();
    };
    expect(await tagsAfter({ addTags: ['prioridad', 'Cold'] })).toEqual(
      ['Cold', 'WARM', 'direct', 'prioridad'].sort(),
    );
    expect(await tagsAfter({ score: { total: 45, leadClass: 'COLD' } })).toEqual(
      ['Cold', 'direct', 'prioridad'].sort(),
    );
    expect(await tagsAfter({ score: { total: 12, leadClass: 'NURTURING' } })).toEqual(
      ['NURTURING', 'direct', 'prioridad'].sort(),
    );
  });

  test('of an existing contact is linked to it and to its company of that name; nobody is made twice (design decision 12)', async () => {
    const [first] = await kommo.createLeads([leadOf('+18095550120', { ref: 'link-1' })]);
    const known = first?.kind === 'created' ? first : null;

    const [second] = await kommo.createLeads([
      leadOf('+18095550120', { ref: 'link-2', contactId: known?.contactId ?? null }),
    ]);

    expect(second).toMatchObject({
      kind: 'created',
      contactId: known?.contactId,
      companyId: known?.companyId,
    });
    const { contacts } = await kommo.listContacts(1, null);
    expect(contacts.filter(({ keys }) => keys.includes('phone:+18095550120'))).toMatchObject([
      {
        contactId: known?.contactId,
        keys: ['phone:+18095550120', 'email:18095550120@cliente.example'],
      },
    ]);
  });

  test('is found again by our reference, and its person by phone or e-mail', async () => {
    const since = new Date();
    const created = await kommo.createLeads([
      leadOf('+18095550130', { ref: 'find-1' }),
      leadOf('+18095550131', { ref: 'find-2' }),
    ]);
    const second = created[1]?.kind === 'created' ? created[1] : null;

    const found = await kommo.findCreated(since, new Set(['find-2', 'find-3']));

    expect(found).toEqual([
      {
        ref: 'find-2',
        leadId: second?.leadId,
        contactId: second?.contactId,
        companyId: second?.companyId,
        held: expect.arrayContaining(['CAPTURE_REF', 'COMPANY_SIZE']),
      },
    ]);
    const first = created[0]?.kind === 'created' ? created[0].contactId : null;
    expect(await kommo.findContact(['phone:+18095550130'])).toBe(first);
    expect(await kommo.findContact(['email:18095550130@cliente.example'])).toBe(first);
    expect(await kommo.findContact(['phone:+18095550999'])).toBeNull();
  });

  test('several are read in three calls, a missing one is left out', async () => {
    const created = await kommo.createLeads([
      leadOf('+18095550150', { ref: 'read-1' }),
      leadOf('+18095550151', { ref: 'read-2' }),
    ]);
    const ids = created.flatMap((one) => (one.kind === 'created' ? [one.leadId] : []));
    const leads = await kommo.readLeads([...ids, 999_999]);
    expect(leads.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(leads.map(({ person }) => person.phone).sort()).toEqual([
      '+18095550150',
      '+18095550151',
    ]);
    expect(await kommo.readLead(999_999)).toBeNull();
    const { leads: changed } = await kommo.listLeadsChangedSince(1, new Date(0));
    expect(changed.map(({ leadId }) => leadId)).toEqual(expect.arrayContaining(ids));
  });

  test('has its notes, stage changes and tasks told oldest first, each with a stable reference (R5.5)', async () => {
    const [outcome] = await kommo.createLeads([leadOf('+18095550160', { ref: 'history' })]);
    const leadId = outcome?.kind === 'created' ? outcome.leadId : 0;
    const lead = await kommo.readLead(leadId);
    if (lead === null) throw new Error('the lead is there');
    await kommo.addNote(leadId, 'Pidió la propuesta <b>hoy</b>');
    await kommo.writeLead(lead, { stage: 'in_contact' });
    await client.post('/api/v4/tasks', [
      { text: 'Llamar', complete_till: 1_900_000_000, entity_id: leadId, entity_type: 'leads' },
    ]);

    const history = await kommo.readHistory(leadId);

    expect(history.map(({ kind, text }) => [kind, text])).toEqual(
      expect.arrayContaining([
        ['note', 'Pidió la propuesta <b>hoy</b>'],
        ['stage', 'En Contacto'],
        ['task', 'Llamar'],
      ]),
    );
    expect([...history].sort((a, b) => a.at.localeCompare(b.at))).toEqual(history);
    expect(await kommo.readHistory(leadId)).toEqual(history);
    expect(new Set(history.map(({ ref }) => ref)).size).toBe(history.length);
  });

  test('that is won is won in our pipeline (R5.5)', async () => {
    const [outcome] = await kommo.createLeads([leadOf('+18095550170', { ref: 'won' })]);
    const leadId = outcome?.kind === 'created' ? outcome.leadId : 0;
    const lead = await kommo.readLead(leadId);
    if (lead === null) throw new Error('the lead is there');
    await kommo.writeLead(lead, { stage: 'won' });
    const won = await kommo.readLead(leadId);
    expect(won).toMatchObject({
      stage: 'won',
      outcome: 'won',
      statusId: 142,
      pipelineId: lead.pipelineId,
    });
    expect(won?.closedAt).not.toBeNull();
  });

  test('the account tells who it is', async () => {
    expect(await kommo.readAccount()).toMatchObject({ id: 30000001, subdomain: 'sandbox' });
  });
});
