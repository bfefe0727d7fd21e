import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scoreInForce } from '../../../domain/score/score-in-force.js';
import { catchUp } from '../../../backend/src/operations/catch-up.js';
import { wantedOf } from '../../../backend/src/account/provision/wanted.js';
import { countOdoo, grown, odooRows } from '../../support/won-leads.js';
import { openHooksWorld } from '../hooks-world.js';
import type { Captured, Hook, HooksWorld } from '../hooks-world.js';

let hooks: HooksWorld;
let index = 0;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

/** What a person does with a lead in Kommo. */
type Act =
  | { readonly kind: 'edit'; readonly code: string; readonly value: string | number }
  | { readonly kind: 'stage'; readonly stage: 'qualifying' | 'qualified' | 'proposal' }
  | { readonly kind: 'responsible'; readonly userId: number }
  | { readonly kind: 'phone'; readonly area: string }
  | { readonly kind: 'won' }
  | { readonly kind: 'delete' };

const edit = (code: string, ...values: readonly (string | number)[]) =>
  fc.constantFrom(...values).map((value): Act => ({ kind: 'edit', code, value }));

const act: fc.Arbitrary<Act> = fc.oneof(
  edit('COMPANY_SIZE', '1-5', '6-20', '21-50', '100+'),
  edit('URGENCY_LEVEL', 'Inmediato', '3 meses', 'Planificando'),
  edit('BUDGET_RANGE', '5k-15k', '50k+'),
  edit('SERVICE_TYPE', 'Contabilidad', 'Fiscal'),
  edit('LEAD_SCORE', 3, 99),
  fc
    .constantFrom('qualifying', 'qualified', 'proposal')
    .map((stage): Act => ({ kind: 'stage', stage })),
  fc.constantFrom(1002, 1003).map((userId): Act => ({ kind: 'responsible', userId })),
  fc.constantFrom('829', '849').map((area): Act => ({ kind: 'phone', area })),
);
const history: fc.Arbitrary<readonly Act[]> = fc
  .tuple(
    fc.array(act, { minLength: 1, maxLength: 5 }),
    fc.constantFrom<readonly Act[]>([], [{ kind: 'won' }], [{ kind: 'delete' }]),
  )
  .map(([acts, end]) => [...acts, ...end]);

/** Lost, up to three times, and up to three acts too late. */
const treatment = fc.record({
  copies: fc.constantFrom(0, 0, 1, 1, 2, 3),
  late: fc.nat(3),
  place: fc.nat(1000),
});
interface Treatment {
  readonly copies: number;
  readonly late: number;
  readonly place: number;
}

test('hooks shuffled, repeated, lost and late leave what the plain run leaves (R9.3)', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(treatment, { minLength: 40, maxLength: 40 }),
      fc.boolean(),
      async (acts, treatments, dropStatus) => {
        const plain = await liveThrough(acts, () => hooks.settle());
        const shuffled = await liveThrough(acts, mangler(treatments, dropStatus));
        expect(shuffled).toEqual(plain);
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
});

/** Lives a lead's history; `between` decides after each act what of the hooks arrives. Answers how everything ends. */
async function liveThrough(acts: readonly Act[], between: (isLast: boolean) => Promise<void>) {
  index += 1;
  const before = await countOdoo(hooks.world);
  const captured = await hooks.capture(index);
  for (const [at, one] of acts.entries()) {
    await perform(captured, one);
    await between(at === acts.length - 1);
  }
  await hooks.takeHooks();
  const { hook } = wantedOf(hooks.world.config);
  if (hook === null) throw new Error('no hook is wanted');
  await catchUp(hooks.services, { hook, atOnce: true });
  await hooks.drain();
  await hooks.takeHooks();
  expect(hooks.takeFailures()).toEqual([]);
  return endOf(captured, before);
}

