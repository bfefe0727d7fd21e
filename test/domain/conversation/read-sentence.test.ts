import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { spanish } from '../../../domain/blueprint/conversations/spanish.js';
import type { AskedQuestion } from '../../../domain/conversation/conversation.js';
import { listQuestions } from '../../../domain/conversation/list-questions.js';
import { readSentence } from '../../../domain/conversation/read/read-sentence.js';
import type { QuestionKey } from '../../../domain/lead/lead.js';

const all = Object.values(blueprint.conversations).flatMap(listQuestions);
const askedOf = (
  key: QuestionKey,
  place = 0,
): { asked: AskedQuestion; others: readonly AskedQuestion[] } => {
  const asked = all.filter(({ question }) => question === key)[place];
  const home = Object.values(blueprint.conversations).find(
    (one) => asked !== undefined && listQuestions(one).includes(asked),
  );
  if (asked === undefined || home === undefined)
    throw new Error(`No conversation asks for ${key}.`);
  return { asked, others: listQuestions(home) };
};
const read = (key: QuestionKey, text: string, place = 0) =>
  readSentence({ text, ...askedOf(key, place) }, spanish);

const check = (
  key: QuestionKey,
  rows: readonly (readonly [string, string | number | null])[],
  place = 0,
) => {
  test.each(rows)('"%s" is %s', (text, value) => {
    expect(read(key, text, place)[key] ?? null).toBe(value);
  });
};

describe('¿Tu empresa maneja inventario? (R4.2)', () => {
  check('manages_inventory', [
    ['sí', 'yes'],
    ['Si', 'yes'],
    ['SIII', 'yes'],
    ['sip', 'yes'],
    ['claro', 'yes'],
    ['Claro que sí', 'yes'],
    ['por supuesto', 'yes'],
    ['así es', 'yes'],
    ['Correcto', 'yes'],
    ['ajá', 'yes'],
    ['👍', 'yes'],
    ['👍🏽', 'yes'],
    ['✅', 'yes'],
    ['sí, bastante', 'yes'],
    ['un poco', 'yes'],
    ['creo que sí', 'yes'],
    ['manejamos mercancía', 'yes'],
    ['Sí manejamos inventario', 'yes'],
    ['tenemos un almacén en Santiago', 'yes'],
    ['si señor', 'yes'],
    ['yes', 'yes'],
    ['Sí, claro, tenemos mucho stock', 'yes'],
    ['no, perdón, sí', 'yes'],
    ['no', 'no'],
    ['No.', 'no'],
    ['nop', 'no'],
    ['para nada', 'no'],
    ['👎', 'no'],
    ['❌', 'no'],
    ['no manejamos', 'no'],
    ['No, solo servicios', 'no'],
    ['claro que no', 'no'],
    ['Por supuesto que no', 'no'],
    ['creo que no', 'no'],
    ['ninguno', 'no'],
    ['trabajamos sin inventario', 'no'],
    ['negativo', 'no'],
    ['no no no', 'no'],
    ['sí... digo, no', 'no'],
    ['nosotros no', 'no'],
    ['no hay problema, sí', 'yes'],
    ['todavía no', 'soon'],
    ['Aún no, pero pronto', 'soon'],
    ['próximamente', 'soon'],
    ['más adelante', 'soon'],
    ['sí y no', null],
    ['depende', null],
    ['a veces', null],
    ['no sé', null],
    ['no mucho', null],
    ['más o menos', null],
    ['¿Cómo así?', null],
    ['¿inventario?', null],
    ['hola', null],
    ['', null],
    ['buenas tardes', null],
    ['si quieres te cuento', null],
    ['no entiendo la pregunta', null],
    ['🤷', null],
    ['ok', null],
    ['¿cuánto cuesta?', null],
    ['no hay problema', null],
    ['sí, pero en realidad no', null],
    ['123', null],
    ['😂', null],
    ['no me interesa', null],
    ['ya no me interesa', null],
    ['no quiero', null],
    ['no me llames ahora', null],
    ['no puedo ahora', null],
    ['si tuviera', null],
    ['antes sí', null],
    ['no sabemos', null],
    ['no tenemos problema con el inventario', 'yes'],
    ['somos una ferretería', null],
    ['por el momento no', 'no'],
  ]);
});

