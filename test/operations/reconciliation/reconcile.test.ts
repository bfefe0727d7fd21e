import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lastNight, nextNight } from '../../../domain/time/nights.js';
import { startReplay } from '../../../backend/src/operations/failed-work/replay.js';
import {
  discardDeadLetters,
  readDeadLetters,
} from '../../../backend/src/operations/failed-work/dead-letters.js';
import {
  dismissDifferences,
  readReconciliation,
  reconcileNightly,
  resumeRuns,
  startReconciliation,
  startRepairs,
} from '../../../backend/src/operations/reconciliation/reconciliation.js';
import { reconciliationSchema } from '../../../contract/admin.js';
import type { Reconciliation } from '../../../contract/admin.js';
import { countOdoo, deliver, grown, odooRows, wonLeads } from '../../support/won-leads.js';
import { asked, changeInOdoo, deleteInOdoo, openWorkWorld, taxIdOf } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';
import { inSpanish } from '../../support/in-spanish.js';

let work: WorkWorld;
let now = new Date('2026-11-23T12:00:00Z');
beforeEach(async () => {
  now = new Date();
  work = await openWorkWorld({ clock: () => now });
});
afterEach(() => work.close());

const compare = async (): Promise<Reconciliation> => {
  await startReconciliation(work.services, asked);
  await work.rest();
  return reconciliationSchema.parse(inSpanish(await readReconciliation(work.services)));
};
const repairAll = async ({ differences }: Reconciliation): Promise<Reconciliation> => {
  const ids = differences.map(({ id }) => id);
  const answer = reconciliationSchema.parse(
    inSpanish(await startRepairs(work.services, ids, asked)),
  );
  // Pressed twice.
  await startRepairs(work.services, ids, asked);
  await work.rest();
  return answer;
};
const kinds = ({ differences }: Reconciliation) =>
  differences.map(({ kind, kommoLeadId }) => [kind, kommoLeadId]);

/** A lead that was won and handed over to its end. */
async function delivered(index: number): Promise<number> {
  const [id = 0] = await wonLeads(work.world, work.services, [index], { taxId: taxIdOf(index) });
  expect(await deliver(work.services, [id])).toMatchObject([{ kind: 'done' }]);
  return id;
}

const stepId = async (id: number, step: string): Promise<number> => {
  const handOver = await work.services.store.handOvers.find(id);
  return handOver?.steps.find((one) => one.step === step)?.odooId ?? 0;
};

test('where both sides agree, nothing differs; hand-overs under way are counted apart (R6.2)', async () => {
  await delivered(1);
  await wonLeads(work.world, work.services, [2]);

  expect(await compare()).toMatchObject({
    ...{ running: false, compared: 1, underWay: 1, differences: [] },
  });
});

