import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readDeadLetters } from '../../../backend/src/operations/failed-work/dead-letters.js';
import { planReplay, startReplay } from '../../../backend/src/operations/failed-work/replay.js';
import { deadLettersSchema } from '../../../contract/admin.js';
import type { LeadProfile } from '../../../domain/lead/lead.js';
import { asked, openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';
import { inSpanish } from '../../support/in-spanish.js';

let work: WorkWorld;
beforeEach(async () => {
  work = await openWorkWorld();
});
afterEach(() => work.close());

const list = async () =>
  deadLettersSchema.parse(inSpanish(await readDeadLetters(work.services, 250))).items;

/** A lead of an ad that nobody can be talked to by, in the manual queue. */
async function failAd(fields: object): Promise<string> {
  const made = await work.world.kommo('/sandbox/meta/leads', {
    method: 'POST',
    body: { fields, times: 0 },
  });
  const { leadgenIds } = z.object({ leadgenIds: z.tuple([z.string()]) }).parse(made);
  await work.services.enqueue('fetch-lead', { sourceId: leadgenIds[0], formId: null });
  await work.rest();
  return (await list())[0]?.id ?? '';
}

async function capturedProfiles(): Promise<readonly LeadProfile[]> {
  const { rows } = await work.world.pool.query<{ profile: LeadProfile }>(
    'select profile from captures',
  );
  return rows.map(({ profile }) => profile);
}

const answers = {
  full_name: 'Ana Peña',
  '¿a_qué_número_le_llamamos?': '809 555 0142, de tarde',
  service_interest: 'nómina',
};

test('a lead of an ad without a contact shows what it said, and is captured with the contact that a person read in it (R5.3, R6.2)', async () => {
  const id = await failAd(answers);
  const [item] = await list();
  expect(item).toMatchObject({ step: 'fetch-lead', code: 'invalid_body', leadName: 'Ana Peña' });
  expect(item?.preview).toEqual([
    { label: 'Tarea', value: 'Leer en Meta las respuestas de un anuncio.' },
    ...Object.entries(answers).map(([label, value]) => ({ label, value })),
  ]);
  expect(item?.editable).toEqual([
    { name: 'companyName', label: 'Empresa', value: '' },
    { name: 'fullName', label: 'Contacto', value: 'Ana Peña' },
    { name: 'email', label: 'Correo', value: '' },
    { name: 'phone', label: 'WhatsApp', value: '' },
  ]);

  const order = { ids: [id], edits: { [id]: { phone: '809 555 0142' } } };
  const run = await startReplay(work.services, order, asked);
  await work.rest();

  expect(inSpanish(run.plan[0]?.changes)).toEqual([
    { label: 'WhatsApp', before: '', after: '+18095550142' },
  ]);
  expect(await list()).toEqual([]);
  expect(await capturedProfiles()).toMatchObject([
    { person: { fullName: 'Ana Peña', phone: '+18095550142' }, services: ['payroll'] },
  ]);
});

test('what was corrected and still lacks something keeps the correction for the next one (R5.3, R6.2)', async () => {
  const id = await failAd({ comentario: 'llámeme' });
  await startReplay(work.services, { ids: [id], edits: { [id]: { fullName: 'Ana Peña' } } }, asked);
  await work.rest();
  const [again] = await list();
  expect(again?.editable).toContainEqual({
    name: 'fullName',
    label: 'Contacto',
    value: 'Ana Peña',
  });

  const next = again?.id ?? '';
  const order = { ids: [next], edits: { [next]: { phone: '+34 612 34 56 78' } } };
  await startReplay(work.services, order, asked);
  await work.rest();
  expect(await capturedProfiles()).toMatchObject([
    { person: { fullName: 'Ana Peña', phone: '+34612345678' } },
  ]);
});

test('while Meta does not show what was answered the contact can be entered, and nonsense is refused (R5.3, R6.2)', async () => {
  const id = await failAd(answers);
  await work.world.kommo('/sandbox/meta/faults', { method: 'POST', body: { code: 190 } });
  const [item] = await list();
  expect(item?.editable.map(({ name, value }) => [name, value])).toEqual(
    ['companyName', 'fullName', 'email', 'phone'].map((name) => [name, '']),
  );
  const order = { ids: [id], edits: { [id]: { email: 'ana@' } } };
  await expect(planReplay(work.services, order)).rejects.toMatchObject({ code: 'invalid_body' });
});