describe('¿Aproximadamente cuántas transacciones mensuales manejan? (R4.2)', () => {
  check('monthly_transactions', [
    ['300', 300],
    ['como unas 300 al mes', 300],
    ['Unas 300', 300],
    ['aprox. 250', 250],
    ['1,200', 1_200],
    ['1.200 mensuales', 1_200],
    ['2 mil', 2_000],
    ['dos mil', 2_000],
    ['mil', 1_000],
    ['mil doscientas', 1_200],
    ['trescientas', 300],
    ['quinientas y pico', 501],
    ['ciento veinte', 120],
    ['treinta y dos', 32],
    ['cien', 100],
    ['una docena', 12],
    ['un par', 2],
    ['5k', 5_000],
    ['5 k', 5_000],
    ['más de 500', 501],
    ['Mas de quinientas', 501],
    ['menos de 100', 99],
    ['arriba de 1000', 1_001],
    ['no más de 100', 100],
    ['entre 100 y 200', 150],
    ['100 a 200', 150],
    ['100-200', 150],
    ['de 300 a 400 facturas', 350],
    ['20 o 30', 25],
    ['entre veinte y treinta', 25],
    ['20 diarias', 520],
    ['como 10 al día', 260],
    ['50 por semana', 200],
    ['50 semanales', 200],
    ['1200 al año', 100],
    ['ninguna', 0],
    ['cero', 0],
    ['hasta 80', 80],
    ['casi 90', 90],
    ['son 45 facturas', 45],
    ['Sí, unas 60', 60],
    ['hola, 75', 75],
    ['300, más o menos', 300],
    ['muchas', null],
    ['no sé', null],
    ['depende', null],
    ['20 facturas y 30 gastos', null],
    ['RD$300', null],
    ['300 pesos', null],
    ['8095550142', null],
    ['desde 2019', null],
    ['a las 3', null],
    ['1.5', null],
    ['el 50%', null],
    ['¿300?', null],
    ['un momento', null],
    ['300? 200', 200],
    ['300, digo 400', 400],
    ['300. No, 400', null],
    ['unos poquitos', null],
    ['99999999999999', null],
    ['entre 5 y 10 mil', 7500],
    ['de 5 a 10 mil', 7500],
    ['5-10 mil', 7500],
    ['entre 800 y mil', 900],
    ['1.5 mil', 1500],
    ['1.5k', 1500],
    ['un millón', null],
    ['2 millones', null],
    ['1.5MM', null],
    ['medio millón', null],
    ['vendemos 2 millones al mes', null],
    ['facturamos 800 mil', null],
    ['facturo 500', null],
    ['5000 dólares', null],
    ['5000$', null],
    ['RD$50,000.00', null],
    ['US$ 5000', null],
    ['una veintena', 20],
    ['un centenar', 100],
    ['media docena', null],
    ['un montón', null],
    ['un chin', null],
    ['somos una ferretería', null],
    ['una diaria', 26],
    ['una por semana', 4],
    ['una', 1],
    ['no menos de 100', 100],
    ['no tenemos más de 100', 100],
    ['no llegan a 100', 99],
    ['no llegamos a 100 facturas', 99],
    ['ni 100', 99],
    ['ni siquiera 100', 99],
    ['no pasan de 50', 50],
    ['500 o más', 501],
    ['500 en adelante', 501],
    ['+500', 501],
    ['500+', 501],
    ['>500', 501],
    ['<100', 99],
    ['100 y pico', 101],
    ['300 por trimestre', 100],
    ['100 quincenal', 200],
    ['15 todos los días', 390],
    ['15 de lunes a viernes', 330],
    ['cada 15 días', null],
    ['8 horas', null],
    ['tengo 3 bancos', null],
    ['20 clientes', null],
    ['la 2', null],
    ['cuenta 12345', null],
    ["300 pa'l mes que viene", 300],
  ]);
});