describe('a difference is found, told in Spanish and repaired once (R6.2)', () => {
  test('won in Kommo and unknown to Odoo: it is handed over', async () => {
    const [id = 0] = await wonLeads(work.world, work.services, [1]);
    await work.world.pool.query('delete from hand_overs');
    const before = await countOdoo(work.world);

    const found = await compare();

    expect(kinds(found)).toEqual([['missing_in_odoo', id]]);
    expect(found.differences[0]?.text).toBe(
      'Ferretería El Progreso 0001 SRL · Contabilidad está ganado en Kommo y no está en Odoo. Reparar lo entrega a Odoo.',
    );
    expect((await repairAll(found)).differences).toEqual([]);
    expect(grown(before, await countOdoo(work.world))).toMatchObject({ 'crm.lead': 1 });
    expect(kinds(await compare())).toEqual([]);
  });

  test('a hand-over that failed: it is named with the way there, and mended there', async () => {
    const [id = 0] = await work.parkHandOvers([1]);
    const found = await compare();
    expect(found.differences).toMatchObject([
      { kind: 'in_failed_work', kommoLeadId: id, repairable: false },
    ]);
    expect(found.differences[0]?.text).toContain('está en «Trabajo fallido»');
    await expect(repairAll(found)).rejects.toMatchObject({ code: 'invalid_body' });

    const [letter] = (await readDeadLetters(work.services, 10)).items;
    const edits = { [letter?.id ?? '']: { taxId: taxIdOf(1) } };
    await startReplay(work.services, { ids: [letter?.id ?? ''], edits }, asked);
    await work.rest();
    expect((await work.services.store.handOvers.find(id))?.state).toBe('done');
    now = new Date(now.getTime() + 60_000);
    expect(kinds(await compare())).toEqual([]);
  });

  test('a difference whose hand-over stopped since is named as failed work, and not repaired', async () => {
    const [id = 0] = await wonLeads(work.world, work.services, [1], { taxId: '1-31-24679-5' });
    await work.world.pool.query('delete from hand_overs');
    const found = await compare();
    expect(kinds(found)).toEqual([['missing_in_odoo', id]]);
    await work.services.store.handOvers.request(id, 'user:1001', 'r');
    await work.services.enqueue('send-to-odoo', { kommoLeadId: id, requestId: 'r' });
    await work.rest();
    const page = reconciliationSchema.parse(inSpanish(await readReconciliation(work.services)));
    expect(page.differences).toMatchObject([{ kind: 'in_failed_work', repairable: false }]);
    await expect(repairAll(page)).rejects.toMatchObject({ code: 'invalid_body' });
  });

  test('a hand-over that failed and is nowhere in failed work: it is asked for again', async () => {
    const [id = 0] = await work.parkHandOvers([1]);
    await work.world.pool.query('delete from dead_letters');
    const found = await compare();
    expect(kinds(found)).toEqual([['missing_in_odoo', id]]);
    const values = [{ field_code: 'TAX_ID', values: [{ value: taxIdOf(1) }] }];
    const body = { custom_fields_values: values };
    await work.world.kommo(`/api/v4/leads/${id}`, { method: 'PATCH', body });

    await repairAll(found);

    expect((await work.services.store.handOvers.find(id))?.state).toBe('done');
    expect(kinds(await compare())).toEqual([]);
  });

  test('the customer was deleted in Odoo: it is made again, and Kommo gets the new id', async () => {
    const id = await delivered(1);
    const customer = await stepId(id, 'customer');
    const partners = await odooRows(work.world, 'res.partner');
    const family = partners.filter((row) => row.id === customer || row['parent_id'] === customer);
    await unlinkWithDependants(
      customer,
      family.map((row) => row.id),
    );

    const found = await compare();

    expect(kinds(found)).toEqual([['customer_gone', id]]);
    expect(found.differences[0]?.text).toContain(`El cliente n.º ${customer} de`);
    await repairAll(found);
    const made = await stepId(id, 'customer');
    expect(made).not.toBe(customer);
    expect((await work.services.kommo.readLead(id))?.odooCustomerId).toBe(made);
    expect(kinds(await compare())).toEqual([]);
  });

  test('the opportunity was deleted in Odoo: it is made again, nothing else is', async () => {
    const id = await delivered(1);
    const opportunity = await stepId(id, 'opportunity');
    const before = await countOdoo(work.world);
    await deleteInOdoo(work, 'crm.lead', [opportunity]);

    const found = await compare();

    expect(kinds(found)).toEqual([['opportunity_gone', id]]);
    await repairAll(found);
    expect(grown(before, await countOdoo(work.world))).toMatchObject({
      ...{ 'res.partner': 0, 'crm.lead': 0, 'project.project': 0, 'sale.order': 0 },
    });
    expect(kinds(await compare())).toEqual([]);
  });

  test('the id was taken out of Kommo: it is written again, without a second note', async () => {
    const id = await delivered(1);
    const customer = await stepId(id, 'customer');
    const body = { custom_fields_values: [{ field_code: 'ODOO_CUSTOMER_ID', values: null }] };
    await work.world.kommo(`/api/v4/leads/${id}`, { method: 'PATCH', body });

    const found = await compare();

    expect(found.differences).toMatchObject([
      { kind: 'id_not_in_kommo', kommoLeadId: id, odooId: customer, repairable: true },
    ]);
    await repairAll(found);
    expect((await work.services.kommo.readLead(id))?.odooCustomerId).toBe(customer);
    expect(kinds(await compare())).toEqual([]);
  });
});

