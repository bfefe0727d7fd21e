import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  readDeadLetters,
  discardDeadLetters,
} from '../../../backend/src/operations/failed-work/dead-letters.js';
import { resumeRuns } from '../../../backend/src/operations/reconciliation/reconciliation.js';
import {
  planReplay,
  readReplay,
  startReplay,
} from '../../../backend/src/operations/failed-work/replay.js';
import { deadLettersSchema, replayRunSchema } from '../../../contract/admin.js';
import { countOdoo, grown, oneOfEach } from '../../support/won-leads.js';
import {
  asked,
  badTaxId,
  createInOdoo,
  goodTaxId,
  leadsInKommo,
  openWorkWorld,
  taxIdOf,
} from '../work-world.js';
import type { WorkWorld } from '../work-world.js';
import { inSpanish } from '../../support/in-spanish.js';

let work: WorkWorld;
beforeEach(async () => {
  work = await openWorkWorld();
});
afterEach(() => work.close());

const deliver = { code: 'work.redo_repair' } as const;
const list = async () =>
  deadLettersSchema.parse(inSpanish(await readDeadLetters(work.services, 250)));
const times = (count: number) =>
  Object.fromEntries(Object.entries(oneOfEach).map(([model, one]) => [model, one * count]));

test('a failed hand-over says why, what would be sent and what can be corrected (R6.2)', async () => {
  const [id = 0] = await work.parkHandOvers([1]);

  const { items, total } = await list();

  expect(total).toBe(1);
  expect(items).toMatchObject([
    {
      step: 'send-to-odoo',
      kommoLeadId: id,
      leadName: 'Ferretería El Progreso 0001 SRL · Contabilidad',
      code: 'odoo_rejected',
      attempts: 1,
      requestId: `request-${id}`,
    },
  ]);
  const [item] = items;
  expect(item?.reason).toBe(
    `Odoo rechazó el RNC ${badTaxId}: el dígito verificador no coincide. ¿Es la cédula 001-3124679-5 sin los ceros del principio? Corríjalo y vuelva a enviar.`,
  );
  expect(item?.editable).toEqual([
    { name: 'companyName', label: 'Empresa', value: 'Ferretería El Progreso 0001 SRL' },
    { name: 'fullName', label: 'Contacto', value: 'Carmen Peña 0001' },
    { name: 'taxId', label: 'RNC o cédula', value: badTaxId },
    { name: 'email', label: 'Correo', value: 'carmen1@elprogreso1.example' },
    { name: 'phone', label: 'WhatsApp', value: '+18095550001' },
    { name: 'amount', label: 'Monto', value: '25000' },
  ]);
  expect(item?.preview).toContainEqual({ label: 'Servicios', value: 'Contabilidad' });
});

test('of two customers that could be meant a person chooses one, by name and link (R6.2)', async () => {
  const twin = (name: string) =>
    createInOdoo(work, 'res.partner', {
      name,
      is_company: true,
      vat: goodTaxId.replaceAll('-', ''),
    });
  const [north, south] = [await twin('Progreso Norte'), await twin('Progreso Sur')];
  const [id = 0] = await work.parkHandOvers([1], goodTaxId);
  const [item] = (await list()).items;

  expect(item).toMatchObject({ code: 'odoo_ambiguous', kommoLeadId: id });
  expect(item?.editable[0]).toMatchObject({
    ...{ name: 'customer', label: 'Cliente en Odoo', value: '' },
    options: [
      {
        value: String(north),
        label: 'Progreso Norte',
        url: expect.stringContaining(`id=${north}`),
      },
      { value: String(south), label: 'Progreso Sur', url: expect.stringContaining(`id=${south}`) },
      { value: 'new', label: 'Crear un cliente nuevo', url: null },
    ],
  });
  const order = (customer: string) => ({
    ids: [item?.id ?? ''],
    edits: { [item?.id ?? '']: { customer } },
  });
  await expect(planReplay(work.services, order('4711'))).rejects.toMatchObject({
    code: 'invalid_body',
  });

  const run = await startReplay(work.services, order(String(south)), asked);
  await work.rest();

  expect(run.plan[0]?.changes).toEqual([
    { label: { code: 'work.label_customer' }, before: '', after: 'Progreso Sur' },
  ]);
  const handOver = await work.services.store.handOvers.find(id);
  expect(handOver).toMatchObject({ state: 'done', choices: [] });
  expect(handOver?.steps.find(({ step }) => step === 'customer')).toMatchObject({ odooId: south });
});

