import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { adoptedLeadId } from '../../../domain/lead/adopt-lead.js';
import { lookAgain } from '../../../backend/src/journey/kommo/look-again.js';
import { openHooksWorld } from '../hooks-world.js';
import type { Hook, HooksWorld } from '../hooks-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());
beforeEach(async () => {
  await hooks.takeCalls();
});
afterEach(() => {
  expect(hooks.takeFailures()).toEqual([]);
});

const historyOf = async (id: string) =>
  (await hooks.services.store.scores.history(id, 20)).map(({ cause, score }) => ({
    ...{ cause, model: score.model, total: score.total },
  }));
const made = async (path: string, sent: unknown): Promise<number> => {
  const answer = (await hooks.world.kommo(path, { method: 'POST', body: sent })) as {
    _embedded: Record<string, { id: number }[]>;
  };
  return Object.values(answer._embedded)[0]?.[0]?.id ?? 0;
};
const aSecondLater = (hook: Hook): Hook => ({
  ...hook,
  body: hook.body.replace(
    /(last_modified|updated_at)(%5D=)(\d+)/g,
    (_all, key: string, between: string, time: string) => `${key}${between}${Number(time) + 1}`,
  ),
});
let people = 900;
const newStage = async () => {
  people += 1;
  const { leadId } = await hooks.capture(people);
  const { pipelineId: pipeline_id, statusId: status_id } = await hooks.readLead(leadId);
  return { pipeline_id, status_id };
};

describe('an edit in Kommo', () => {
  test('is scored again with its cause, and the new score stands in Kommo (R9.3, R2.5)', async () => {
    const { id, leadId } = await hooks.capture(1);
    expect(await hooks.readLead(leadId)).toMatchObject({ leadScore: 54, leadClass: 'COLD' });
    await hooks.edit(leadId, { COMPANY_SIZE: '51-100' });
    await hooks.settle();

    const [latest, first] = await historyOf(id);
    expect(first).toEqual({ cause: 'captured', model: 'pre', total: 54 });
    expect(latest).toMatchObject({ cause: 'edited', model: 'pre' });
    expect(latest?.total).toBeGreaterThan(54);
    expect((await hooks.readLead(leadId)).leadScore).toBe(latest?.total);
  });

  test('after the conversation scores the conversation again, with the reply it measured (R4.4)', async () => {
    const { id, leadId } = await hooks.capture(2);
    const { services } = hooks;
    const { scoreLead } = await import('../../../domain/score/score-lead.js');
    const { factsOf } = await import('../../../domain/lead/facts.js');
    const [row] = await services.store.leads.findByIds([id]);
    if (row === undefined) throw new Error('no row');
    const reply = { kind: 'after', ms: 6 * 60_000 } as const;
    const score = scoreLead(
      { ...factsOf(row.profile), reply },
      services.scoreTables.lead,
      services.blueprint,
    );
    await services.store.scores.append(id, score, 'conversation', new Date());

    await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
    await hooks.settle();

    const [latest] = await services.store.scores.history(id, 1);
    expect(latest?.score.model).toBe('lead');
    expect(
      latest?.score.contributions.find(({ factor }) => factor === 'response_speed')?.answer,
    ).toBe('menos de 30 minutos');
    expect((await historyOf(id)).filter(({ model }) => model === 'pre')).toHaveLength(1);
    expect((await hooks.readLead(leadId)).leadScore).toBe(latest?.score.total);
  });

  test("of InLead's lead leaves InLead's number in Kommo, and scores the form again (R1.3)", async () => {
    const { services } = hooks;
    const { readCapture } = await import('../../../domain/capture/read-capture.js');
    const { body } = await import('../../support/world.js');
    const read = readCapture(
      body(3, { inlead_score: 71 }),
      'inlead',
      services.blueprint,
      new Date(),
    );
    if (read.kind === 'rejected') throw new Error('rejected');
    const appended = await services.store.captures.append({
      ...{ source: 'inlead', idempotencyKey: null, bodyHash: '3', requestId: 'r' },
      profile: read.profile,
    });
    const id = appended.kind === 'stored' ? appended.captureId : '';
    await services.enqueue('score', { id });
    await hooks.drain();
    const leadId = (await services.store.leads.findByIds([id]))[0]?.kommoLeadId ?? 0;
    await hooks.settle();

    await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
    await hooks.settle();

    expect((await historyOf(id))[0]).toMatchObject({ cause: 'edited', model: 'pre' });
    expect((await hooks.readLead(leadId)).leadScore).toBe(71);
  });

  test('of the score itself is undone: it is what the table makes it', async () => {
    const { leadId } = await hooks.capture(4);
    await hooks.edit(leadId, { LEAD_SCORE: 99 });
    await hooks.settle();
    expect((await hooks.readLead(leadId)).leadScore).toBe(54);
  });
});

