import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { widgetPaths } from '../../../contract/paths.js';
import { openProposalWorld } from '../../operations/proposals/proposal-world.js';
import type { ProposalWorld } from '../../operations/proposals/proposal-world.js';

let world: ProposalWorld;
let leadId = 0;
beforeAll(async () => {
  world = await openProposalWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  leadId = await world.capture();
});
const read = () => world.ask(widgetPaths.proposal(leadId));

test('a yes comes back as note and task, once, and is the last word (R3.1)', async () => {
  const url = await world.make(leadId);
  expect((await world.visit(url, { answer: 'accepted' })).status).toBe(303);
  await world.visit(url, { answer: 'accepted' });
  await world.visit(url, { answer: 'change', wish: 'No, espere' });
  await world.talk.drain();
  await world.talk.settle();
  const text = 'Aceptó la propuesta (versión 1). Llame hoy para cerrar los próximos pasos.';
  expect(await world.tasks(leadId)).toEqual([text]);
  expect((await world.notes(leadId)).filter((note) => note === text)).toHaveLength(1);
  expect((await read()).newest).toMatchObject({ state: 'accepted', wish: null });
  expect((await world.visit(url)).html).toContain('¡Gracias!');
});

test('a wish is told word for word, an empty one is asked for, and a yes may follow (R3.1)', async () => {
  const url = await world.make(leadId);
  const empty = await world.visit(url, { answer: 'change', wish: '  ' });
  expect(empty).toMatchObject({ status: 422 });
  expect(empty.html).toContain('Escriba qué le gustaría cambiar.');
  await world.visit(url, { answer: 'change', wish: 'Sin reportes "semanales"' });
  await world.talk.drain();
  expect(await world.tasks(leadId)).toEqual([
    'Quiere cambiar la propuesta (versión 1): Sin reportes "semanales"',
  ]);
  expect((await world.visit(url)).html).toContain('Sin reportes &quot;semanales&quot;');
  await world.visit(url, { answer: 'accepted' });
  expect((await read()).newest?.state).toBe('accepted');
});

test('how often and how long it was looked at is counted; a second look is told while it is negotiated, once a day (R3.1)', async () => {
  const url = await world.make(leadId);
  const look = (name: string, seconds: string) => world.visit(url, { visit: name, seconds });
  await world.visit(url);
  expect((await read()).newest).toMatchObject({ opened: 0 });
  expect((await look('first-look', '1')).status).toBe(204);
  await look('first-look', '65');
  await look('first-look', '30');
  await world.talk.drain();
  expect((await read()).newest).toMatchObject({ opened: 1, seconds: 65 });

  await world.talk.moveTo(leadId, 'negotiation');
  await world.talk.settle();
  await look('second-look', '5');
  await look('third-look-', '5');
  await world.talk.drain();
  expect(
    (await world.tasks(leadId)).filter((text) => text.startsWith('Volvió a abrir')),
  ).toHaveLength(1);
  expect((await read()).newest).toMatchObject({ opened: 3, seconds: 75 });
});
