import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

test('who takes over reads answers, score and open questions in order of points, and has a task (R4.1, R5.1)', async () => {
  const { leadId } = await talk.capture(1);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  await talk.write(leadId, 'depende del mes');
  await talk.write(leadId, 'le digo luego');
  expect(await talk.notes(leadId)).toEqual([
    [
      'Conversación de WhatsApp · Contabilidad: No se entendió',
      'Puntuación del lead: 77 (WARM)',
      'Respuestas:',
      '- Empleados: 21-50',
      '- Urgencia: Inmediatamente',
      '- Presupuesto: 30K-50K',
      'Falta preguntar:',
      '- Inventario (+15)',
      'Puedes escribirle libremente hasta el 24/11 10:02',
      'Sin leer: «depende del mes»',
      'Sin leer: «le digo luego»',
    ].join('\n'),
  ]);
  expect(await talk.tasks(leadId)).toEqual([
    {
      text: [
        'Contactar a Ferretería El Progreso 0001 SRL: WARM, 77 puntos.',
        'Por qué: 21-50 (21/25) · Inmediatamente (20/20) · 30K-50K (16/20) · teléfono verificado, correo validado, WhatsApp activo (10/10).',
        'Respuestas: Empleados: 21-50 · Urgencia: Inmediatamente · Presupuesto: 30K-50K.',
        'Falta preguntar: Inventario (+15).',
        'Puede escribirle texto libre por WhatsApp hasta el 24/11 10:02.',
        'Para empezar, pregunte: «¿Manejan inventario?»',
      ].join('\n'),
      dueInMs: 120 * minute,
    },
  ]);
  expect(talk.takeFailures()).toEqual([]);
});
