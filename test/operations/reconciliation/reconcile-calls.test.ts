import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { kommoMark } from '../../../backend/src/adapters/odoo/opportunity/ensure-opportunity.js';
import {
  readReconciliation,
  startReconciliation,
} from '../../../backend/src/operations/reconciliation/reconciliation.js';
import { asked, openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

const many = 1_000;
const won = 142;

let work: WorkWorld;
beforeAll(async () => {
  work = await openWorkWorld();
});
afterAll(() => work.close());

const created = z.object({ _embedded: z.object({ leads: z.array(z.object({ id: z.number() })) }) });
const pipelines = z.object({
  _embedded: z.object({ pipelines: z.array(z.object({ id: z.number(), name: z.string() })) }),
});

async function makeWonLeads(): Promise<readonly number[]> {
  const read = pipelines.parse(await work.world.kommo('/api/v4/leads/pipelines'));
  const ours = read._embedded.pipelines.find(({ name }) => name === 'Servicios Contables');
  const ids: number[] = [];
  while (ids.length < many) {
    const body = Array.from({ length: 50 }, (_one, index) => ({
      ...{ name: `Ferretería ${ids.length + index}`, pipeline_id: ours?.id, status_id: won },
      custom_fields_values: [
        { field_code: 'ODOO_CUSTOMER_ID', values: [{ value: 5_000 + ids.length + index }] },
      ],
    }));
    const answer = await work.world.kommo('/api/v4/leads', { method: 'POST', body });
    ids.push(...created.parse(answer)._embedded.leads.map(({ id }) => id));
  }
  return ids;
}

/** As the bot would have made them; answers their ids. */
async function makeOpportunities(leads: readonly number[]): Promise<readonly number[]> {
  const response = await fetch(`${work.world.odooUrl}/json/2/crm.lead/create`, {
    method: 'POST',
    headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
    body: JSON.stringify({
      vals_list: leads.map((id) => ({
        name: `Lead ${id}`,
        type: 'opportunity',
        referred: kommoMark(id),
      })),
    }),
  });
  return z.array(z.number()).parse(await response.json());
}

async function recordHandOvers(leads: readonly number[], opportunities: readonly number[]) {
  await work.world.pool.query(
    `insert into hand_overs (kommo_lead_id, state, requested_at, requested_by, request_id, finished_at)
     select id, 'done', now(), 'hook', 'request', now() from unnest($1::bigint[]) as id`,
    [leads],
  );
  for (const [step, ids] of [
    ['customer', leads.map((_id, index) => 5_000 + index)],
    ['opportunity', opportunities],
    ['project', leads.map((_id, index) => 6_000 + index)],
    ['contract', leads.map((_id, index) => 7_000 + index)],
  ] as const) {
    await work.world.pool.query(
      `insert into hand_over_steps (kommo_lead_id, step, state, odoo_id, url, at)
       select lead, $1, 'done', id, null, now() from unnest($2::bigint[], $3::bigint[]) as made (lead, id)`,
      [step, leads, ids],
    );
  }
}

test('1,000 won leads are compared in 4 calls to Kommo and 31 to Odoo, whatever differs (R6.2)', async () => {
  const leads = await makeWonLeads();
  await recordHandOvers(leads, await makeOpportunities(leads));
  // Reads the account's stages once, as every process does.
  await work.services.kommo.listWonLeads(1);
  await work.world.kommo('/sandbox/requests', { method: 'DELETE' });
  await work.world.odoo('/sandbox/requests', { method: 'DELETE' });

  await startReconciliation(work.services, asked);
  await work.rest();

  const kommo = (await work.world.kommo('/sandbox/requests')) as unknown[];
  const odoo = (await work.world.odoo('/sandbox/requests')) as { call: string }[];
  const found = await readReconciliation(work.services);
  expect(found.compared).toBe(many);
  // Their customers were never made in the stand-in.
  expect(found.differences).toHaveLength(many);
  expect(new Set(found.differences.map(({ kind }) => kind))).toEqual(new Set(['customer_gone']));
  expect([kommo.length, odoo.length]).toEqual([4, 31]);
});
