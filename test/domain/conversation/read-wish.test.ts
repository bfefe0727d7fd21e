import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spanish } from '../../../domain/blueprint/conversations/spanish.js';
import { isOptOut, readWish } from '../../../domain/conversation/read/read-wish.js';

const read = (text: string): boolean => isOptOut(text, spanish.wishes);

describe('no more messages, in any spelling (R8.1)', () => {
  test.each([
    'BAJA',
    'baja',
    'Baja.',
    'BAJA!!!',
    'bajaaa',
    'b a j a',
    'B.A.J.A',
    'vaja',
    'De baja',
    'STOP',
    'stop',
    'Stop please stop messages',
    's t o p',
    'S.T.O.P.',
    'stoop',
    'unsubscribe',
    'cancelar',
    'Salir',
    'quiero darme de baja',
    'Denme de baja por favor',
    'dame de baja',
    'me pueden dar... no me escriban',
    'no me escriban',
    'No me escriban más',
    'NO ME ESCRIBAN MAS',
    'no me escrivan',
    'no m escriban mas',
    'por favor no me escriba',
    'no me escribas más',
    'ya no me escriban',
    'no me esten escribiendo',
    'dejen de escribirme',
    'deja de escribirme',
    'dejen de molestar',
    'No me molesten',
    'no me contacten',
    'No deseo que me contacten',
    'no quiero más mensajes',
    'No quiero recibir mensajes de ustedes',
    'no quiero mas mensages',
    'no más mensajes',
    'borren mi número',
    'Eliminen mis datos',
    'sáquenme de esa lista',
    'quítenme de su lista',
    'saqueme de la lista por favor',
    'no me manden nada',
    'no me envíen más publicidad',
    'cancelar suscripción',
    'solicito la baja',
    'no autorizo que me escriban',
    'Buenas, gracias pero no me escriban más',
    '🛑 stop',
    'No me escriban!!! 😡',
  ])('"%s" is one', (text) => {
    expect(read(text)).toBe(true);
  });

  test.each([
    'baja de personal',
    'Tuvimos una baja de personal este mes',
    'dimos de baja a dos empleados',
    'la facturación está baja',
    'bajar los impuestos',
    'Quiero bajar costos',
    '¿cómo doy de baja mi RNC?',
    'quiero dar de baja la empresa en la DGII',
    'la temporada es baja',
    'de baja rotación',
    'doy de baja a un empleado en la TSS',
    'trabajamos non stop',
    'stop loss',
    'tenemos stock',
    'no',
    'No, gracias',
    'no me interesa por ahora',
    'ahora no puedo',
    'no me escriban al correo, mejor por aquí',
    'no me escriban hasta el lunes',
    'no me escriban tan tarde',
    'No me manden audios',
    'no me llamen, escríbanme por aquí',
    'no tenemos inventario',
    'escríbanme mañana',
    'no me ha escrito nadie',
    'nadie me escribe',
    'paramos la producción',
    'el contador no me escribe',
    'no me envían la factura',
    'Sí, empecemos',
    'Más tarde',
    'dejé de trabajar con mi contador',
    'quiero salir de las deudas',
    'cancelar una factura',
    'no quiero pagar más impuestos',
    'alto volumen de facturas',
    'baja y alta de empleados',
    '',
    '👍',
  ])('"%s" is none', (text) => {
    expect(read(text)).toBe(false);
  });

  test('it comes before every other wish', () => {
    expect(readWish('no me escriban, me llama un asesor después', spanish)).toBe('opt_out');
  });
});

test.each([
  ['Quiero hablar con una persona', 'person'],
  ['me puede llamar un asesor?', 'person'],
  ['¿Eres un robot?', 'person'],
  ['prefiero hablar con alguien', 'person'],
  ['ahora no, estoy manejando', 'later'],
  ['Más tarde', 'later'],
  ['mañana te contesto', 'later'],
  ['sí', null],
  ['tenemos 30 empleados', null],
  [
    'nuestro sistema lo instaló una persona hace años y desde entonces hacemos todas las facturas a mano cada mes',
    null,
  ],
] as const)('"%s" is read as %s (R4.1)', (text, wish) => {
  expect(readWish(text, spanish)).toBe(wish);
});

test('any text is read, and only its beginning', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 800 }),
      (text) => void readWish(text, spanish),
    ),
  );
  expect(read(`${'a '.repeat(400)}no me escriban`)).toBe(false);
});
