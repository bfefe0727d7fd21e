import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { odooPreviewSchema } from '../../../contract/card.js';
import type { OdooPreview } from '../../../contract/card.js';
import { previewHandOver } from '../../../backend/src/operations/card/preview-hand-over.js';
import type { Services } from '../../../backend/src/services.js';
import { countOdoo, deliver, odooRows, servicesOf, wonLeads } from '../../support/won-leads.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { inSpanish, saying } from '../../support/in-spanish.js';

let world: World;
let services: Services;
beforeAll(async () => {
  world = await openWorld();
  services = servicesOf(world);
});
afterAll(() => world.close());

const previewOf = async (id: number): Promise<OdooPreview> =>
  odooPreviewSchema.strict().parse(inSpanish(await previewHandOver(services, id)));
const linesOf = ({ sections }: OdooPreview, title: string) =>
  Object.fromEntries(
    (sections.find((section) => section.title === title)?.lines ?? []).map(({ label, value }) => [
      label,
      value,
    ]),
  );

test('the executive reads what will be sent, section by section, and nothing is written (R9.1)', async () => {
  const [id = 0] = await wonLeads(world, services, [1], {
    taxId: '1-31-24679-6',
    notes: ['Una nota', 'Otra'],
    messages: ['Buenas'],
  });
  const before = await countOdoo(world);

  const preview = await previewOf(id);

  expect(preview.won).toBe(true);
  expect(preview.warnings).toEqual([]);
  expect(preview.sections.map(({ title }) => title)).toEqual([
    'Cliente',
    'Oportunidad',
    'Proyecto',
    'Contrato',
    'Historial',
  ]);
  expect(linesOf(preview, 'Cliente')).toMatchObject({
    Empresa: 'Ferretería El Progreso 0001 SRL',
    'RNC o cédula': '1-31-24679-6',
    WhatsApp: '+18095550001',
  });
  expect(linesOf(preview, 'Oportunidad')).toMatchObject({
    Monto: '25,000 DOP',
    Origen: 'facebook',
    Ejecutivo: 'ramon@firma.example',
    'Puntaje inicial': expect.stringMatching(/\/100 \(/),
  });
  expect(linesOf(preview, 'Contrato')).toMatchObject({
    Tipo: 'Cotización',
    'Precio mensual': '25,000 DOP',
  });
  expect(linesOf(preview, 'Historial')).toMatchObject({ Notas: '2', 'Mensajes del cliente': '1' });
  expect(await countOdoo(world)).toEqual(before);
});

test.each([
  ['an RNC whose check digit is wrong', 21, { taxId: '131246797' }, /dígito verificador del RNC/],
  ['no amount', 22, { price: 0 }, /no tiene monto/],
  ['no tax number', 23, {}, /No hay RNC/],
] as const)('%s is warned of before it fails', async (_name, index, options, warning) => {
  const [id = 0] = await wonLeads(world, services, [index], options);
  const { warnings } = await previewOf(id);
  expect(warnings.filter((one) => warning.test(one))).toHaveLength(1);
});

test('a lead that is not won is told to be so', async () => {
  const [id = 0] = await wonLeads(world, services, [3], { taxId: '131246796' });
  await world.kommo(`/sandbox/leads/${id}/move`, { method: 'POST', body: { lost: true } });
  expect(await previewOf(id)).toMatchObject({
    won: false,
    warnings: ['La venta todavía no está ganada.'],
  });
});

test('what Odoo itself would object to is asked beforehand, in Spanish', async () => {
  const [id = 0] = await wonLeads(world, services, [4], { taxId: '131246796' });
  await world.odoo('/sandbox/faults', { method: 'POST', body: { kind: 'missing-module:project' } });
  const { warnings } = await previewOf(id);
  await world.odoo('/sandbox/faults', { method: 'DELETE' });
  expect(warnings).toEqual([expect.stringContaining('no tiene instalado el módulo «Proyecto»')]);
  expect(await odooRows(world, 'crm.lead')).toEqual([]);
});

test('an Odoo that is down or not configured is a warning, not a failure', async () => {
  const [id = 0] = await wonLeads(world, services, [5], { taxId: '131246796' });
  await world.odoo('/sandbox/faults', { method: 'POST', body: { kind: '502' } });
  const down = await previewHandOver(servicesOf(world), id);
  await world.odoo('/sandbox/faults', { method: 'DELETE' });
  expect(inSpanish(down.warnings)).toEqual(['Odoo no responde. Se reintentará automáticamente.']);

  const { warnings } = await previewHandOver({ ...services, odoo: null }, id);
  expect(warnings).toEqual([saying('no está configurado')]);
});

test('an unknown lead is not found', async () => {
  await expect(previewHandOver(services, 999_999_999)).rejects.toMatchObject({
    code: 'lead_not_found',
  });
});

test('without an amount the budget is the one amount of preview, opportunity and order (R5.5)', async () => {
  const change = { budget_range: '30K-50K' };
  const [id = 0] = await wonLeads(world, services, [9], { price: 0, change });

  const preview = await previewOf(id);
  await deliver(services, [id]);

  expect(linesOf(preview, 'Oportunidad')).toMatchObject({ Monto: '40,000 DOP' });
  expect(linesOf(preview, 'Contrato')).toMatchObject({ 'Precio mensual': '40,000 DOP' });
  const last = async (model: string) => (await odooRows(world, model)).at(-1);
  expect(await last('crm.lead')).toMatchObject({ expected_revenue: 40_000 });
  expect(await last('sale.order.line')).toMatchObject({ price_unit: 40_000 });
});
