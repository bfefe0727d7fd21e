import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { compileConversation } from '../../../domain/conversation/compile/compile-conversation.js';
import {
  byteLength,
  longestBotBytes,
  writeSource,
} from '../../../domain/conversation/compile/write-bot.js';
import {
  nameInAccount,
  readNameInAccount,
} from '../../../domain/conversation/compile/bot-version.js';
import { writeImportFile } from '../../../domain/conversation/compile/write-import-file.js';
import { covers } from '../../../domain/conversation/conversation-path.js';
import type { AskedQuestion, Reply } from '../../../domain/conversation/conversation.js';
import { serviceKeys } from '../leads.js';
import type { ServiceKey } from '../../../domain/lead/lead.js';
import { account, botFor, planFor } from './bots.js';
import { playBot } from './play-bot.js';
import type { Move, Script } from './play-bot.js';

const fieldId = (code: string): string => String(account.fieldsByCode.get(code)?.id);
const option = (code: string, text: string): string => {
  const field = account.fieldsByCode.get(code);
  return `{{lead.cf.${field?.id}.${field?.optionIds.get(text)}}}`;
};
const known = (...what: string[]): Record<string, string> => ({
  [fieldId('CONVERSATION_KNOWN')]: what.map((one) => `[${one}]`).join(''),
  [fieldId('CONVERSATION_NAME')]: 'Ana',
  [fieldId('CONVERSATION_COMPANY')]: 'Ferretería El Faro',
});
const open = known('window', 'name', 'company');
const play = (service: ServiceKey, moves: readonly Move[], more: Partial<Script> = {}) =>
  playBot(botFor(service), { moves, fields: open, replyTo: 'answer', ...more });
const end = (text: string) => ({ [fieldId('CONVERSATION_END')]: option('CONVERSATION_END', text) });

describe('the specified conversations, text for text (R4.2)', () => {
  const greeting =
    '¡Hola Ana! Veo que necesitas servicios de contabilidad para Ferretería El Faro. Te haré unas preguntas rápidas para preparar la mejor propuesta.';

  test('Contabilidad with an inventory asks for the transactions', () => {
    const played = play('accounting', ['Sí', 'De 100 a 500']);
    expect(played.said.slice(0, 3)).toEqual([
      greeting,
      '¿Tu empresa maneja inventario?',
      '¿Aproximadamente cuántas transacciones mensuales manejan?',
    ]);
    expect(played.fields).toMatchObject({
      [fieldId('MANAGES_INVENTORY')]: option('MANAGES_INVENTORY', 'Sí'),
      [fieldId('MONTHLY_TRANSACTIONS')]: '300',
      ...end('Completada'),
    });
    expect([played.ended, played.tags]).toEqual([true, ['bot-completa']]);
  });

  test('Contabilidad without one asks for the reports', () => {
    const played = play('accounting', ['No', 'Para bancos']);
    expect(played.said[2]).toBe('¿Qué tipo de reportes necesitas principalmente?');
    expect(played.fields[fieldId('SPECIAL_REPORTS')]).toBe(
      option('SPECIAL_REPORTS', 'Sí, para bancos'),
    );
  });

  test.each([
    ['Sí', '¿Buscas optimización fiscal o mantenimiento?', 'Mantenimiento', 'Solo cumplimiento'],
    ['No', '¿Necesitas regularización urgente?', 'Sí', 'Regularización'],
    // The requirements: a "no" to the urgency counts as maintenance.
    ['No', '¿Necesitas regularización urgente?', 'No', 'Solo cumplimiento'],
  ])('Fiscal, up to date: %s, asks "%s"; %s is kept as %s', (first, asked, reply, kept) => {
    const played = play('tax', [first, reply]);
    expect(played.said.slice(0, 3)).toEqual([
      'Perfecto Ana, para servicios fiscales necesito entender tu situación actual.',
      '¿Está tu empresa al día con todas las declaraciones DGII?',
      asked,
    ]);
    expect(played.fields[fieldId('TAX_PLANNING')]).toBe(option('TAX_PLANNING', kept));
  });

  test('Fiscal, "No sé": a specialist takes over', () => {
    const played = play('tax', ['No sé']);
    expect(played.said.at(-1)).toBe('Te conectaré con un especialista para evaluar');
    expect(played.fields).toMatchObject(end('Especialista'));
  });
});

