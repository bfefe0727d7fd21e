import type { CardStrategy, ConversationRun } from '../../../../contract/card-conversation.js';
import { isAtBot } from '../../../../domain/conversation/run/is-at-bot.js';
import { decidePass } from '../../../../domain/conversation/run/decide-pass.js';
import type { PassFacts } from '../../../../domain/conversation/run/decide-pass.js';
import { walk } from '../../../../domain/conversation/conversation-path.js';
import { listQuestions } from '../../../../domain/conversation/list-questions.js';
import type { AnswerValue, LeadProfile, QuestionKey } from '../../../../domain/lead/lead.js';
import { showAnswer } from '../../../../domain/lead/shown-answers.js';
import type { Services } from '../../services.js';
import type { ConversationRow, ConversationState, LeadSnapshot } from '../../storage/tables.js';
import type { Unworded } from '../../../../wording/sentence.js';

type Known = Pick<Services, 'blueprint'>;

const stateByRow: Readonly<Record<ConversationState, Kept | null>> = {
  none: null,
  welcoming: 'welcome',
  welcomed: 'welcome',
  waiting: 'soon',
  running: 'asking',
  taken: 'taken',
  ended: 'ended',
};

export interface RunFacts {
  readonly conversation: ConversationRow | undefined;
  readonly profile: LeadProfile;
  /** Null where nobody has looked yet. */
  readonly snapshot: Pick<LeadSnapshot, 'stage'> | null;
}

/** The conversation as it runs; null where none was begun. The bot writes each answer to its field, so the path tells where it is. */
export function runOf(
  { blueprint }: Known,
  { conversation, profile, snapshot }: RunFacts,
): Unworded<ConversationRun, 'reason'> | null {
  const kept = conversation === undefined ? null : stateByRow[conversation.state];
  if (conversation === undefined || kept === null) return null;
  const atBot = snapshot === null || isAtBot({ ...snapshot.stage, stage: snapshot.stage.key });
  const state = isBefore(kept) && !atBot ? 'unbegun' : kept;
  const { open, ...asked } = askedOf(blueprint, profile, state === 'asking');
  return {
    ...{ state, ...asked, since: sinceOf(conversation, state) },
    ...outcomeOf(blueprint, conversation),
    ...(state === 'unbegun' ? { nextAt: null } : {}),
    ...passOf(conversation, { kept, isAtBot: atBot, hasQuestions: open !== null }),
  };
}

type Kept = Exclude<ConversationRun['state'], 'unbegun'>;

const isBefore = (state: Kept): boolean => state === 'welcome' || state === 'soon';

/** To whom it may be passed, or why the bot does not get it. */
function passOf(
  { facts }: ConversationRow,
  { kept, ...known }: Pick<PassFacts, 'isAtBot' | 'hasQuestions'> & { readonly kept: Kept },
): Pick<Unworded<ConversationRun, 'reason'>, 'passTo' | 'reason'> {
  const { to, whyNoBot } = decidePass({
    state: passStateOf(kept),
    ending: kept === 'ended' ? (facts.ending ?? null) : null,
    ...known,
  });
  return { passTo: to, reason: whyNoBot === null ? null : { code: `message.bot_${whyNoBot}` } };
}

function passStateOf(kept: Kept): PassFacts['state'] {
  if (kept === 'ended' || kept === 'taken') return kept;
  return kept === 'asking' ? 'running' : 'before';
}

/** What happens next by itself, or who or what it came to. */
function outcomeOf(
  { conversationRules: { endings } }: Services['blueprint'],
  { state, facts, dueAt }: ConversationRow,
): Pick<ConversationRun, 'nextAt' | 'takenBy' | 'ending'> {
  const still = { nextAt: null, takenBy: null, ending: null };
  if (state === 'taken') return { ...still, takenBy: facts.takenBy ?? null };
  if (state !== 'ended') return { ...still, nextAt: dueAt };
  const ending = endings.find(({ key }) => key === facts.ending);
  if (ending === undefined) return still;
  return { ...still, ending: { key: ending.key, label: ending.fieldOption } };
}

/** While the bot asks: from its question on, or from the lead's last message. */
function sinceOf(
  { facts }: ConversationRow,
  state: ConversationRun['state'],
): ConversationRun['since'] {
  if (state === 'ended') return facts.endedAt ?? null;
  if (state === 'taken') return facts.takenAt ?? null;
  if (state !== 'asking') return facts.welcomedAt ?? null;
  const [latest = null] = [facts.startedAt, facts.lastIncomingAt]
    .flatMap((at) => at ?? [])
    .toSorted()
    .toReversed();
  return latest;
}

function askedOf(
  { conversations, questions }: Services['blueprint'],
  { services: [service], answers }: LeadProfile,
  isAsking: boolean,
): Pick<ConversationRun, 'question' | 'answers'> & { readonly open: QuestionKey | null } {
  if (service === undefined) return { question: null, answers: [], open: null };
  const conversation = conversations[service];
  const values: Partial<Record<QuestionKey, AnswerValue>> = Object.fromEntries(
    Object.entries(answers).map(([key, { value }]) => [key, value]),
  );
  const { answered, open } = walk(conversation.first, values);
  const node = listQuestions(conversation).find(({ question }) => question === open);
  const labelOf = (key: QuestionKey) =>
    questions.find((question) => question.key === key)?.shortLabel ?? key;
  return {
    open,
    question:
      isAsking && node !== undefined
        ? { question: node.question, label: labelOf(node.question), text: node.text }
        : null,
    answers: answered.flatMap((key) => {
      const question = questions.find((one) => one.key === key);
      const answer = answers[key];
      const shown =
        question === undefined || answer === undefined ? null : showAnswer(question, answer);
      return shown === null ? [] : [{ question: key, label: labelOf(key), shown }];
    }),
  };
}

/** By the option that Kommo's field of the present provider holds; null where it is not known. */
export function strategyOf({ blueprint }: Known, { answers }: LeadProfile): CardStrategy | null {
  const question = blueprint.questions.find(({ key }) => key === 'current_situation');
  const value = answers.current_situation?.value;
  const option = question?.options.find(({ key }) => key === value);
  const strategy = blueprint.strategies.find(
    ({ fieldOption }) => fieldOption === option?.fieldOption,
  );
  if (option === undefined || strategy === undefined) return null;
  return { key: option.key, provider: option.label, approach: strategy.approach };
}
