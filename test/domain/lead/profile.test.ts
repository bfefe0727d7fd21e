import { describe, expect, test } from '@jest/globals';
import { blueprint, scoreTables } from '../../../domain/blueprint/blueprint.js';
import { factsOf } from '../../../domain/lead/facts.js';
import { scoreInlead } from '../../../domain/score/inlead-score.js';
import type { LeadProfile } from '../../../domain/lead/lead.js';
import { mergeProfile, profileFromKommo } from '../../../domain/lead/merge-profile.js';
import type { LeadInKommo } from '../../../domain/lead/merge-profile.js';
import { nextQuestion } from '../../../domain/score/next-question.js';
import { diffScores, explainDisagreement } from '../../../domain/score/score-differences.js';
import { scoreLead } from '../../../domain/score/score-lead.js';
import { scorePre } from '../../../domain/score/score-pre.js';
import { shownAnswers } from '../../../domain/lead/shown-answers.js';
import { cleanText, fold } from '../../../domain/person/text.js';
import { formAnswers, leadProfile } from '../leads.js';

const pre = (profile: LeadProfile) => scorePre(factsOf(profile), scoreTables.pre, blueprint);

describe('merging what Kommo has now into what was kept', () => {
  const known = leadProfile({
    answers: formAnswers({
      company_size: '21-50',
      industry_sector: 'other',
      monthly_revenue: '2m_5m',
      current_situation: 'first_time',
      monthly_transactions: 300,
    }),
    whatsappVerified: true,
    attribution: { utm_source: 'facebook' },
  });
  const kommoAnswers = (values: Parameters<typeof formAnswers>[0]) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        { value, origin: 'kommo' as const, answeredAt: '2026-11-03T10:00:00.000Z' },
      ]),
    );
  const same: LeadInKommo = {
    person: known.person,
    services: known.services,
    answers: {},
    attribution: {},
  };

  test('the same facts, as Kommo’s fields hold them, change nothing', () => {
    const answers = kommoAnswers({
      company_size: '21-50',
      // The field's "Otros" and "Sin proveedor" read back as the first option that maps to them.
      industry_sector: 'technology',
      monthly_revenue: 3_500_000,
      current_situation: 'no_accountant',
      monthly_transactions: 300,
    });
    expect(mergeProfile(known, { ...same, answers }, blueprint)).toBe(known);
  });

  test('empty fields in Kommo take nothing away', () => {
    const person = { fullName: '', companyName: '', email: null, phone: null, landline: null };
    expect(mergeProfile(known, { ...same, person, services: [] }, blueprint)).toBe(known);
  });

  test('another answer in Kommo wins, and says where it came from', () => {
    const answers = kommoAnswers({
      company_size: '51-100',
      monthly_revenue: 4_000_000,
      tax_regime: 'rst',
    });
    const merged = mergeProfile(known, { ...same, answers }, blueprint);
    expect(merged.answers.company_size).toEqual(answers['company_size']);
    expect(merged.answers.monthly_revenue?.value).toBe(4_000_000);
    expect(merged.answers.tax_regime?.origin).toBe('kommo');
    expect(merged.answers.industry_sector).toEqual(known.answers.industry_sector);
    expect(merged.attribution).toEqual(known.attribution);
  });

  test('an amount that stays in the same range is still another amount', () => {
    const first = mergeProfile(
      known,
      { ...same, answers: kommoAnswers({ monthly_revenue: 4_000_000 }) },
      blueprint,
    );
    const second = mergeProfile(
      first,
      { ...same, answers: kommoAnswers({ monthly_revenue: 4_100_000 }) },
      blueprint,
    );
    expect(second.answers.monthly_revenue?.value).toBe(4_100_000);
  });

  test('an exact amount is kept while Kommo only tells its range', () => {
    const exact = mergeProfile(
      known,
      { ...same, answers: kommoAnswers({ monthly_revenue: 4_000_000 }) },
      blueprint,
    );
    const again = mergeProfile(
      exact,
      { ...same, answers: kommoAnswers({ monthly_revenue: '2m_5m' }) },
      blueprint,
    );
    expect(again).toBe(exact);
  });

  test('a new number is not verified any more (R2.5)', () => {
    const person = { ...known.person, phone: '+18295550111' };
    expect(mergeProfile(known, { ...same, person }, blueprint)).toMatchObject({
      whatsappVerified: false,
      person: { phone: '+18295550111' },
    });
    const renamed = { ...known.person, companyName: 'Otra Empresa' };
    expect(mergeProfile(known, { ...same, person: renamed }, blueprint).whatsappVerified).toBe(
      true,
    );
  });

  test('services follow Kommo, in its order', () => {
    expect(
      mergeProfile(known, { ...same, services: ['tax', 'accounting'] }, blueprint).services,
    ).toEqual(['tax', 'accounting']);
  });

  test('a lead that was typed into Kommo has a profile too', () => {
    expect(profileFromKommo(same)).toMatchObject({
      source: 'kommo',
      inleadScore: null,
      consent: null,
      whatsappVerified: false,
    });
  });
});

