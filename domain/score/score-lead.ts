import type { Score } from '../../contract/score.js';
import { apportion } from './apportion.js';
import type { Blueprint } from '../blueprint/shape.js';
import { highestOf, walk } from '../conversation/conversation-path.js';
import type { Facts } from '../lead/facts.js';
import type { QuestionKey } from '../lead/lead.js';
import { questionOf } from '../capture/option-of.js';
import {
  byCouldBring,
  choiceLine,
  classOf,
  openFact,
  openQuestion,
  sumLine,
} from './score-line.js';
import type { Line } from './score-line.js';
import type { LeadScoreTable } from './score-tables.js';
import { showAnswer } from '../lead/shown-answers.js';

/** How the lead answered our first message. */
export type Reply =
  /** The conversation has not run, or still does. */
  | { readonly kind: 'not_measured' }
  /** The time ran out without an answer: the slowest band counts. */
  | { readonly kind: 'none' }
  | { readonly kind: 'after'; readonly ms: number };

export interface LeadFacts extends Facts {
  readonly reply: Reply;
}

/**
 * The score after the conversation (R4.4): weight × points ÷ highest points for each of six factors, added exactly and
 * rounded once; the displayed points are whole and add up to the total.
 */
export function scoreLead(facts: LeadFacts, table: LeadScoreTable, blueprint: Blueprint): Score {
  const { choices, weights } = table;
  const weighted = [
    {
      weight: weights.company_size,
      line: choiceLine('company_size', choices.company_size, facts, blueprint),
    },
    {
      weight: weights.urgency_level,
      line: choiceLine('urgency_level', choices.urgency_level, facts, blueprint),
    },
    {
      weight: weights.budget_range,
      line: choiceLine('budget_range', choices.budget_range, facts, blueprint),
    },
    { weight: weights.service_complexity, line: complexityLine(facts, table, blueprint) },
    { weight: weights.contact_quality, line: contactLine(facts, table) },
    { weight: weights.response_speed, line: replyLine(facts.reply, table) },
  ];
  const { total, parts } = apportion(
    weighted.map(({ weight, line }) => ({
      numerator: weight * line.points,
      denominator: line.highest,
    })),
  );
  return {
    model: 'lead',
    version: table.version,
    total,
    leadClass: classOf(total, table.classes),
    contributions: weighted.map(({ weight, line: { factor, answer } }, index) => ({
      factor,
      answer,
      points: parts[index] ?? 0,
      most: weight,
    })),
    missing: byCouldBring(weighted.flatMap(({ weight, line }) => missingOf(line, weight))),
  };
}

const missingOf = ({ factor, highest, missing }: Line, weight: number) =>
  missing.flatMap(({ question, fact, points }) => {
    const couldBring = Math.round((weight * points) / highest);
    return couldBring === 0 ? [] : [{ factor, question, fact, couldBring }];
  });

/** The main service's conversation decides: it is the one that runs (R4.2). */
function complexityLine(
  { services, values }: Facts,
  { conversations }: LeadScoreTable,
  blueprint: Blueprint,
): Line {
  const factor = 'service_complexity';
  const service = blueprint.services.find(({ key }) => key === services[0]);
  if (service === undefined) {
    return { factor, answer: null, points: 0, highest: 1, missing: [openFact('service', 1)] };
  }
  const first = conversations[service.key];
  const path = walk(first, values);
  const words = path.answered.map((key) => answerWords(key, values, blueprint));
  return {
    factor,
    answer: words.length === 0 ? null : `${service.label} · ${words.join(', ')}`,
    points: path.earned,
    highest: highestOf(first),
    missing: path.open === null ? [] : [openQuestion(path.open, path.reachable - path.earned)],
  };
}

function answerWords(key: QuestionKey, values: Facts['values'], blueprint: Blueprint): string {
  const question = questionOf(key, blueprint);
  const value = values[key];
  if (question === null || value === undefined) return key;
  return `${question.shortLabel}: ${showAnswer(question, { value }) ?? value}`;
}

function contactLine(
  { phone, email, whatsappVerified }: Facts,
  { contact, wording }: LeadScoreTable,
): Line {
  return sumLine('contact_quality', [
    {
      known: phone !== null,
      points: contact.phoneVerified,
      words: wording.phoneVerified,
      fact: 'phone',
    },
    {
      known: email !== null,
      points: contact.emailValidated,
      words: wording.emailValidated,
      fact: 'email',
    },
    {
      known: whatsappVerified,
      points: contact.whatsappActive,
      words: wording.whatsappActive,
      fact: 'whatsapp_verified',
    },
  ]);
}

function replyLine(reply: Reply, { replies, wording }: LeadScoreTable): Line {
  const factor = 'response_speed';
  const highest = Math.max(...replies.map(({ points }) => points));
  if (reply.kind === 'not_measured') {
    return {
      factor,
      answer: null,
      points: 0,
      highest,
      missing: [openFact('conversation', highest)],
    };
  }
  if (reply.kind === 'none') {
    return {
      factor,
      answer: wording.noReply,
      points: replies.at(-1)?.points ?? 0,
      highest,
      missing: [],
    };
  }
  const band = replies.find(({ belowMs }) => belowMs === null || reply.ms < belowMs);
  return { factor, answer: band?.label ?? null, points: band?.points ?? 0, highest, missing: [] };
}
