import type { AnswerValue, QuestionKey } from '../../lead/lead.js';
import type { AskedQuestion } from '../conversation.js';
import { readClauses } from './clauses.js';
import type { Clause } from './clauses.js';
import type { Language } from './language.js';
import { marksOf } from './marks.js';
import type { Marks } from './marks.js';
import { chooseOption, names } from './choose-option.js';
import type { Said } from './choose-option.js';
import { readSpokenCount } from './read-spoken-count.js';

export interface Sentence {
  readonly text: string;
  /** The question that was open when the lead wrote; null when none was. */
  readonly asked: AskedQuestion | null;
  /** The service's questions, those already asked included: a lead may answer the one before. */
  readonly others: readonly AskedQuestion[];
}

export type SentenceAnswers = Readonly<Partial<Record<QuestionKey, AnswerValue>>>;

interface Told {
  readonly question: QuestionKey;
  readonly value: AnswerValue;
}

/**
 * The answers in what a lead wrote freely: "como unas 300 al mes", "sí, y también inventario". What is doubtful, or told twice
 * differently, is no answer: a wrong one costs more than a question. Linear in the text, of which the first 600 characters count.
 */
export function readSentence(
  { text, asked, others }: Sentence,
  language: Language,
): SentenceAnswers {
  const told: Told[] = [];
  for (const clause of readClauses(text, language.joints)) {
    const marks = marksOf(clause, language);
    // "No, perdón, sí": what came before is taken back.
    if (marks.corrects) told.length = 0;
    if (!clause.isQuestion) told.push(...readClause(clause, marks, { asked, others, language }));
  }
  return keepUndisputed(told);
}

interface Place {
  readonly asked: AskedQuestion | null;
  readonly others: readonly AskedQuestion[];
  readonly language: Language;
}

/** What is named is what a statement is about; without a name it is about what was asked. */
function readClause(clause: Clause, marks: Marks, place: Place): readonly Told[] {
  const { asked, others, language } = place;
  const said = { clause, marks, language };
  const elsewhere = others.filter(({ question }) => question !== asked?.question);
  const named = [...(asked === null ? [] : [asked]), ...elsewhere]
    .filter(({ question }) => names(clause, question, language))
    .flatMap((node) => valueIn(node, said, true));
  if (named.length > 0) return named;
  const here = asked === null ? [] : valueIn(asked, said, true);
  if (here.length > 0 || marks.unsure) return here;
  // Only the words of an option, or a count, can belong to a question that nobody names.
  return elsewhere.flatMap((node) => valueIn(node, said, false)).slice(0, 1);
}

function valueIn(node: AskedQuestion, said: Said, takesPolarity: boolean): readonly Told[] {
  const { question, replies } = node;
  const isCount = replies.every(({ option }) => option === undefined);
  const value = isCount
    ? readSpokenCount(said.clause.words, {
        ...{ language: said.language.count, isAsked: takesPolarity },
        question: said.language.questions[question] ?? { subject: [] },
      })
    : chooseOption(node, said, takesPolarity);
  return value === null ? [] : [{ question, value }];
}

function keepUndisputed(told: readonly Told[]): SentenceAnswers {
  const answers: Partial<Record<QuestionKey, AnswerValue>> = {};
  for (const { question, value } of told) {
    const isDisputed = told.some((one) => one.question === question && one.value !== value);
    if (!isDisputed) answers[question] = value;
  }
  return answers;
}
