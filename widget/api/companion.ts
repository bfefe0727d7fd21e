import type { ConnectionState } from '../../contract/admin.js';
import type { Card, LeadTask, OdooPreview } from '../../contract/card.js';
import type { FollowUpAct } from '../../contract/card-follow-up.js';
import type { ConversationHolder } from '../../contract/card-conversation.js';
import type { Proposal, ProposalDraft } from '../../contract/proposal.js';
import type { OdooState } from '../../contract/odoo.js';
import type { ScoreModel } from '../../contract/score.js';
import type { CardAnswers } from '../../contract/answers.js';
import { languageParameter } from '../../contract/language.js';
import { adminPaths, widgetPaths } from '../../contract/paths.js';
import type { Reply, Request, Send } from '../host/ajax.js';
import type { FieldFailure, Outcome } from '../outcome.js';
import { createGuards, guard } from './guard.js';
import type { Check } from './guard.js';
import guards from './guards/card.json';

export interface Companion {
  readCard(leadId: number): Promise<Outcome<Card>>;
  /** `reason`: why a lead that is not won is sent all the same. */
  sendToOdoo(leadId: number, reason: string | null): Promise<Outcome<OdooState>>;
  /** Saves one answer, an empty one as taken back; answers the new card. */
  editAnswer(leadId: number, question: string, value: string): Promise<Outcome<Card>>;
  /** A person takes the conversation, or gives it to the bot; answers the new card. */
  passConversation(leadId: number, to: ConversationHolder): Promise<Outcome<Card>>;
  keepFeedback(leadId: number, feedback: FeedbackBody): Promise<Outcome<undefined>>;
  /** What waits of this lead is tried now; answers how much of it. */
  retryWaiting(leadId: number): Promise<Outcome<{ readonly queued: number }>>;
  /** Answers the new card. */
  steerFollowUp(leadId: number, to: FollowUpAct): Promise<Outcome<Card>>;
  /** A task for the reader, on the lead in Kommo. */
  addTask(leadId: number, task: LeadTask): Promise<Outcome<undefined>>;
  readProposal(leadId: number): Promise<Outcome<Proposal>>;
  /** A version of its own, with a link of its own. */
  sendProposal(leadId: number, draft: ProposalDraft): Promise<Outcome<Proposal>>;
  revokeProposal(leadId: number): Promise<Outcome<Proposal>>;
  previewOdoo(leadId: number): Promise<Outcome<OdooPreview>>;
  /** Scores these leads again, at most 500; answers how many were taken. */
  recalculate(leadIds: readonly number[]): Promise<Outcome<{ readonly queued: number }>>;
  /** Whether Kommo lets the companion in; for administrators. */
  readConnection(): Promise<Outcome<ConnectionState>>;
  /** Asks whether the companion answers and accepts this account's token. */
  ping(): Promise<Outcome<object>>;
}

export interface FeedbackBody {
  readonly model: ScoreModel;
  readonly total: number;
  readonly expected: 'higher' | 'lower' | null;
  readonly reason: string;
}

const { check } = createGuards<CardAnswers>(guards);

export const isCard = check('card');
const isOdooState = check('odooState');

/** The companion, and the language it is to answer in. */
export interface Server {
  readonly origin: string;
  readonly language: string;
}

export const addressAt = ({ origin, language }: Server, path: string): string =>
  `${origin}${path}${path.includes('?') ? '&' : '?'}${languageParameter}=${encodeURIComponent(language)}`;