describe('calls to Kommo', () => {
  test('an edit costs one reading and one writing, and the echo of the writing none', async () => {
    const { leadId } = await hooks.capture(10);
    await hooks.takeCalls();
    await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
    await hooks.takeCalls();
    await hooks.settle();
    expect(await hooks.takeCalls()).toEqual([
      `GET /api/v4/leads/${leadId}?with=contacts`,
      `PATCH /api/v4/leads/${leadId}`,
    ]);
  });

  test('an edit that changes no score costs one reading; told twice, no second one', async () => {
    const { leadId } = await hooks.capture(11);
    await hooks.edit(leadId, { INDUSTRY_SECTOR: 'Comercio' });
    const sent = await hooks.takeHooks();
    await hooks.takeCalls();
    await hooks.deliver(sent);
    expect(await hooks.takeCalls()).toEqual([`GET /api/v4/leads/${leadId}?with=contacts`]);
    // Of another second, so that it is no repetition but news of the same state.
    await hooks.deliver(sent.map(aSecondLater));
    expect(await hooks.takeCalls()).toEqual([]);
  });

  test('the hook of our own creation costs nothing', async () => {
    await hooks.capture(12);
    const calls = await hooks.takeCalls();
    expect(calls.filter((call) => !call.includes('contacts?'))).toEqual([
      'POST /api/v4/leads/complex',
    ]);
  });

  test('a hundred leads that changed are read in one call', async () => {
    const captured = [];
    for (let index = 20; index < 40; index += 1) captured.push(await hooks.capture(index));
    for (const { leadId } of captured) await hooks.edit(leadId, { INDUSTRY_SECTOR: 'Servicios' });
    const sent = await hooks.takeHooks();
    await hooks.takeCalls();
    await hooks.deliver(sent);
    expect(await hooks.takeCalls()).toHaveLength(1);
  });
});

describe('a lead that was typed into Kommo', () => {
  test('is taken up with a score, once, however many find it at the same time', async () => {
    const place = await newStage();
    const contact = await made('/api/v4/contacts', [
      {
        name: 'Rafael Mota',
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '829 555 0177' }] }],
      },
    ]);
    const leadId = await made('/api/v4/leads', [
      {
        ...{ name: 'Ferretería Mota', ...place, _embedded: { contacts: [{ id: contact }] } },
        custom_fields_values: [{ field_code: 'COMPANY_SIZE', values: [{ value: '21-50' }] }],
      },
    ]);
    const data = {
      kommoLeadId: leadId,
      action: 'add',
      requestId: 'r',
      statusId: null,
      people: false,
    };
    await Promise.all([
      lookAgain.run(hooks.services, [data]),
      lookAgain.run(hooks.services, [data, data]),
      hooks.settle(),
    ]);

    const row = await hooks.services.store.leads.findByKommoId(leadId);
    expect(row?.id).toBe(adoptedLeadId(30000001, leadId));
    expect(row?.profile).toMatchObject({
      source: 'kommo',
      person: { fullName: 'Rafael Mota', phone: '+18295550177' },
    });
    const history = await historyOf(row?.id ?? '');
    expect(history).toEqual([{ cause: 'captured', model: 'pre', total: 20 }]);
    expect(await hooks.readLead(leadId)).toMatchObject({ leadScore: 20, leadClass: 'NURTURING' });
  });

  test('in a pipeline that is none of ours is left alone, also when it is won', async () => {
    const leadId = await made('/api/v4/leads', [{ name: 'Otro embudo' }]);
    expect((await hooks.readLead(leadId)).inOurPipelines).toBe(false);
    await hooks.move(leadId, { won: true });
    await hooks.settle();
    expect(await hooks.services.store.leads.findByKommoId(leadId)).toBeNull();
    expect(await hooks.services.store.handOvers.find(leadId)).toBeNull();
    expect((await hooks.readLead(leadId)).leadScore).toBeNull();
  });

  test('gives way when it turns out to be a capture whose answer is still on its way', async () => {
    const place = await newStage();
    const leadId = await made('/api/v4/leads', [{ name: 'Sin referencia', ...place }]);
    await hooks.settle();
    const { store } = hooks.services;
    expect((await store.leads.findByKommoId(leadId))?.profile.source).toBe('kommo');
    const { id } = await hooks.capture(50);
    await store.leads.recordKommoIds([
      { id, kommoLeadId: leadId, kommoContactId: null, kommoCompanyId: null },
    ]);
    expect((await store.leads.findByKommoId(leadId))?.id).toBe(id);
  });
});

describe('a deleted lead', () => {
  test('is noticed, and is there again when it comes back', async () => {
    const { leadId } = await hooks.capture(60);
    const { seen } = hooks.services.store;
    await hooks.world.kommo(`/sandbox/leads/${leadId}/delete`, { method: 'POST' });
    await hooks.settle();
    expect(await seen.present([leadId])).toEqual([]);
    await hooks.world.kommo(`/sandbox/leads/${leadId}/restore`, { method: 'POST' });
    await hooks.settle();
    expect(await seen.present([leadId])).toEqual([leadId]);
  });
});

describe('a won lead', () => {
  test('is handed to Odoo once, told three times and late (R1.6, R5.5)', async () => {
    const { leadId } = await hooks.capture(70);
    await hooks.move(leadId, { won: true });
    const sent = await hooks.takeHooks();
    await hooks.deliver([...sent, ...sent]);
    await hooks.settle();
    const handOver = await hooks.services.store.handOvers.find(leadId);
    expect(handOver?.state).toBe('done');
    const { odooCustomerId } = await hooks.readLead(leadId);
    expect(odooCustomerId).not.toBeNull();
    await hooks.deliver(sent.map(aSecondLater));
    expect(await hooks.services.store.handOvers.find(leadId)).toEqual(handOver);
  });

  test('that a person moved back before the hook came is not sent', async () => {
    const { leadId } = await hooks.capture(71);
    const { statusId } = await hooks.readLead(leadId);
    await hooks.move(leadId, { won: true });
    const late = await hooks.takeHooks();
    await hooks.move(leadId, { status_id: statusId });
    await hooks.settle();
    await hooks.deliver(late);
    expect(await hooks.services.store.handOvers.find(leadId)).toBeNull();
  });
});