describe('what the conversation does in Kommo alone', () => {
  test('a known answer is not asked again; the greeting stays (R4.2)', () => {
    const inventory = { [fieldId('MANAGES_INVENTORY')]: option('MANAGES_INVENTORY', 'Sí') };
    const played = play('accounting', ['Más de 500'], { fields: { ...open, ...inventory } });
    expect(played.said[0]).toMatch(/^¡Hola Ana!/);
    expect(played.said[1]).toBe('¿Aproximadamente cuántas transacciones mensuales manejan?');
    const all = { ...known('window', 'monthly_transactions'), ...inventory };
    expect(play('accounting', [], { fields: all }).ended).toBe(true);
  });

  test.each([
    [['window', 'name'], '¡Hola Ana! Veo que necesitas servicios de nómina para tu empresa. '],
    [
      ['window', 'company'],
      '¡Hola! Veo que necesitas servicios de nómina para Ferretería El Faro. ',
    ],
    [['window'], '¡Hola! Veo que necesitas servicios de nómina para tu empresa. '],
  ])('with %j known no placeholder is sent unfilled', (what, begins) => {
    const [first = ''] = play('payroll', [], { fields: known(...what) }).said;
    expect(first.startsWith(begins)).toBe(true);
  });

  test('outside the window it opens with the template, and any reply begins it (R5.4)', () => {
    for (const reply of ['Sí, empecemos', 'hola']) {
      const played = play('payroll', [reply], { fields: known('name') });
      expect(played.said).toEqual([
        'template 31001',
        '¿Tienen empleados con comisiones variables?',
      ]);
    }
    expect(play('payroll', ['Más tarde'], { fields: {} }).fields).toMatchObject(end('Más tarde'));
  });

  test.each(['answer', 'waits'] as const)(
    'half an hour of silence ends it, with one nudge, where a reply goes to the %s (R4.1)',
    (replyTo) => {
      const silent = play('tax', [null, null], { replyTo });
      expect(silent.said.at(-1)).toBe(
        '¿Sigues por ahí? Con esta respuesta avanzo tu propuesta. ¿Está tu empresa al día con todas las declaraciones DGII?',
      );
      expect(silent.fields).toMatchObject(end('Sin respuesta'));
      const late = play('tax', [null, 'Sí', 'Mantenimiento'], { replyTo });
      expect(late.fields).toMatchObject(end('Completada'));
    },
  );

  test('the timers of a question sum to 30 minutes (R4.1)', () => {
    const source = writeSource(botFor('tax'));
    const delays = [...source.matchAll(/"delay":(\d+)/g)].map(([, seconds]) => Number(seconds));
    expect(new Set(delays)).toEqual(new Set([900, 1_800]));
  });

  test('what it cannot read it asks once more, keeps as text, and then gives to a person (R4.1)', () => {
    const played = play('tax', ['depende del mes', 'no te sabría decir']);
    expect(played.said.slice(2)).toEqual([
      'Disculpa, no te entendí bien. ¿Está tu empresa al día con todas las declaraciones DGII?',
      'Gracias por escribir. Un ejecutivo leerá tu mensaje y te responderá por aquí.',
    ]);
    expect(played.fields).toMatchObject({
      ...end('No se entendió'),
      [fieldId('CONVERSATION_UNREAD')]: 'dgii_up_to_date: depende del mes',
      [fieldId('CONVERSATION_UNREAD_LAST')]: 'dgii_up_to_date: no te sabría decir',
    });
  });

  test('a thumb answers: a kept text ends before its first emoji (R4.2)', () => {
    expect(play('accounting', ['👍', 'Más de 500'], { replyTo: 'answer' }).fields).toMatchObject(
      end('Completada'),
    );
    expect(play('tax', ['👎', '👎'], { replyTo: 'answer' }).fields).toMatchObject(
      end('Completada'),
    );
  });

  test('a count in a sentence is kept for the companion, and the conversation goes on (R4.2)', () => {
    const played = play('accounting', ['Sí', 'como unas 300 al mes']);
    expect(played.fields).toMatchObject({
      ...end('Completada'),
      [fieldId('CONVERSATION_UNREAD')]: 'monthly_transactions: como unas 300 al mes',
    });
  });

  test.each(['Sí', 'no', 'Sí, empecemos'])(
    'a button pressed twice or late, "%s", is no count: it is asked once more, and once only (R4.2)',
    (stray) => {
      for (const replyTo of ['answer', 'waits'] as const) {
        const asked = 'Disculpa, no te entendí bien. ¿Cuántos empleados tienen en nómina?';
        const told = play('payroll', ['Sí', stray, 'De 11 a 50'], { replyTo });
        expect(told.said[3]).toBe(asked);
        expect(told.fields).toMatchObject({
          ...end('Completada'),
          [fieldId('PAYROLL_EMPLOYEES')]: '30',
        });
        const again = play('payroll', ['Sí', stray, stray], { replyTo });
        expect(again.said.filter((text) => text === asked)).toHaveLength(1);
        expect(again.fields).toMatchObject(end('Completada'));
        const late = play('accounting', ['Sí', stray, 'unas 300'], { replyTo });
        expect(late.fields).toMatchObject({
          [fieldId('CONVERSATION_UNREAD_LAST')]: 'monthly_transactions: unas 300',
        });
      }
    },
  );

  test.each([
    ['BAJA', 'No quiere mensajes'],
    ['stop', 'No quiere mensajes'],
    ['No me escriban', 'No quiere mensajes'],
    ['BAJA por favor', 'No quiere mensajes'],
    ['Baja por favor', 'No quiere mensajes'],
    ['por favor baja', 'No quiere mensajes'],
    ['Dame de baja', 'No quiere mensajes'],
    ['denme de baja', 'No quiere mensajes'],
    ['darme de baja', 'No quiere mensajes'],
    ['Stop por favor', 'No quiere mensajes'],
    ['ya no me escriban', 'No quiere mensajes'],
    ['No me escribas más', 'No quiere mensajes'],
    ['NO ME ESCRIBAN MAS', 'No quiere mensajes'],
    ['asesor', 'Pidió una persona'],
  ])('"%s" in the middle ends it at once, whatever was asked (R8.1)', (words, ending) => {
    for (const replyTo of ['answer', 'waits'] as const) {
      expect(play('payroll', ['Sí', words], { replyTo }).fields).toMatchObject(end(ending));
      const { said, fields } = play('tax', ['Sí', words], { replyTo });
      expect(fields).toMatchObject(end(ending));
      expect(said.filter((text) => text.startsWith('Disculpa'))).toEqual([]);
      const repeated = play('tax', ['depende', words], { replyTo });
      expect(repeated.fields).toMatchObject(end(ending));
    }
  });

  test('words that only look like an opt-out are asked about, not obeyed (R8.1)', () => {
    for (const words of [
      'damos de baja a un empleado',
      'ustedes no me escribieron',
      'trabaja aquí',
    ]) {
      expect(play('tax', [words, 'Sí', 'Mantenimiento']).fields).toMatchObject(end('Completada'));
    }
  });

  test('what cannot be delivered ends it, and says so (R5.4)', () => {
    const played = play('payroll', [], { undeliverable: true });
    expect([played.said, played.ended, played.tags]).toEqual([[], true, ['bot-no-enviado']]);
    expect(played.fields).toMatchObject(end('No se pudo enviar'));
  });

  test('it closes by who does the lead’s accounts today', () => {
    const provider = { [fieldId('CURRENT_PROVIDER')]: option('CURRENT_PROVIDER', 'Cambiando') };
    const played = play('payroll', ['Sí', 'Hasta 10'], { fields: { ...open, ...provider } });
    expect(played.said.at(-1)).toMatch(/Nos encargamos de pedir los documentos/);
  });
});

