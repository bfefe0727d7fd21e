import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  discardDeadLetters,
  readDeadLetters,
} from '../../../backend/src/operations/failed-work/dead-letters.js';
import { startReplay } from '../../../backend/src/operations/failed-work/replay.js';
import { readWorkHistory } from '../../../backend/src/operations/failed-work/work-history.js';
import { deadLettersSchema, workHistorySchema } from '../../../contract/admin.js';
import type { ErrorCode } from '../../../contract/errors.js';
import { inSpanish } from '../../support/in-spanish.js';
import { asked, badTaxId, goodTaxId, openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

let work: WorkWorld;
beforeEach(async () => {
  work = await openWorkWorld();
});
afterEach(() => work.close());

const list = async (cause: ErrorCode | null = null) =>
  deadLettersSchema.parse(inSpanish(await readDeadLetters(work.services, 250, cause)));
const history = async () =>
  workHistorySchema.parse(inSpanish(await readWorkHistory(work.services, 100))).items;

test('the history says who put back or gave up what, with what was corrected and why (R6.2)', async () => {
  const [first = 0, second = 0] = await work.parkHandOvers([1, 2]);
  // Which of the two fails first is not said.
  const { items } = await list();
  const one = items.find(({ kommoLeadId }) => kommoLeadId === first);
  const other = items.find(({ kommoLeadId }) => kommoLeadId === second);
  const edits = { [one?.id ?? '']: { taxId: goodTaxId } };
  await startReplay(work.services, { ids: [one?.id ?? ''], edits }, asked);
  await work.rest();
  await discardDeadLetters(work.services, [other?.id ?? ''], {
    ...{ reason: 'El cliente se retiró', by: 'user:1002', requestId: 'r-1' },
  });

  const decisions = await history();
  expect(decisions).toHaveLength(2);
  expect(decisions).toContainEqual({
    ...{ at: expect.any(String), by: 1001, kind: 'replayed', kommoLeadId: first, reason: null },
    task: expect.stringContaining('Ferretería El Progreso 0001 SRL'),
    changes: [{ label: 'RNC o cédula', before: badTaxId, after: goodTaxId }],
  });
  expect(decisions).toContainEqual({
    ...{ at: expect.any(String), by: 1002, kind: 'discarded', kommoLeadId: second, changes: [] },
    task: expect.stringContaining('Ferretería El Progreso 0002 SRL'),
    reason: 'El cliente se retiró',
  });
});

test('what the companion itself closed is no decision of a person', async () => {
  await work.parkHandOvers([1]);
  const [letter] = await work.services.deadLetterQueue.deadLetters();
  await work.services.deadLetterQueue.discard([letter?.id ?? ''], { code: 'work.replaced' });
  expect(await history()).toEqual([]);
});

test('failed work is counted by cause, and asked for by cause (R6.2)', async () => {
  await work.parkHandOvers([1, 2]);
  await work.parkCaptures([3]);
  const all = await list();
  expect(all.total).toBe(3);
  expect(all.causes).toEqual([
    { code: 'odoo_rejected', count: 2 },
    { code: 'kommo_rejected', count: 1 },
  ]);
  const some = await list('kommo_rejected');
  expect(some.items.map(({ step }) => step)).toEqual(['send-to-kommo']);
  expect([some.total, some.causes]).toEqual([1, all.causes]);
});

test('a failed hand-over says which of its steps are done, and where it stopped (R6.2)', async () => {
  const body = { kind: 'validation', match: 'crm.lead.load' };
  await work.world.odoo('/sandbox/faults', { method: 'POST', body });
  await work.parkHandOvers([1], goodTaxId);
  const [item] = (await list()).items;
  expect(item?.steps.map(({ step, state }) => [step, state]).slice(0, 3)).toEqual([
    ['customer', 'done'],
    ['opportunity', 'failed'],
    ['project', 'waiting'],
  ]);
  expect(item?.steps[0]?.url).toMatch(/^http/);
});