describe('¿Qué tipo de reportes necesitas principalmente? (R4.2)', () => {
  check('special_reports', [
    ['para el banco', 'banks'],
    ['Bancos', 'banks'],
    ['para un préstamo', 'banks'],
    ['los pide el Popular', 'banks'],
    ['financiamiento', 'banks'],
    ['para los socios', 'investors'],
    ['Inversionistas', 'investors'],
    ['otros', 'yes'],
    ['reportes de ventas', 'yes'],
    ['sí', 'yes'],
    ['flujo de caja', 'yes'],
    ['solo los básicos', 'no'],
    ['Básicos', 'no'],
    ['ninguno', 'no'],
    ['no', 'no'],
    ['lo normal', 'no'],
    ['no para bancos', 'no'],
    ['bancos y socios', null],
    ['no sé', null],
    ['los que recomienden', null],
  ]);
});

describe('¿Está tu empresa al día con todas las declaraciones DGII? (R4.2)', () => {
  check('dgii_up_to_date', [
    ['sí', 'yes'],
    ['estamos al día', 'yes'],
    ['todo en orden', 'yes'],
    ['Sí, al día con la DGII', 'yes'],
    ['no tenemos nada pendiente', 'yes'],
    ['no', 'no'],
    ['no estamos al día', 'no'],
    ['estamos atrasados', 'no'],
    ['nos faltan dos', 'no'],
    ['debemos varios meses', 'no'],
    ['necesitamos ponernos al día', 'no'],
    ['No lo tenemos todo al día', 'no'],
    ['no sé', 'unknown'],
    ['No lo sé', 'unknown'],
    ['ni idea', 'unknown'],
    ['no estoy segura', 'unknown'],
    ['🤷', 'unknown'],
    ['estamos al día pero falta octubre', null],
    ['¿qué es DGII?', null],
    ['ni sé', 'unknown'],
    ['no sabemos', 'unknown'],
    ['desconozco', 'unknown'],
    ['no tengo ese dato', 'unknown'],
    ['al día al día no', null],
    ['sí, menos el IR-2', null],
    ['todo excepto el ITBIS', 'no'],
    ['sin deudas', 'yes'],
    ['tenemos una deuda', 'no'],
    ['no siempre estamos al día', 'no'],
    ['quiero estar tranquilo con la DGII', null],
    ['tenemos problemas con la DGII', null],
    ['queremos bajar los impuestos', null],
  ]);
});

describe('¿Buscas optimización fiscal o mantenimiento? / ¿Necesitas regularización urgente? (R4.2)', () => {
  check('tax_planning', [
    ['optimización', 'planning'],
    ['queremos pagar menos', 'planning'],
    ['Mantenimiento', 'compliance'],
    ['solo cumplir', 'compliance'],
    ['regularizarnos', 'regularization'],
    ['sí', null],
    ['las dos', null],
    ['optimizacion o mantenimiento', null],
    ['no mantenimiento', null],
    ['bajar los impuestos', null],
  ]);
  check(
    'tax_planning',
    [
      ['sí', 'regularization'],
      ['Claro', 'regularization'],
      ['es urgente', 'regularization'],
      ['lo antes posible', 'regularization'],
      ['no', 'compliance'],
      ['no es urgente', 'compliance'],
      ['todavía no', 'compliance'],
      ['no sé', null],
    ],
    1,
  );
});

