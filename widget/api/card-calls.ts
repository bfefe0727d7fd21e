import type { ActionAnswers } from '../../contract/answers.js';
import type { ConversationHolder } from '../../contract/card-conversation.js';
import type { SteerFollowUp } from '../../contract/card-follow-up.js';
import type { Card, LeadTask, OdooPreview } from '../../contract/card.js';
import { widgetPaths } from '../../contract/paths.js';
import type { Proposal, ProposalDraft } from '../../contract/proposal.js';
import type { ScoreModel } from '../../contract/score.js';
import type { Outcome } from '../outcome.js';
import { isCard, type Companion } from './companion.js';
import { createGuards, type Check } from './guard.js';
import guards from './guards/action.json';

/** What is done on a card. */
export interface CardCalls {
  /** Saves one answer, an empty one as taken back; answers the new card. */
  editAnswer(leadId: number, question: string, value: string): Promise<Outcome<Card>>;
  /** A person takes the conversation, or gives it to the bot; answers the new card. */
  passConversation(leadId: number, to: ConversationHolder): Promise<Outcome<Card>>;
  keepFeedback(leadId: number, feedback: FeedbackBody): Promise<Outcome<undefined>>;
  /** What waits of this lead is tried now; answers how much of it. */
  retryWaiting(leadId: number): Promise<Outcome<{ readonly queued: number }>>;
  /** Answers the new card. */
  steerFollowUp(leadId: number, body: SteerFollowUp): Promise<Outcome<Card>>;
  /** A task for the reader, on the lead in Kommo. */
  addTask(leadId: number, task: LeadTask): Promise<Outcome<undefined>>;
  readProposal(leadId: number): Promise<Outcome<Proposal>>;
  /** A version of its own, with a link of its own. */
  sendProposal(leadId: number, draft: ProposalDraft): Promise<Outcome<Proposal>>;
  revokeProposal(leadId: number): Promise<Outcome<Proposal>>;
  previewOdoo(leadId: number): Promise<Outcome<OdooPreview>>;
}

export interface FeedbackBody {
  readonly model: ScoreModel;
  readonly total: number;
  readonly expected: 'higher' | 'lower' | null;
  readonly reason: string;
}

const { check } = createGuards<ActionAnswers>(guards);

export function createCardCalls({ ask }: Companion): CardCalls {
  const post = <T>(url: string, body: unknown, check: Check<T>) =>
    ask({ method: 'POST', url, body }, check);
  return {
    editAnswer: (leadId, question, value) => {
      const answers = { [question]: value.trim() === '' ? null : value };
      return ask({ method: 'PATCH', url: widgetPaths.answers(leadId), body: { answers } }, isCard);
    },
    passConversation: (leadId, to) => post(widgetPaths.conversation(leadId), { to }, isCard),
    keepFeedback: (leadId, body) => post(widgetPaths.feedback(leadId), body, isNothing),
    retryWaiting: (leadId) => post(widgetPaths.retry(leadId), {}, check('queued')),
    steerFollowUp: (leadId, body) => post(widgetPaths.followUp(leadId), body, isCard),
    addTask: (leadId, body) => post(widgetPaths.tasks(leadId), body, isNothing),
    readProposal: (leadId) =>
      ask({ method: 'GET', url: widgetPaths.proposal(leadId) }, check('proposal')),
    sendProposal: (leadId, body) => post(widgetPaths.proposal(leadId), body, check('proposal')),
    revokeProposal: (leadId) => post(widgetPaths.revokeProposal(leadId), {}, check('proposal')),
    previewOdoo: (leadId) =>
      ask({ method: 'GET', url: widgetPaths.odooPreview(leadId) }, check('odooPreview')),
  };
}

/** 204 has no body. */
const isNothing = (value: unknown): value is undefined => value === undefined;
