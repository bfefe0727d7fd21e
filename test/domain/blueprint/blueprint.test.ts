import { describe, expect, test } from '@jest/globals';
import { blueprint, scoreTables } from '../../../domain/blueprint/blueprint.js';
import type { PointQuestion } from '../../../domain/conversation/conversation.js';
import { serviceKeys } from '../leads.js';
import { fold } from '../../../domain/person/text.js';

const { fields, pipelines, questions, services } = blueprint;
const fieldByCode = new Map(fields.map((field) => [field.code, field]));
const questionByKey = new Map(questions.map((question) => [question.key as string, question]));

/** `reference`: the list of stage colours that Kommo accepts. */
const kommoColors =
  '#fffeb2 #fffd7f #fff000 #ffeab2 #ffdc7f #ffce5a #ffdbdb #ffc8c8 #ff8f92 #d6eaff #c1e0ff #98cbff #ebffb1 #deff81 #87f2c0 #f9deff #f3beff #ccc8f9 #eb93ff #f2f3f4 #e6e8ea'.split(
    ' ',
  );

describe('the form', () => {
  test('asks the nine general questions and four for each service (R2.2, R2.3)', () => {
    expect(questions.filter(({ service }) => service === null).map(({ key }) => key)).toEqual([
      'company_size',
      'monthly_revenue',
      'industry_sector',
      'urgency_level',
      'current_situation',
      'budget_range',
      'manages_inventory',
      'tax_regime',
      'meeting_preference',
    ]);
    for (const service of serviceKeys)
      expect(questions.filter((question) => question.service === service)).toHaveLength(4);
  });

  test.each([
    ['company_size', ['1-5', '6-20', '21-50', '51-100', '100+']],
    ['monthly_revenue', ['Hasta 500K', '500K-2M', '2M-5M', '5M-10M', '10M+']],
    [
      'industry_sector',
      ['Comercio', 'Servicios', 'Manufactura', 'Construcción', 'Tecnología', 'Otros'],
    ],
    ['urgency_level', ['Inmediatamente', 'Este mes', 'Próximos 3 meses', 'Solo explorando']],
    [
      'current_situation',
      ['Sin contador', 'Cambiando proveedor', 'Servicios adicionales', 'Primera vez'],
    ],
    ['budget_range', ['5K-15K', '15K-30K', '30K-50K', '50K+', 'Aún no definido']],
    ['manages_inventory', ['Sí', 'No', 'Próximamente']],
    ['tax_regime', ['RST', 'Persona Física', 'Normal', 'No sé']],
    ['meeting_preference', ['Virtual', 'Presencial', 'WhatsApp', 'Llamada']],
  ])('%s has exactly the options of the specification (R2.2)', (key, labels) => {
    expect(questionByKey.get(key)?.options.map(({ label }) => label)).toEqual(labels);
  });

  test.each([
    ['industry_sector', 'technology', 'Otros'],
    ['current_situation', 'first_time', 'Sin proveedor'],
    ['current_situation', 'additional', 'Complementando'],
    ['meeting_preference', 'call', 'No prefiere'],
    ['urgency_level', 'immediate', 'Inmediato'],
    ['urgency_level', 'this_month', '1 mes'],
    ['urgency_level', 'three_months', '3 meses'],
    ['urgency_level', 'exploring', 'Planificando'],
    ['budget_range', '5k_15k', '5k-15k'],
    ['budget_range', 'undefined', 'No definido'],
  ])('%s %s is written to Kommo as %s (R3.2)', (key, option, fieldOption) => {
    expect(questionByKey.get(key)?.options.find((one) => one.key === option)?.fieldOption).toBe(
      fieldOption,
    );
  });

  test.each(questions.map((question) => [question.key, question] as const))(
    '%s fits its Kommo field (R3.2)',
    (_key, question) => {
      const field = fieldByCode.get(question.fieldCode);
      const middles = question.options.filter(({ middle }) => middle !== undefined);
      if (question.kind === 'number' || middles.length > 0) {
        expect(field?.type).toBe('numeric');
        expect(middles).toHaveLength(question.options.length);
      } else if (question.kind === 'text') {
        expect(field?.type).toBe('textarea');
      } else {
        expect(field?.type).toBe('select');
        for (const { fieldOption } of question.options)
          expect(field?.options).toContain(fieldOption);
        for (const option of field?.options ?? [])
          expect(question.options.map(({ fieldOption }) => fieldOption)).toContain(option);
      }
      expect(question.options.length > 0).toBe(question.kind === 'choice');
    },
  );

  test.each(questions.map((question) => [question.key, question] as const))(
    'no wording of %s means two options',
    (_key, { options }) => {
      const owners = new Map<string, string>();
      for (const { key, label, aliases = [] } of options) {
        for (const wording of new Set([key, label, ...aliases].map(fold))) {
          expect([wording, owners.get(wording) ?? key]).toEqual([wording, key]);
          owners.set(wording, key);
        }
      }
      expect(new Set(options.map(({ key }) => key)).size).toBe(options.length);
    },
  );

  test('ranges rise, and each middle lies in its range', () => {
    const ranges = questionByKey.get('monthly_revenue')?.options ?? [];
    ranges.forEach(({ middle = 0, upTo = Infinity }, index) => {
      expect(middle).toBeLessThanOrEqual(upTo);
      expect(middle).toBeGreaterThan(ranges[index - 1]?.upTo ?? 0);
    });
  });

  test('every service has two questions that can tell of complexity (R2.5)', () => {
    for (const service of serviceKeys) {
      const telling = questions.filter(
        ({ service: own, options, complexFrom }) =>
          own === service &&
          (complexFrom !== undefined ||
            options.some(({ signalsComplexity }) => signalsComplexity === true)),
      );
      expect(telling.length).toBeGreaterThanOrEqual(scoreTables.pre.complexity.signalsNeeded);
    }
  });

  test('services are the four lines of business, in the fields’ wording (R3.2)', () => {
    expect(serviceKeys).toEqual(['accounting', 'tax', 'payroll', 'consulting']);
    for (const code of ['SERVICE_TYPE', 'OTHER_SERVICES']) {
      expect(fieldByCode.get(code)?.options).toEqual(services.map(({ label }) => label));
    }
  });
});

