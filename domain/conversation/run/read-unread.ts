import type { AnswerValue, LeadProfile } from '../../lead/lead.js';
import { covers } from '../conversation-path.js';
import type { AskedQuestion, Conversation } from '../conversation.js';
import { listQuestions } from '../list-questions.js';
import type { Language } from '../read/language.js';
import { readSentence } from '../read/read-sentence.js';
import type { SentenceAnswers } from '../read/read-sentence.js';

/** The bot keeps what it could not read as "monthly_transactions: como unas 300 al mes". */
export function readUnread(
  kept: string,
  conversation: Conversation,
  answers: LeadProfile['answers'],
  language: Language,
): SentenceAnswers {
  const at = kept.indexOf(': ');
  const key = kept.slice(0, at);
  const nodes = listQuestions(conversation);
  const asked =
    nodeOnPath(key, conversation, answers) ?? nodes.find(({ question }) => question === key);
  const read = readSentence(
    { text: at === -1 ? kept : kept.slice(at + 2), asked: asked ?? null, others: nodes },
    language,
  );
  return Object.fromEntries(
    Object.entries(read).filter(([question]) => !isAnswered(question, answers)),
  );
}

/** What the lead wrote, without the question before it. */
export const sentenceIn = (kept: string): string => kept.replace(/^[a-z_]+: /u, '');

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
