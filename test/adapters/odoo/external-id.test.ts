import { expect, test } from '@jest/globals';
import { ensureLinked } from '../../../backend/src/adapters/odoo/records/external-id.js';
import type { Records } from '../../../backend/src/adapters/odoo/records/records.js';

/** `load` as Odoo answers it, one answer after the other, the last for ever; every right is there. */
function answering(answers: readonly unknown[]) {
  let loads = 0;
  const run = ({ method }: { readonly method: string }) => {
    if (method !== 'load') return Promise.resolve(true);
    loads += 1;
    return Promise.resolve(answers[Math.min(loads, answers.length) - 1]);
  };
  const records = { run, fields: () => Promise.resolve({}) } as unknown as Records;
  const tools = { records, wait: () => Promise.resolve(), random: () => 0 };
  return {
    loads: () => loads,
    ensure: () =>
      ensureLinked(tools, { model: 'res.partner', name: 'contact_1', columns: { name: 'Ana' } }),
  };
}

const refused = (message: string) => ({ ids: false, messages: [{ type: 'error', message }] });
const raced = refused('could not serialize access due to concurrent update\n');
const racedInSpanish = refused('no se pudo serializar el acceso debido a un update concurrente');

test('who loses six races in a row finds the record of the one who won (R6.2)', async () => {
  const odoo = answering([raced, raced, racedInSpanish, raced, raced, raced, { ids: [7] }]);
  expect(await odoo.ensure()).toBe(7);
});

test('a race without end is tried again later, and never called bad data (R6.2)', async () => {
  await expect(answering([raced]).ensure()).rejects.toMatchObject({
    code: 'odoo_unreachable',
    retry: { kind: 'backoff' },
    reason: { code: 'odoo.busy_record' },
  });
});

test('what Odoo refuses for another reason is refused after three tries', async () => {
  const odoo = answering([refused('El campo "Nombre" es obligatorio')]);
  await expect(odoo.ensure()).rejects.toMatchObject({ code: 'odoo_rejected' });
  expect(odoo.loads()).toBe(3);
});