test('a corrected hand-over shows before and after, and is delivered (R6.2)', async () => {
  const before = await countOdoo(work.world);
  const [id = 0] = await work.parkHandOvers([1]);
  const deadLetter = (await list()).items[0]?.id ?? '';
  const edits = {
    [deadLetter]: { taxId: goodTaxId, email: 'compras@elprogreso1.example', amount: '31,500' },
  };

  const run = await startReplay(work.services, { ids: [deadLetter], edits }, asked);
  await work.rest();

  expect(inSpanish(run.plan[0]?.changes)).toEqual([
    { label: 'RNC o cédula', before: badTaxId, after: goodTaxId },
    {
      label: 'Correo',
      before: 'carmen1@elprogreso1.example',
      after: 'compras@elprogreso1.example',
    },
    { label: 'Monto', before: '25000', after: '31500' },
  ]);
  expect(replayRunSchema.parse(inSpanish(await readReplay(work.services)))).toMatchObject({
    ...{ running: false, total: 1, done: 1, failed: 0 },
  });
  expect((await list()).total).toBe(0);
  expect(grown(before, await countOdoo(work.world))).toEqual(oneOfEach);
  expect(await work.services.kommo.readLead(id)).toMatchObject({
    taxId: goodTaxId,
    price: 31_500,
    person: { email: 'compras@elprogreso1.example', phone: '+18095550001' },
  });
});

test('a dry run answers the plan and changes nothing (R6.2)', async () => {
  const [id = 0] = await work.parkHandOvers([1]);
  const deadLetter = (await list()).items[0]?.id ?? '';
  const lead = await work.services.kommo.readLead(id);
  const order = { ids: [deadLetter], edits: { [deadLetter]: { taxId: goodTaxId } } };

  const plan = replayRunSchema.parse(inSpanish(await planReplay(work.services, order)));
  await work.rest();

  expect(plan).toMatchObject({ running: false, total: 1, done: 0, failed: 0 });
  expect(plan.plan[0]?.text).toContain('«Ferretería El Progreso 0001 SRL · Contabilidad»');
  expect(plan.plan[0]?.changes).toHaveLength(1);
  expect((await list()).total).toBe(1);
  expect(await work.services.kommo.readLead(id)).toEqual(lead);
  expect((await work.services.store.handOvers.find(id))?.state).toBe('failed');
  expect((await readReplay(work.services)).total).toBe(0);
});