describe('every path (R4.2, R4.3)', () => {
  /** All ways through the questions, each with the reply taken. */
  const pathsOf = (node: AskedQuestion): readonly (readonly [AskedQuestion, Reply][])[] =>
    node.replies.flatMap((reply) =>
      reply.next === undefined
        ? [[[node, reply] as [AskedQuestion, Reply]]]
        : pathsOf(reply.next).map((rest) => [[node, reply] as [AskedQuestion, Reply], ...rest]),
    );
  const wordOf = ({ button, synonyms }: Reply): string => button ?? synonyms[0] ?? '';

  test.each(serviceKeys)('through %s ends, and each answer is kept by its field', (service) => {
    for (const path of pathsOf(blueprint.conversations[service].first)) {
      for (const replyTo of ['answer', 'waits'] as const) {
        const played = play(
          service,
          path.map(([, reply]) => wordOf(reply)),
          { replyTo },
        );
        expect(played.ended).toBe(true);
        for (const [{ question: key }, reply] of path) {
          const question = blueprint.questions.find((one) => one.key === key);
          const kept = played.fields[fieldId(question?.fieldCode ?? '')];
          if (question?.kind === 'number') expect(covers(reply, Number(kept))).toBe(true);
          else {
            const chosen = question?.options.find((one) => one.key === reply.option);
            expect(kept).toBe(option(question?.fieldCode ?? '', chosen?.fieldOption ?? ''));
          }
        }
      }
    }
  });

  const words = fc.oneof(
    fc.constantFrom('Sí', 'no', '1', '2', '3', 'No sé', 'baja', 'Más de 50', 'Sistemas', 'asesor'),
    fc.string({ maxLength: 30 }),
  );
  test('whatever a lead writes or does not write, the bot ends with its reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...serviceKeys),
        fc.array(fc.option(words), { maxLength: 8 }),
        fc.constantFrom('answer' as const, 'waits' as const),
        fc.subarray(['window', 'name', 'company', 'payroll_employees']),
        (service, moves, replyTo, what) => {
          // In the end the lead falls silent.
          const script = [...moves, null, null, null, null, null, null];
          const played = play(service, script, { replyTo, fields: known(...what) });
          expect(played.ended).toBe(true);
          expect(played.fields[fieldId('CONVERSATION_END')]).toBeDefined();
          expect(played.tags).toHaveLength(1);
          for (const text of played.said) expect(text).not.toMatch(/[{}]/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('nobody is nudged twice in one silence, nor asked the same more than three times', () => {
    fc.assert(
      fc.property(fc.array(fc.option(words), { maxLength: 12 }), (moves) => {
        const { said } = play('consulting', moves);
        const asked = said.filter((text) => text.endsWith('asesoría continua?'));
        expect(asked.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

/** Written by `npm run lint:conversations -- --write test/fixtures/conversation`. */
describe('the file', () => {
  const file = (service: ServiceKey) => `test/fixtures/conversation/conversation_${service}.json`;
  test.each(serviceKeys)('of %s is the one that was looked at', (service) => {
    expect(JSON.parse(writeSource(botFor(service)))).toEqual(
      JSON.parse(readFileSync(file(service), 'utf8')),
    );
  });

  test.each(serviceKeys)('of %s holds at most 64 KB', (service) => {
    for (const more of [{}, { readsCounts: true, startedBy: 'kommo' as const }]) {
      expect(byteLength(writeSource(botFor(service, more)))).toBeLessThan(longestBotBytes);
    }
  });

  test('imports: a name, the kind of bot, and its steps as text', () => {
    const schema = z.strictObject({
      type_functionality: z.literal(0),
      model: z.strictObject({ name: z.string(), type: z.literal(2), text: z.string() }),
    });
    const { model } = schema.parse(JSON.parse(writeImportFile(botFor('payroll'))));
    expect(model.name).toMatch(/^Account · Nómina · v[0-9a-f]{6}$/u);
    expect(JSON.parse(model.text)).toMatchObject({ '0': {}, conversation: false });
  });

  test('its version stands in its name, and changes with its steps and with the ids of the account', () => {
    const bot = botFor('payroll');
    const name = nameInAccount(bot);
    expect(nameInAccount(botFor('payroll'))).toBe(name);
    expect(nameInAccount(botFor('payroll', { optionsAs: 'text' }))).not.toBe(name);
    expect(readNameInAccount(name)).toEqual({ name: bot.name, version: name.slice(-6) });
    expect(readNameInAccount(' Account · Nómina ')).toEqual({ name: bot.name, version: null });
    expect(readNameInAccount('Account · Nómina · vieja').version).toBeNull();
  });

  test('a character that would cut a stored text off is escaped', () => {
    const bot = { name: '👍', steps: {} };
    expect(writeImportFile(bot)).toContain('\\ud83d\\udc4d');
  });

  test('an account that lacks a field is told which, instead of getting a bot with a hole', () => {
    const poor = { ...account, fieldsByCode: new Map() };
    expect(compileConversation(blueprint.conversations.payroll, planFor({}, poor))).toMatchObject({
      kind: 'missing',
      missing: expect.arrayContaining(['field CONVERSATION_END', 'field VARIABLE_COMMISSIONS']),
    });
  });

  test('options by their text, counts in the bot, and the widget’s block are switches', () => {
    const asText = writeSource(botFor('payroll', { optionsAs: 'text' }));
    expect(asText).toContain('"value":"Completada"');
    expect(writeSource(botFor('payroll', { readsCounts: true }))).toContain('range_numbers');
    const block = { widgetId: '1', widgetCode: 'account', instanceId: 'x' };
    expect(writeSource(botFor('payroll', { block }))).toContain('"handler":"widget"');
    expect(writeSource(botFor('payroll', { startedBy: 'kommo' }))).not.toContain('change_status');
    expect(writeSource(botFor('payroll', { chatSources: [6] }))).toContain(
      '"chat_sources":[{"id":6}]',
    );
  });
});
