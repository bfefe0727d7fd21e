import type { AnswerValue, LeadProfile, QuestionKey } from '../../lead/lead.js';
import { covers } from '../conversation-path.js';
import type { AskedQuestion, Conversation } from '../conversation.js';
import { listQuestions } from '../list-questions.js';
import type { Language } from '../read/language.js';
import { readSentence } from '../read/read-sentence.js';
import type { SentenceAnswers } from '../read/read-sentence.js';

/** What the bot kept as text, the oldest first. */
export const keptIn = ({
  unread = '',
  unreadLast = '',
}: {
  readonly unread?: string;
  readonly unreadLast?: string;
}): readonly string[] => [unread, unreadLast].filter((kept) => kept !== '');

interface Told {
  readonly value: AnswerValue;
  readonly sentence: string;
}

/**
 * The bot keeps what it could not read as "monthly_transactions: como unas 300 al mes". What two sentences tell differently is
 * no answer.
 */
export function readUnread(
  kept: readonly string[],
  conversation: Conversation,
  answers: LeadProfile['answers'],
  language: Language,
): Readonly<Partial<Record<QuestionKey, Told>>> {
  const told = kept.flatMap((one) =>
    listTold(readKept(one, conversation, answers, language), sentenceIn(one)),
  );
  const isDisputed = ([question, { value }]: (typeof told)[number]): boolean =>
    told.some(([other, found]) => other === question && found.value !== value);
  return Object.fromEntries(told.filter((one) => !isDisputed(one) && !isAnswered(one[0], answers)));
}

const listTold = (read: SentenceAnswers, sentence: string): readonly (readonly [string, Told])[] =>
  Object.entries(read).map(([question, value]) => [question, { value, sentence }]);

function readKept(
  kept: string,
  conversation: Conversation,
  answers: LeadProfile['answers'],
  language: Language,
): SentenceAnswers {
  const key = keyBefore.exec(kept)?.[1] ?? '';
  const nodes = listQuestions(conversation);
  const asked =
    nodeOnPath(key, conversation, answers) ?? nodes.find(({ question }) => question === key);
  return readSentence({ text: sentenceIn(kept), asked: asked ?? null, others: nodes }, language);
}

const keyBefore = /^([a-z_]+):\s*/u;

/** What the lead wrote, without the question before it; empty for a voice note or a picture. */
export const sentenceIn = (kept: string): string => kept.replace(keyBefore, '');

/** A button that was pressed counts more than a sentence. */
const isAnswered = (question: string, answers: LeadProfile['answers']): boolean =>
  Object.hasOwn(answers, question);

/** The same question may stand on two paths, and mean another thing by "sí"; the answers tell which was taken. */
function nodeOnPath(
  key: string,
  { first }: Conversation,
  answers: LeadProfile['answers'],
): AskedQuestion | null {
  let node: AskedQuestion | undefined = first;
  while (node !== undefined && node.question !== key) {
    const value: AnswerValue | undefined = answers[node.question]?.value;
    node =
      value === undefined ? undefined : node.replies.find((reply) => covers(reply, value))?.next;
  }
  return node ?? null;
}