test('what was archived, cancelled or deleted in Odoo is told, record by record', async () => {
  const id = await delivered(1);
  const ids = {
    customer: await stepId(id, 'customer'),
    opportunity: await stepId(id, 'opportunity'),
    project: await stepId(id, 'project'),
    order: await stepId(id, 'contract'),
  };
  await changeInOdoo(work, 'res.partner', ids.customer, { active: false });
  await changeInOdoo(work, 'crm.lead', ids.opportunity, { active: false });
  await changeInOdoo(work, 'sale.order', ids.order, { state: 'cancel' });
  expect(kinds(await compare())).toEqual([
    ['customer_archived', id],
    ['opportunity_archived', id],
    ['order_cancelled', id],
  ]);

  const tasks = await odooRows(work.world, 'project.task');
  const own = tasks.filter((row) => row['project_id'] === ids.project).map((row) => row.id);
  await deleteInOdoo(work, 'project.task', own);
  await deleteInOdoo(work, 'project.project', [ids.project]);
  now = new Date(now.getTime() + 60_000);
  const found = await compare();
  expect(kinds(found)).toEqual([['project_gone', id]]);
  await repairAll(found);
  expect(await stepId(id, 'project')).not.toBe(ids.project);
});

test('what somebody lets be with a reason, or has discarded, is not offered again (R6.2)', async () => {
  const archived = await delivered(1);
  await changeInOdoo(work, 'res.partner', await stepId(archived, 'customer'), { active: false });
  await work.parkHandOvers([2]);
  const found = await compare();
  expect(found.differences).toHaveLength(2);

  const [first] = found.differences.filter(({ kind }) => kind === 'customer_archived');
  const given = { reason: 'Cliente que cerró', by: 'user:1001' };
  const left = await dismissDifferences(work.services, [first?.id ?? ''], given);
  expect(left.differences).toHaveLength(1);
  const [letter] = await work.services.deadLetterQueue.deadLetters();
  await discardDeadLetters(work.services, [letter?.id ?? ''], {
    ...{ ...given, reason: 'Duplicado', requestId: 'r-1' },
  });

  now = new Date(now.getTime() + 60_000);
  expect((await compare()).differences).toEqual([]);
  await expect(dismissDifferences(work.services, ['nothing'], given)).rejects.toMatchObject({
    code: 'not_found',
  });
});

describe('what only a person can decide is told and not touched', () => {
  test('in Odoo, and deleted in Kommo', async () => {
    const id = await delivered(1);
    await work.world.kommo(`/sandbox/leads/${id}/delete`, { method: 'POST', body: {} });
    const found = await compare();
    expect(kinds(found)).toEqual([['missing_in_kommo', id]]);
    await expect(repairAll(found)).rejects.toMatchObject({ code: 'invalid_body' });
  });

  test('in Odoo, and no longer won in Kommo', async () => {
    const id = await delivered(1);
    await work.world.kommo(`/sandbox/leads/${id}/move`, { method: 'POST', body: { lost: true } });
    const found = await compare();
    expect(kinds(found)).toEqual([['not_won_in_kommo', id]]);
    expect(found.differences[0]).toMatchObject({ repairable: false });
  });
});

test('a lead that is no longer won is not handed over by an old list', async () => {
  const [id = 0] = await wonLeads(work.world, work.services, [1]);
  await work.world.pool.query('delete from hand_overs');
  const found = await compare();
  await work.world.kommo(`/sandbox/leads/${id}/move`, { method: 'POST', body: { lost: true } });

  await repairAll(found);

  expect(await work.services.store.handOvers.find(id)).toBeNull();
  expect(await odooRows(work.world, 'crm.lead')).toEqual([]);
});