test('everything replayed twice creates nothing new (R6.2)', async () => {
  const before = await countOdoo(work.world);
  const numbers = Array.from({ length: 20 }, (_one, index) => index + 1);
  const leads = await work.parkHandOvers(numbers);
  await work.parkCaptures(numbers.map((number) => number + 100));
  for (const [index, id] of leads.entries()) {
    const values = [{ field_code: 'TAX_ID', values: [{ value: taxIdOf(index) }] }];
    const body = { custom_fields_values: values };
    await work.world.kommo(`/api/v4/leads/${id}`, { method: 'PATCH', body });
  }
  const ids = (await list()).items.map(({ id }) => id);
  expect(ids).toHaveLength(40);
  const order = { ids, edits: {} };

  // Both are asked for before either has run.
  await Promise.all([
    startReplay(work.services, order, asked),
    startReplay(work.services, order, asked),
  ]);
  await work.rest();

  expect((await list()).items).toEqual([]);
  expect(await readReplay(work.services)).toMatchObject({ running: false, total: 40, done: 40 });
  expect(await leadsInKommo(work)).toHaveLength(40);
  expect(grown(before, await countOdoo(work.world))).toEqual(times(20));
  await expect(startReplay(work.services, order, asked)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a lead that Kommo refused is corrected where it is kept, and sent (R6.1)', async () => {
  const [leadId = ''] = await work.parkCaptures([7]);
  const { items } = await list();
  expect(items).toMatchObject([
    { step: 'send-to-kommo', code: 'kommo_rejected', kommoLeadId: null },
  ]);
  expect(items[0]?.reason).toMatch(/^Kommo no aceptó los datos/);
  const id = items[0]?.id ?? '';

  await startReplay(
    work.services,
    { ids: [id], edits: { [id]: { fullName: 'Carmen Rosa Peña', phone: '829 555 0177' } } },
    asked,
  );
  await work.rest();

  const [row] = await work.services.store.leads.findByIds([leadId]);
  expect(row?.profile.person).toMatchObject({
    fullName: 'Carmen Rosa Peña',
    phone: '+18295550177',
    email: 'carmen7@elprogreso7.example',
  });
  const lead = await work.services.kommo.readLead(row?.kommoLeadId ?? 0);
  expect(lead?.person).toMatchObject({ fullName: 'Carmen Rosa Peña', phone: '+18295550177' });
});

describe('what cannot be replayed is told', () => {
  test('a correction that cannot be right is refused before anything happens', async () => {
    await work.parkHandOvers([1]);
    const id = (await list()).items[0]?.id ?? '';
    const edits = { [id]: { taxId: '1-31-24679-9', email: 'nada', constructor: 'x' } };

    await expect(startReplay(work.services, { ids: [id], edits }, asked)).rejects.toMatchObject({
      code: 'invalid_body',
      fields: [
        { field: `edits.${id}.taxId`, reason: { code: 'person.tax_id_rnc_digit' } },
        { field: `edits.${id}.email` },
        { field: `edits.${id}.constructor`, reason: { code: 'correction.not_editable' } },
      ],
    });
    expect((await list()).total).toBe(1);
  });

  test('work that fails again is a dead letter again, and the run says so', async () => {
    await work.parkHandOvers([1]);
    const ids = (await list()).items.map(({ id }) => id);

    await startReplay(work.services, { ids, edits: {} }, asked);
    await work.rest();

    expect(await readReplay(work.services)).toMatchObject({ running: false, done: 0, failed: 1 });
    expect((await list()).items[0]?.reason).toContain('RNC');
  });

  test('a lead that was deleted meanwhile stays failed, with the reason', async () => {
    const [lead = 0] = await work.parkHandOvers([1]);
    const id = (await list()).items[0]?.id ?? '';
    const order = { ids: [id], edits: { [id]: { taxId: goodTaxId } } };
    await planReplay(work.services, order);
    const { store } = work.services;
    const items = [
      {
        ...{ deadLetterId: id, step: 'send-to-odoo', key: `${lead}:request-${lead}` },
        ...{
          data: { kommoLeadId: lead, requestId: `request-${lead}` },
          plan: deliver,
          edits: order.edits[id] ?? {},
        },
        changes: [],
      },
    ];
    await work.world.kommo(`/sandbox/leads/${lead}/delete`, { method: 'POST', body: {} });
    await store.replays.start({ id: 'a-replay', ...asked, items });
    await work.services.enqueue('replay', { replayId: 'a-replay' });
    await work.rest();

    expect(inSpanish(await readReplay(work.services))).toMatchObject({
      ...{ running: false, total: 1, done: 0, failed: 1 },
      plan: [
        {
          text: 'Reparar una diferencia con Odoo. No se reintentó: El lead ya no existe en Kommo.',
        },
      ],
    });
    expect((await list()).total).toBe(1);
    expect((await store.handOvers.find(lead))?.state).toBe('failed');
  });

  test('what was discarded with a reason is shown no more (R6.2)', async () => {
    await work.parkHandOvers([1, 2]);
    const [first, second] = (await list()).items;

    await discardDeadLetters(work.services, [first?.id ?? ''], {
      reason: 'El cliente se retiró',
      ...{ by: 'user:1001', requestId: 'r-1' },
    });

    expect((await list()).items.map(({ id }) => id)).toEqual([second?.id]);
    await expect(
      discardDeadLetters(work.services, [first?.id ?? ''], {
        ...{ reason: 'Otra vez', by: 'user:1001', requestId: 'r-2' },
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('a replay that a restart cut goes on with what is left (R6.2)', async () => {
  const before = await countOdoo(work.world);
  const leads = await work.parkHandOvers([1, 2]);
  for (const [index, id] of leads.entries()) {
    const values = [{ field_code: 'TAX_ID', values: [{ value: taxIdOf(index) }] }];
    const body = { custom_fields_values: values };
    await work.world.kommo(`/api/v4/leads/${id}`, { method: 'PATCH', body });
  }
  const items = (await list()).items.map(({ id, kommoLeadId }) => ({
    ...{ deadLetterId: id, step: 'send-to-odoo', key: `${kommoLeadId}:request-${kommoLeadId}` },
    ...{ data: { kommoLeadId, requestId: `request-${kommoLeadId}` } },
    ...{ plan: deliver, edits: {}, changes: [] },
  }));
  const { store, deadLetterQueue } = work.services;
  // The process ended after it had put the first one back, before it could write that down.
  await store.replays.start({ id: 'cut', ...asked, items });
  const [first] = items;
  await store.handOvers.request(
    first?.data.kommoLeadId ?? 0,
    'hook',
    first?.key.split(':')[1] ?? '',
  );
  await deadLetterQueue.redrive([first?.deadLetterId ?? '']);

  await resumeRuns(work.services);
  await work.rest();

  expect(await readReplay(work.services)).toMatchObject({ running: false, total: 2, done: 2 });
  expect(grown(before, await countOdoo(work.world))).toEqual(times(2));
});

test('while Kommo is away, failed work is shown as the companion kept it', async () => {
  await work.parkHandOvers([1]);
  await work.world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '502' } });

  const { items } = await list();

  expect(items[0]).toMatchObject({ leadName: 'Ferretería El Progreso 0001 SRL', editable: [] });
});