export function createCompanion(send: Send, server: Server): Companion {
  const call = async <T>(request: Request, check: Check<T>): Promise<Outcome<T>> =>
    readReply(await send({ ...request, url: addressAt(server, request.url) }), check);
  return {
    readCard: (leadId) => call({ method: 'GET', url: widgetPaths.card(leadId) }, isCard),
    sendToOdoo: (leadId, reason) =>
      call({ method: 'POST', url: widgetPaths.odoo(leadId), body: { reason } }, isOdooState),
    editAnswer: (leadId, question, value) => {
      const answers = { [question]: value.trim() === '' ? null : value };
      return call({ method: 'PATCH', url: widgetPaths.answers(leadId), body: { answers } }, isCard);
    },
    passConversation: (leadId, to) =>
      call({ method: 'POST', url: widgetPaths.conversation(leadId), body: { to } }, isCard),
    keepFeedback: (leadId, body) =>
      call({ method: 'POST', url: widgetPaths.feedback(leadId), body }, isNothing),
    retryWaiting: (leadId) =>
      call({ method: 'POST', url: widgetPaths.retry(leadId), body: {} }, check('queued')),
    steerFollowUp: (leadId, to) =>
      call({ method: 'POST', url: widgetPaths.followUp(leadId), body: { to } }, isCard),
    addTask: (leadId, body) =>
      call({ method: 'POST', url: widgetPaths.tasks(leadId), body }, isNothing),
    readProposal: (leadId) =>
      call({ method: 'GET', url: widgetPaths.proposal(leadId) }, check('proposal')),
    sendProposal: (leadId, body) =>
      call({ method: 'POST', url: widgetPaths.proposal(leadId), body }, check('proposal')),
    revokeProposal: (leadId) =>
      call(
        { method: 'POST', url: widgetPaths.revokeProposal(leadId), body: {} },
        check('proposal'),
      ),
    previewOdoo: (leadId) =>
      call({ method: 'GET', url: widgetPaths.odooPreview(leadId) }, check('odooPreview')),
    recalculate: (leadIds) =>
      call({ method: 'POST', url: widgetPaths.recalculate(), body: { leadIds } }, check('queued')),
    readConnection: () => call({ method: 'GET', url: adminPaths.connection }, check('connection')),
    ping: () => call({ method: 'GET', url: widgetPaths.ping() }, isObject),
  };
}

/**
 * The companion's origin as an admin typed it, or null when it cannot be one. Only https, because a page of Kommo may
 * not call http; except on this machine, where the browser makes an exception too.
 */
export function readOrigin(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.trim() === '') return null;
  try {
    const url = new URL(typed.trim());
    const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) return null;
    return url.origin + url.pathname.replace(/\/+$/, '');
  } catch {
    return null;
  }
}

/** Enough to tell the companion from a web server that answers every address with a page. */
const isObject = guard<object>({});

/** 204 has no body. */
const isNothing = (value: unknown): value is undefined => value === undefined;

const isProblem = guard<{ code: string; requestId: string }>({ code: 's', requestId: 's' });

export function readReply<T>(reply: Reply, check: Check<T>): Outcome<T> {
  if (reply.kind === 'unreachable') {
    return failed(reply.timedOut ? 'timed_out' : 'companion_unreachable', null);
  }
  if (reply.status >= 200 && reply.status < 300) {
    return check(reply.body) ? { kind: 'ok', value: reply.body } : failed('unreadable', null);
  }
  if (isProblem(reply.body)) {
    const { code, requestId } = reply.body;
    return failed(code, requestId, fieldsOf(reply.body));
  }
  return failed(codeOfStatus(reply.status), null);
}

const hasFields = guard<{
  errors: readonly { field: string; reason: string; remedy: string }[];
}>({ errors: ['*', { field: 's', reason: 's', remedy: 's' }] });

const fieldsOf = (body: unknown): readonly FieldFailure[] =>
  hasFields(body)
    ? body.errors.map(({ field, reason, remedy }) => ({ field, text: `${reason} ${remedy}` }))
    : [];

/** A proxy or Kommo's own token address answered, not the companion. */
function codeOfStatus(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'too_many_requests';
  return status >= 500 ? 'companion_unreachable' : 'unreadable';
}

function failed(
  code: string,
  requestId: string | null,
  fields: readonly FieldFailure[] = [],
): Outcome<never> {
  const failure = fields.length === 0 ? { code, requestId } : { code, requestId, fields };
  return { kind: 'failed', failure };
}