test('a difference that nobody knows is refused', async () => {
  await expect(startRepairs(work.services, ['nothing'], asked)).rejects.toMatchObject({
    code: 'not_found',
  });
});

describe('nightly, at 03:00 in Santo Domingo', () => {
  test('each night is compared once, by one process, and a missed one at the next start', async () => {
    const { services } = work;
    const finished = async () => (await services.store.reconciliations.latest())?.startedAt ?? null;
    await reconcileNightly(services);
    expect(await finished()).toBeNull();

    now = new Date(nextNight(now).at.getTime() + 5_000);
    await Promise.all([reconcileNightly(services), reconcileNightly(services)]);
    await work.rest();
    await reconcileNightly(services);
    const { rows } = await work.world.pool.query<{ night: string; state: string }>(
      'select night, state from reconciliations',
    );
    expect(rows).toEqual([{ night: lastNight(now).name, state: 'done' }]);

    // Three days later, at noon: one run, not three.
    now = new Date(now.getTime() + 3 * 86_400_000 + 9 * 3_600_000);
    await reconcileNightly(services);
    await work.rest();
    await reconcileNightly(services);
    expect(await finished()).toBe(now.toISOString());
  });

  test('a run that a restart left without its job is taken up again', async () => {
    const { services } = work;
    await services.store.reconciliations.start({ id: 'left', night: null, by: 'night' });
    await resumeRuns(services);
    await work.rest();
    expect(await services.store.reconciliations.latest()).toMatchObject({
      ...{ id: 'left', state: 'done' },
    });
  });
});

test('without Odoo the run fails with its code, and is no work for a person', async () => {
  await work.world.odoo('/sandbox/faults', { method: 'POST', body: { kind: 'access-error' } });
  await startReconciliation(work.services, asked);
  await work.rest();
  expect(await work.services.store.reconciliations.latest()).toMatchObject({
    ...{ state: 'failed', failure: 'odoo_access_denied' },
  });
  expect(await work.services.deadLetterQueue.countDeadLetters()).toBe(0);
  const shown = reconciliationSchema.parse(inSpanish(await readReconciliation(work.services)));
  expect(shown).toMatchObject({ running: false, finishedAt: null });
  expect(shown.failure).toBe(
    'La última comparación no llegó a su fin. Al usuario de integración le falta un permiso en Odoo.',
  );

  await work.world.odoo('/sandbox/faults', { method: 'DELETE' });
  now = new Date(now.getTime() + 60_000);
  await startReconciliation(work.services, asked);
  await work.rest();
  expect(await readReconciliation(work.services)).not.toHaveProperty('failure');
});

test('a REST endpoint is never compared, and the page says why', async () => {
  const { config } = work.services;
  const odoo = config.odoo && { ...config.odoo, transport: 'rest' as const };
  const services = { ...work.services, config: { ...config, odoo } };
  const days = (count: number) => () => new Date(Date.now() + count * 86_400_000);
  await reconcileNightly(services);
  await reconcileNightly({ ...services, clock: days(2) });

  const shown = reconciliationSchema.parse(inSpanish(await startReconciliation(services, asked)));

  expect(shown.running).toBe(false);
  expect(shown.failure).toMatch(/no permite consultarlas/);
  expect(await services.store.reconciliations.latest()).toBeNull();
});

/** Odoo refuses to delete a customer that something hangs on. */
async function unlinkWithDependants(customer: number, family: readonly number[]): Promise<void> {
  for (const model of ['sale.order', 'project.task', 'project.project', 'crm.lead']) {
    const rows = await odooRows(work.world, model);
    const ids = rows
      .filter((row) => family.includes(Number(row['partner_id'])))
      .map((row) => row.id);
    if (ids.length > 0) await deleteInOdoo(work, model, ids);
  }
  await deleteInOdoo(
    work,
    'res.partner',
    family.filter((id) => id !== customer),
  );
  await deleteInOdoo(work, 'res.partner', [customer]);
}
