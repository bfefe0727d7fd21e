import type { Score } from '../../contract/score.js';
import { optionOf } from '../capture/option-of.js';
import type { Blueprint, Question } from '../blueprint/shape.js';
import { isBusinessEmail } from '../person/email.js';
import type { Facts } from '../lead/facts.js';
import type { AnswerValue } from '../lead/lead.js';
import {
  byCouldBring,
  choiceLine,
  classOf,
  openFact,
  openQuestion,
  sumLine,
  totalOf,
} from './score-line.js';
import type { Line, Open } from './score-line.js';
import type { PreScoreTable } from './score-tables.js';

/** The form's pre-score (R2.5): what is not known earns nothing and is listed with what it could still bring. */
export function scorePre(facts: Facts, table: PreScoreTable, blueprint: Blueprint): Score {
  const { choices } = table;
  const lines = [
    choiceLine('company_size', choices.company_size, facts, blueprint),
    choiceLine('monthly_revenue', choices.monthly_revenue, facts, blueprint),
    choiceLine('urgency_level', choices.urgency_level, facts, blueprint),
    choiceLine('budget_range', choices.budget_range, facts, blueprint),
    choiceLine('current_situation', choices.current_situation, facts, blueprint),
    complexityLine(facts, table, blueprint),
    contactLine(facts, table),
  ];
  const contributions = lines.map(({ factor, answer, points, highest }) => ({
    factor,
    answer,
    points,
    most: highest,
  }));
  const total = totalOf(contributions);
  const missing = lines.flatMap(({ factor, missing: open }) =>
    open.map(({ question, fact, points }) => ({ factor, question, fact, couldBring: points })),
  );
  return {
    model: 'pre',
    version: table.version,
    total,
    leadClass: classOf(total, table.classes),
    contributions,
    missing: byCouldBring(missing),
  };
}

function complexityLine(
  facts: Facts,
  { complexity, wording }: PreScoreTable,
  blueprint: Blueprint,
): Line {
  const { several, complex, basic } = complexity;
  const names = blueprint.services
    .filter(({ key }) => facts.services.includes(key))
    .map(({ label }) => label);
  const line = (words: string, points: number, missing: readonly Open[] = []): Line => ({
    factor: 'service_complexity',
    answer: `${names.join(', ')} · ${words}`,
    points,
    highest: several,
    missing,
  });
  if (names.length === 0) {
    return { ...line('', 0, [openFact('service', several)]), answer: null };
  }
  if (names.length > 1) return line(wording.several, several);

  const { signals, open } = signalsOf(facts, blueprint);
  if (signals >= complexity.signalsNeeded) return line(wording.complex, complex);
  const [next] = open;
  // One entry for all of them: together they bring these points once.
  const missing =
    next !== undefined && signals + open.length >= complexity.signalsNeeded
      ? [openQuestion(next.key, complex - basic)]
      : [];
  return line(wording.basic, basic, missing);
}

/** How many answers of the single service tell of complexity, and which questions still could. */
function signalsOf({ services, values }: Facts, { questions }: Blueprint) {
  const telling = questions.filter(
    ({ service, ...question }) => service === services[0] && canSignal(question),
  );
  const signals = telling.filter((question) => {
    const value = values[question.key];
    return value !== undefined && doesSignal(question, value);
  }).length;
  return { signals, open: telling.filter(({ key }) => values[key] === undefined) };
}

const canSignal = ({ complexFrom, options }: Omit<Question, 'service'>): boolean =>
  complexFrom !== undefined || options.some(({ signalsComplexity }) => signalsComplexity === true);

const doesSignal = (question: Question, value: AnswerValue): boolean =>
  typeof value === 'number'
    ? question.complexFrom !== undefined && value >= question.complexFrom
    : optionOf(question, value)?.signalsComplexity === true;

function contactLine(facts: Facts, { contact, wording, freeMailboxes }: PreScoreTable): Line {
  const { email, landline, whatsappVerified } = facts;
  return sumLine('contact_data', [
    {
      known: email !== null && isBusinessEmail(email, freeMailboxes),
      points: contact.businessEmail,
      words: wording.businessEmail,
      fact: 'business_email',
    },
    {
      known: whatsappVerified,
      points: contact.whatsappVerified,
      words: wording.whatsappVerified,
      fact: 'whatsapp_verified',
    },
    {
      known: landline !== null,
      points: contact.landline,
      words: wording.landline,
      fact: 'landline',
    },
  ]);
}