async function perform({ leadId }: Captured, one: Act): Promise<void> {
  const patch = (path: string, body: unknown) => hooks.world.kommo(path, { method: 'PATCH', body });
  switch (one.kind) {
    case 'edit':
      return hooks.edit(leadId, { [one.code]: one.value });
    case 'stage':
      return hooks.moveTo(leadId, one.stage);
    case 'responsible':
      await patch(`/api/v4/leads/${leadId}`, { responsible_user_id: one.userId });
      return;
    case 'phone': {
      const { contactId } = await hooks.readLead(leadId);
      const value = `${one.area}555${String(index).padStart(4, '0')}`;
      await patch(`/api/v4/contacts/${contactId}`, {
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value, enum_code: 'MOB' }] }],
      });
      return;
    }
    case 'won':
      return hooks.move(leadId, { won: true });
    case 'delete':
      await hooks.world.kommo(`/sandbox/leads/${leadId}/delete`, { method: 'POST' });
  }
}

/** Keeps hooks back and lets them go as their treatments say; at the end what is still there arrives, in a wrong order. */
function mangler(
  treatments: readonly Treatment[],
  dropStatus: boolean,
): (isLast: boolean) => Promise<void> {
  let waiting: { readonly hook: Hook; readonly due: number; readonly place: number }[] = [];
  let turn = 0;
  let used = 0;
  const take = async () => {
    for (const hook of await hooks.takeHooks()) {
      const { copies, late, place } = treatments[used++ % treatments.length] ?? {
        copies: 1,
        late: 0,
        place: 0,
      };
      if (dropStatus && decodeURIComponent(hook.body).includes('leads[status]')) continue;
      for (let copy = 0; copy < copies; copy += 1)
        waiting.push({ hook, due: turn + late * (copy + 1), place: (place * (copy + 7)) % 1000 });
    }
  };
  return async (isLast) => {
    turn += 1;
    await take();
    for (let round = 0; round < (isLast ? 3 : 1); round += 1) {
      const due = waiting.filter((one) => isLast || one.due <= turn);
      waiting = waiting.filter((one) => !due.includes(one));
      await hooks.deliver(due.sort((a, b) => a.place - b.place).map(({ hook }) => hook));
      await take();
    }
  };
}

/** The end state in our database, in Kommo and in Odoo, without ids, times and numbers of persons. */
async function endOf({ id, leadId }: Captured, before: Readonly<Record<string, number>>) {
  const { store, kommo } = hooks.services;
  const [row] = await store.leads.findByIds([id]);
  const lead = await kommo.readLead(leadId);
  const handOver = await store.handOvers.find(leadId);
  const scores = (await store.scores.history(id, 50)).map(({ score }) => score);
  const opportunities = (await odooRows(hooks.world, 'crm.lead')).filter((one) =>
    JSON.stringify(one).includes(`/leads/detail/${leadId}`),
  );
  const isThere = (await store.seen.present([leadId])).length > 0;
  const odoo = {
    grown: grown(before, await countOdoo(hooks.world)),
    opportunities: JSON.stringify(opportunities).replace(/\d+/g, '#'),
  };
  // What a person changed and nobody told can no longer be read once the lead is gone.
  if (lead === null) return { isThere, odoo };
  return {
    isThere,
    ours: {
      services: row?.profile.services,
      answers: Object.fromEntries(
        Object.entries(row?.profile.answers ?? {}).map(([key, { value }]) => [key, value]),
      ),
      phone: row?.profile.person.phone?.slice(0, 5),
      score: scoreInForce(scores),
      handOver: handOver && [
        handOver.state,
        handOver.steps.map(({ step, state }) => [step, state]),
      ],
    },
    kommo: {
      ...{ stage: lead.stage, leadScore: lead.leadScore, leadClass: lead.leadClass },
      ...{ answers: valuesOf(lead.answers), services: lead.services, tags: lead.tags },
      ...{ responsible: lead.responsibleUserId, hasCustomer: lead.odooCustomerId !== null },
    },
    odoo,
  };
}

const valuesOf = (answers: Readonly<Record<string, { readonly value: unknown } | undefined>>) =>
  Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, answer?.value]));