describe('Nómina y Consultoría (R4.2)', () => {
  check('payroll_employees', [
    ['somos 15', 15],
    ['quince', 15],
    ['15 empleados', 15],
    ['unos 20 colaboradores', 20],
    ['entre 10 y 12', 11],
    ['2 empleados y 3 sucursales', 2],
    ['no manejo empleados', 0],
    ['no tengo empleados', 0],
    ['sin empleados', 0],
    ['ahorita tenemos 14', 14],
    ['12 en la quincena', 12],
    ['80 en Semana Santa', 80],
    ['pago 20 personas quincenales', 20],
    ['nómina de 500 mil', null],
    ['pagamos RD$ 500,000 en nómina', null],
    ['más de 50', 51],
    ['+50', 51],
    ['50 y pico', 51],
    ['no más de 10', 10],
    ['no tenemos más de 10 empleados', 10],
    ['tengo 3 tiendas con 10 empleados', 10],
    ['somos tres socios', null],
    ['llevamos 5 años con 20 empleados', 20],
    ['un empleado', 1],
    ['uno solo', 1],
    ['uno que otro', null],
    ['solo yo', null],
    ['no sé, como 20', 20],
    ['varios', null],
  ]);
  check('variable_commissions', [
    ['Sí, los vendedores', 'yes'],
    ['no, sueldo fijo', 'no'],
    ['no pagamos comisiones', 'no'],
    ['tienen incentivos', 'yes'],
    ['algunos', null],
    ['no todos', null],
    ['no todos, solo ventas', null],
  ]);
  check('engagement_type', [
    ['asesoría continua', 'continuous'],
    ['mes a mes', 'continuous'],
    ['un proyecto', 'project'],
    ['algo puntual', 'project'],
    ['proyecto o continua', null],
    ['sí', null],
  ]);
  check('consulting_area', [
    ['finanzas', 'finance'],
    ['automatizar la facturación', 'systems'],
    ['control interno', 'processes'],
    ['queremos crecer', 'restructuring'],
    ['otra', 'other'],
    ['todo', null],
  ]);
  check('result_deadline', [
    ['sí', 'yes'],
    ['antes de diciembre', 'yes'],
    ['en dos meses', 'yes'],
    ['no', 'no'],
    ['sin prisa', 'no'],
    ['no tenemos fecha límite', 'no'],
    ['depende', null],
  ]);
});

describe('more than what was asked, and what was asked before', () => {
  test.each([
    [
      'special_reports',
      'sí, y también inventario',
      { special_reports: 'yes', manages_inventory: 'yes' },
    ],
    [
      'monthly_transactions',
      'tenemos inventario y hacemos 300 transacciones',
      { monthly_transactions: 300, manages_inventory: 'yes' },
    ],
    ['monthly_transactions', 'perdón, no manejamos inventario', { manages_inventory: 'no' }],
    [
      'special_reports',
      'para bancos. Y son como 200 facturas',
      { special_reports: 'banks', monthly_transactions: 200 },
    ],
    [
      'payroll_employees',
      'Sí, con comisiones. Somos 40',
      { payroll_employees: 40, variable_commissions: 'yes' },
    ],
    ['variable_commissions', '25', { payroll_employees: 25 }],
    ['monthly_transactions', 'para el banco', { special_reports: 'banks' }],
    ['manages_inventory', 'somos una ferretería', {}],
    ['manages_inventory', 'un chin', {}],
    ['manages_inventory', 'no, lo lleva un contador', { manages_inventory: 'no' }],
    ['variable_commissions', 'sí, 3 de ellos', { variable_commissions: 'yes' }],
    ['tax_planning', 'bajar los impuestos', {}],
    ['tax_planning', 'quiero estar tranquilo con la DGII', {}],
  ] as const)('asked for %s, "%s" tells %j (R4.2)', (asked, text, answers) => {
    expect(read(asked, text)).toEqual(answers);
  });

  test('with no question open only what is named counts', () => {
    const { others } = askedOf('monthly_transactions');
    const free = (text: string) => readSentence({ text, asked: null, others }, spanish);
    expect(free('sí')).toEqual({});
    expect(free('no manejamos inventario')).toEqual({ manages_inventory: 'no' });
  });
});

describe('any text', () => {
  test('is read without failing, and gives options and whole counts only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 700 }),
        fc.constantFrom(...all),
        (text, asked) => {
          for (const [key, value] of Object.entries(
            readSentence({ text, asked, others: all }, spanish),
          )) {
            const options = all
              .filter(({ question }) => question === key)
              .flatMap(({ replies }) => replies.map(({ option }) => option));
            if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
            else expect(options).toContain(value);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('counts only in its first 600 characters', () => {
    expect(read('manages_inventory', `${' '.repeat(700)}sí`)).toEqual({});
  });
});