describe('the fields (R3.2)', () => {
  test.each([
    ['SERVICE_TYPE', 'select', ['Contabilidad', 'Fiscal', 'Nómina', 'Consultoría']],
    ['COMPANY_SIZE', 'select', ['1-5', '6-20', '21-50', '51-100', '100+']],
    [
      'INDUSTRY_SECTOR',
      'select',
      ['Comercio', 'Servicios', 'Manufactura', 'Construcción', 'Otros'],
    ],
    ['URGENCY_LEVEL', 'select', ['Inmediato', '1 mes', '3 meses', 'Planificando']],
    ['CURRENT_PROVIDER', 'select', ['Sin proveedor', 'Cambiando', 'Complementando']],
    ['BUDGET_RANGE', 'select', ['5k-15k', '15k-30k', '30k-50k', '50k+', 'No definido']],
    ['MONTHLY_REVENUE', 'numeric', []],
    ['LEAD_SCORE', 'numeric', []],
    ['LEAD_CLASS', 'select', ['HOT', 'WARM', 'COLD', 'NURTURING']],
    ['MEETING_PREFERENCE', 'select', ['Virtual', 'Presencial', 'WhatsApp', 'No prefiere']],
    ['ODOO_CUSTOMER_ID', 'numeric', []],
    ['ODOO_URL', 'url', []],
  ])('%s is %s with its values', (code, type, options) => {
    expect(fieldByCode.get(code)).toMatchObject({ type, options });
  });

  test('codes and names are unique, and only choices have options', () => {
    expect(fieldByCode.size).toBe(fields.length);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    for (const { code, type, options } of fields) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(options.length > 0).toBe(type === 'select' || type === 'multiselect');
    }
  });

  test('only the companion writes what links a lead to the other systems', () => {
    expect(fields.filter(({ apiOnly }) => apiOnly).map(({ code }) => code)).toEqual([
      'ODOO_CUSTOMER_ID',
      'ODOO_URL',
      'CAPTURE_REF',
      'CONVERSATION_KNOWN',
      'CONVERSATION_NAME',
      'CONVERSATION_COMPANY',
      'CONVERSATION_SERVICE',
      'PROPOSAL_URL',
      'LAST_UTM_SOURCE',
      'LAST_UTM_CAMPAIGN',
      'PILOT_ARM',
      'CONSENT',
      'WITHDRAW_URL',
    ]);
  });
});