describe('the next question (R9.1)', () => {
  test('is the one worth most, in words to copy', () => {
    const profile = leadProfile({ answers: formAnswers({ company_size: '1-5' }) });
    expect(nextQuestion(pre(profile), profile, blueprint)).toEqual({
      question: 'monthly_revenue',
      text: '¿Cuál es la facturación mensual aproximada (RD$)?',
      couldBring: 20,
    });
  });

  test('is about the service when the score needs nothing more, and null at the end', () => {
    const answers = formAnswers({
      company_size: '1-5',
      monthly_revenue: 'up_to_500k',
      urgency_level: 'exploring',
      budget_range: 'undefined',
      current_situation: 'additional',
      monthly_transactions: 600,
      special_reports: 'yes',
      multiple_branches: 'no',
    });
    const profile = leadProfile({ answers });
    expect(nextQuestion(pre(profile), profile, blueprint)).toMatchObject({
      question: 'software_integration',
      couldBring: 0,
    });
    const complete = leadProfile({
      answers: { ...answers, ...formAnswers({ software_integration: 'no' }) },
    });
    expect(nextQuestion(pre(complete), complete, blueprint)).toBeNull();
  });

  test('skips what was answered since the score was made', () => {
    const score = pre(leadProfile());
    const answered = leadProfile({ answers: formAnswers({ company_size: '1-5' }) });
    expect(nextQuestion(score, answered, blueprint)?.question).toBe('monthly_revenue');
  });
});

describe('differences between scores (R9.1)', () => {
  test('what changed between two scores of one model', () => {
    const before = pre(leadProfile({ answers: formAnswers({ company_size: '1-5' }) }));
    const after = pre(
      leadProfile({ answers: formAnswers({ company_size: '51-100' }), whatsappVerified: true }),
    );
    expect(diffScores(before, after)).toEqual([
      { factor: 'company_size', before: 10, after: 25, answerBefore: '1-5', answerAfter: '51-100' },
      {
        factor: 'contact_data',
        before: 2,
        after: 4,
        answerBefore: 'correo empresarial',
        answerAfter: 'correo empresarial, WhatsApp verificado',
      },
    ]);
    expect(diffScores(after, after)).toEqual([]);
  });

  const promising = leadProfile({
    services: ['accounting', 'tax'],
    answers: formAnswers({
      company_size: '21-50',
      monthly_revenue: 'over_10m',
      urgency_level: 'three_months',
      budget_range: '30k_50k',
      current_situation: 'first_time',
    }),
  });

  test('why form and conversation disagree: the largest gaps first, with what is unknown', () => {
    const first = pre(promising);
    const lead = scoreLead(
      { ...factsOf(promising), reply: { kind: 'none' } },
      scoreTables.lead,
      blueprint,
    );
    const explained = explainDisagreement(first, lead);
    expect([first.total, lead.total]).toEqual([82, 59]);
    expect(explained?.reasons).toEqual([
      { factor: 'service_complexity', gap: -15, question: 'manages_inventory', fact: null },
      { factor: 'response_speed', gap: -6, question: null, fact: null },
    ]);
    expect(explained).toMatchObject({ pre: 82, lead: 59 });
  });

  test('there is nothing to explain when they agree', () => {
    const first = pre(promising);
    expect(explainDisagreement(first, first)).toBeNull();
    expect(
      explainDisagreement(first, { ...first, model: 'lead', total: 79, leadClass: 'WARM' }),
    ).toBeNull();
  });
});

describe('InLead’s score is one line (R1.3)', () => {
  test.each([
    [72.4, 72, 'WARM'],
    [79.5, 80, 'HOT'],
    [0, 0, 'NURTURING'],
    [100, 100, 'HOT'],
  ])('%d is %i, %s', (number, total, leadClass) => {
    expect(scoreInlead(number, scoreTables.pre.classes)).toMatchObject({
      model: 'inlead',
      total,
      leadClass,
      contributions: [{ points: total, most: 100 }],
    });
  });
});

test('answers are shown in the customer’s words and the form’s order (R9.1)', () => {
  const answers = formAnswers({
    monthly_transactions: 1_200,
    main_challenge: 'Flujo de caja',
    company_size: '100+',
    urgency_level: 'gone',
  });
  expect(shownAnswers(answers, blueprint)).toEqual([
    { question: 'company_size', label: '¿Cuántos empleados tiene la empresa?', shown: '100+' },
    {
      question: 'monthly_transactions',
      label: '¿Cuántas transacciones mensuales tienen, aproximadamente?',
      shown: '1,200',
    },
    {
      question: 'main_challenge',
      label: '¿Cuál es el principal desafío que buscan resolver?',
      shown: 'Flujo de caja',
    },
  ]);
});

describe('folding and cleaning text', () => {
  test.each([
    ['  CONSULTORÍA ', 'consultoria'],
    ['5K – 15K', '5k-15k'],
    ['Aún  no\u00a0definido.', 'aun no definido'],
    ['Nómina'.normalize('NFD'), 'nomina'],
    ['50K +', '50k+'],
  ])('%j folds to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('text keeps its lines and nothing else invisible', () => {
    expect(cleanText('a\r\n\r\n\r\n\r\nb\u200b\u0007 c ')).toBe('a\n\nb c');
  });
});
