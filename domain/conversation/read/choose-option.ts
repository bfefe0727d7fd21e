import type { AskedQuestion, Reply } from '../conversation.js';
import { findPhrase, foldWords } from './clauses.js';
import type { Clause } from './clauses.js';
import type { Language } from './language.js';
import type { Marks } from './marks.js';

interface Hit {
  readonly reply: Reply;
  readonly start: number;
  readonly end: number;
  readonly denied: boolean;
}

/** How far before a word its "no" may stand: "no lo tenemos todo al día". */
const denialReach = 4;

/** A statement with what its small words say. */
export interface Said {
  readonly clause: Clause;
  readonly marks: Marks;
  readonly language: Language;
}

/**
 * The option that a statement chooses; null where it chooses none, or several. With its subject named, or as the question that was
 * asked, a plain yes or no is enough (`takesPolarity`).
 */
export function chooseOption(
  node: AskedQuestion,
  said: Said,
  takesPolarity: boolean,
): string | null {
  const hits = longestOf(node.replies.flatMap((reply) => hitsOf(reply, node.question, said)));
  const meant = new Set(hits.filter(({ denied }) => !denied).map(({ reply }) => reply.option));
  // "Al día, al día, no."
  const endsDenied = said.marks.denials.includes(said.clause.words.length - 1);
  if (meant.size > 0) return meant.size === 1 && !endsDenied ? ([...meant][0] ?? null) : null;
  const [denied] = hits;
  if (denied !== undefined) return opposite(node.replies, denied.reply);
  return takesPolarity ? byPolarity(node, said) : null;
}

function byPolarity(
  { question, replies }: AskedQuestion,
  { clause, marks, language }: Said,
): string | null {
  if (marks.unsure) return replies.find(({ option }) => option === 'unknown')?.option ?? null;
  const polarity = marks.polarity ?? (saysThere(clause, question, language) ? 'yes' : null);
  if (polarity === null) return null;
  return replies.find((reply) => reply.polarity === polarity)?.option ?? null;
}

/** "Y también inventario" says that there is one; "problemas con la DGII" does not say that all is declared. */
const saysThere = (clause: Clause, question: AskedQuestion['question'], language: Language) =>
  language.questions[question]?.namedIsYes === true && names(clause, question, language);

/** "No para bancos" is no choice; "no estamos al día" is the other one. */
function opposite(replies: readonly Reply[], { polarity }: Reply): string | null {
  const wanted = polarity === 'yes' ? 'no' : 'yes';
  if (polarity === undefined)
    return replies.find((reply) => reply.polarity === 'no')?.option ?? null;
  return replies.find((reply) => reply.polarity === wanted)?.option ?? null;
}

function hitsOf(
  reply: Reply,
  question: AskedQuestion['question'],
  { clause, marks, language }: Said,
): readonly Hit[] {
  const own = language.questions[question]?.options?.[reply.option ?? ''] ?? [];
  // Buttons that say yes or no are read by their polarity.
  const titles = reply.polarity === undefined ? [reply.button ?? '', ...reply.synonyms] : [];
  return [...own, ...titles.map(foldWords)].flatMap((phrase) => {
    const parts = phrase.split(/[^a-z]+/u).filter((part) => part !== '');
    const start = parts.length === 0 ? -1 : findPhrase(clause.words, parts);
    if (start === -1) return [];
    const denied = marks.denials.some((at) => at < start && start - at <= denialReach);
    return [{ reply, start, end: start + parts.length, denied }];
  });
}

/** "Ponernos al día" is not "al día": a hit within a longer one does not count. */
const longestOf = (hits: readonly Hit[]): readonly Hit[] =>
  hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.start <= hit.start &&
          other.end >= hit.end &&
          other.end - other.start > hit.end - hit.start,
      ),
  );

export const names = (
  { words }: Clause,
  question: AskedQuestion['question'],
  { questions }: Language,
): boolean => questions[question]?.subject.some((word) => words.includes(word)) ?? false;