describe('the pipelines (R3.1)', () => {
  test('stages, names and time limits are the specification’s', () => {
    const minutes = pipelines[0]?.stages.map(({ name, limitMs }) => [
      name,
      limitMs === null ? null : limitMs / 60_000,
    ]);
    expect(pipelines[0]?.name).toBe('Servicios Contables');
    expect(minutes).toEqual([
      ['Lead Nuevo', 5],
      ['Calificando', 30],
      ['Calificado', 120],
      ['En Contacto', 1_440],
      ['Propuesta', 4_320],
      ['Negociación', 10_080],
      ['Ganado', null],
      ['Perdido', null],
    ]);
  });

  test('colours are from Kommo’s list, except where Kommo fixes them', () => {
    for (const { color, systemStatusId } of pipelines.flatMap(({ stages }) => stages)) {
      if (systemStatusId === null) expect(kommoColors).toContain(color);
      else expect(color).toBeNull();
    }
  });

  test('won and lost are Kommo’s own', () => {
    const system = pipelines
      .flatMap(({ stages }) => stages)
      .filter(({ systemStatusId }) => systemStatusId !== null);
    expect(system.map(({ key, systemStatusId }) => [key, systemStatusId])).toEqual([
      ['won', 142],
      ['lost', 143],
    ]);
  });

  test('a stage key means one stage', () => {
    const keys = pipelines.flatMap(({ stages }) => stages).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the score tables', () => {
  const { pre, lead } = scoreTables;

  test('the seven factors of the pre-score make 100 points (R2.5)', () => {
    const highest = Object.values(pre.choices).map((points) => Math.max(...Object.values(points)));
    const contact = Object.values(pre.contact).reduce((sum, points) => sum + points, 0);
    expect([...highest, pre.complexity.several, contact]).toEqual([25, 20, 15, 15, 10, 10, 5]);
  });

  test('the six weights make 100 (R4.4)', () => {
    expect(Object.values(lead.weights)).toEqual([25, 20, 20, 15, 10, 10]);
  });

  test.each([...Object.entries(pre.choices), ...Object.entries(lead.choices)])(
    '%s gives points to every option and to nothing else',
    (key, points) => {
      expect(Object.keys(points).sort()).toEqual(
        questionByKey
          .get(key)
          ?.options.map((option) => option.key)
          .sort(),
      );
    },
  );

  test('classes fall from HOT to 0', () => {
    for (const { classes } of [pre, lead]) {
      expect(classes.map(({ leadClass, from }) => [leadClass, from])).toEqual([
        ['HOT', 80],
        ['WARM', 60],
        ['COLD', 40],
        ['NURTURING', 0],
      ]);
    }
  });

  test.each(serviceKeys)(
    'every answer of the conversation about %s earns points, once (R4.3)',
    (service) => {
      const check = ({ question: key, replies }: PointQuestion): void => {
        const question = questionByKey.get(key);
        if (question?.kind === 'choice') {
          expect(replies.map(({ option }) => option).sort()).toEqual(
            question.options.map((option) => option.key).sort(),
          );
        } else {
          expect(question?.kind).toBe('number');
          for (const count of [0, 1, 9, 10, 11, 49, 50, 51, 99, 100, 101, 499, 500, 501, 100_000]) {
            const covering = replies.filter(
              ({ from = -Infinity, to = Infinity }) => count >= from && count <= to,
            );
            expect([count, covering.length]).toEqual([count, 1]);
          }
        }
        replies.forEach(({ next }) => {
          if (next !== undefined) check(next);
        });
      };
      check(lead.conversations[service]);
    },
  );

  test('replies slow down to one without a limit', () => {
    expect(lead.replies.at(-1)?.belowMs).toBeNull();
    const points = lead.replies.map((reply) => reply.points);
    expect(points).toEqual([...points].sort((one, other) => other - one));
  });

  test('free mailboxes are plain lower-case domains', () => {
    for (const domain of pre.freeMailboxes) expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  });
});
