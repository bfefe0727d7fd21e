import type { Score } from '../../../../contract/score.js';
import { decideOutcome } from '../../../../domain/conversation/run/decide-outcome.js';
import type { Outcome, Turnout } from '../../../../domain/conversation/run/decide-outcome.js';
import { keptIn, readUnread } from '../../../../domain/conversation/run/read-unread.js';
import { isAtBot } from '../../../../domain/conversation/run/is-at-bot.js';
import type { EndingKey } from '../../../../domain/conversation/conversation.js';
import { listQuestions } from '../../../../domain/conversation/list-questions.js';
import { factsOf } from '../../../../domain/lead/facts.js';
import type { Answers, LeadProfile } from '../../../../domain/lead/lead.js';
import { mergeProfile } from '../../../../domain/lead/merge-profile.js';
import { scoreLead } from '../../../../domain/score/score-lead.js';
import type { Reply } from '../../../../domain/score/score-lead.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { ConversationFacts, ConversationRow, LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import { seeMove } from '../reading/see-stage.js';

/** R1.5, R4.3, R4.4, R5.1. Everything it writes it may write again; the note and the task are another step's. */
export const qualify = oneByOne('qualify', async (services, { kommoLeadId, ending }) => {
  const { store, kommo, clock, log } = services;
  const found = await load(services, kommoLeadId, ending);
  if (found === null) return done();

  const read = readAnswers(services, found.lead, found.row);
  const score = scoreOf(services, read.profile, found.facts);
  const outcome = decideOutcome(found.ending, score.total, limitsOf(services));
  const isOpen = isAtBot(found.lead) || isMovedByUs(found.lead, outcome);

  // Who sees the move asks the executive at once: with this score, and these answers.
  await store.scores.append(found.row.id, score, 'conversation', clock());
  await kommo.writeLead(found.lead, {
    answers: read.fromSentence,
    score,
    ...endOf(services, found.ending),
    // A person's own move stands.
    ...(isOpen && outcome.stage !== null ? { stage: outcome.stage } : {}),
  });

  await store.leads.saveProfile(found.row.id, read.profile);
  if (isOpen && outcome.stage !== null) await seeMove(services, found.lead, outcome.stage);
  const follows = followingOf(found, {
    outcome,
    isOpen,
    fromSentence: Object.keys(read.fromSentence),
  });
  if (found.ending !== 'taken')
    await store.conversations.change(kommoLeadId, underWay, {
      // What follows ends it, so that a crash before that does it all again.
      ...(follows.length === 0 ? { state: 'ended' as const } : {}),
      due: null,
      facts: { ...endFactsOf(found.ending), endedAt: clock().toISOString() },
    });
  log.info({ leadId: kommoLeadId, ending: found.ending, total: score.total }, 'qualified a lead');

  return done(...follows);
});

/** Cut off behind its own move the step runs again, and no hook tells a move of ours. A person's to the same stage is as good. */
const isMovedByUs = ({ outcome, stage }: KommoLead, { stage: wanted }: Outcome): boolean =>
  outcome === 'open' && wanted !== null && stage === wanted;

interface Found {
  readonly lead: KommoLead;
  readonly row: LeadRow;
  readonly facts: ConversationFacts;
  readonly ending: Turnout;
}

/** Null where no conversation runs, or where it has not ended. */
async function load(
  services: Services,
  kommoLeadId: number,
  told: Turnout | null,
): Promise<Found | null> {
  const { store, kommo } = services;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  if (conversation === undefined || !isUnderWay(conversation)) return null;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  if (row === null || lead === undefined) return null;
  const ending = endingOf(services, lead) ?? told;
  // Given back before anybody came to note it.
  if (ending === 'taken' && conversation.state !== 'taken') return null;
  return ending === null ? null : { lead, row, facts: conversation.facts, ending };
}

const underWay = ['welcoming', 'welcomed', 'waiting', 'running', 'taken'] as const;

const isUnderWay = ({ state }: ConversationRow): boolean => underWay.some((one) => one === state);

interface Following {
  readonly outcome: Outcome;
  readonly isOpen: boolean;
  readonly fromSentence: readonly string[];
}

/** Asked for in the conversation's own name: the bot's last writes come as several hooks, and each asks. */
function followingOf(
  { lead: { id: kommoLeadId }, ending, facts }: Found,
  { outcome, isOpen, fromSentence }: Following,
): readonly NextOf<'qualify'>[] {
  const requestId =
    ending === 'taken'
      ? `taken:${facts.takenAt ?? ''}`
      : `conversation:${facts.startedAt ?? facts.welcomedAt ?? ''}`;
  const asked = { kommoLeadId, requestId };
  if (ending === 'opted_out') return [next('opt-out', asked)];
  if (ending === 'moved_on' || (!isOpen && ending !== 'taken')) return [];
  const { taskWithinMs, startsFollowUp } = outcome;
  return [
    next('summarize', { ...asked, ending, taskWithinMs, fromSentence }),
    ...(startsFollowUp ? [next('start-follow-up', { ...asked, byPerson: false })] : []),
  ];
}

const endFactsOf = (ending: Exclude<Turnout, 'taken'>): ConversationFacts =>
  ending === 'moved_on' ? { reason: 'moved_on', ending: null } : { ending };

/** What the bot wrote to the lead's field; null while it has not ended. */
const endingOf = (
  { blueprint }: Services,
  { conversation: { end } }: KommoLead,
): EndingKey | null =>
  blueprint.conversationRules.endings.find(({ fieldOption }) => fieldOption === end)?.key ?? null;

/** One that a person took has not ended; the bot's field has no word for a lead that was moved on. */
function endOf(
  { blueprint }: Services,
  ending: Turnout,
): { readonly conversation?: { readonly end: string } } {
  const found = blueprint.conversationRules.endings.find(({ key }) => key === ending);
  return found === undefined ? {} : { conversation: { end: found.fieldOption } };
}

interface ReadAnswers {
  readonly profile: LeadProfile;
  readonly fromSentence: Answers;
}

/** The bot's own answers, then what it kept as a sentence. */
function readAnswers({ blueprint, clock }: Services, lead: KommoLead, row: LeadRow): ReadAnswers {
  const merged = mergeProfile(row.profile, lead, blueprint);
  const [service] = merged.services;
  const conversation = service === undefined ? null : blueprint.conversations[service];
  if (conversation === null) return { profile: merged, fromSentence: {} };
  const asked = new Set<string>(listQuestions(conversation).map(({ question }) => question));
  const byBot = Object.fromEntries(
    Object.entries(merged.answers).map(([key, answer]) => {
      const isNew = asked.has(key) && !Object.hasOwn(row.profile.answers, key);
      return [key, isNew ? { ...answer, origin: 'bot' as const } : answer];
    }),
  );
  const kept = keptIn(lead.conversation);
  const at = clock().toISOString();
  const fromSentence: Answers = Object.fromEntries(
    Object.entries(readUnread(kept, conversation, byBot, blueprint.language)).map(([key, told]) => [
      key,
      { ...told, origin: 'bot' as const, answeredAt: at },
    ]),
  );
  return { profile: { ...merged, answers: { ...byBot, ...fromSentence } }, fromSentence };
}

const scoreOf = (
  { scoreTables, blueprint }: Services,
  profile: LeadProfile,
  facts: ConversationFacts,
): Score => scoreLead({ ...factsOf(profile), reply: replyOf(facts) }, scoreTables.lead, blueprint);

/** From our first message to the lead's first answer (R4.4). */
function replyOf({ welcomedAt, startedAt, firstReplyAt }: ConversationFacts): Reply {
  const first = welcomedAt ?? startedAt;
  if (first === undefined || firstReplyAt === undefined) return { kind: 'none' };
  return { kind: 'after', ms: Math.max(0, Date.parse(firstReplyAt) - Date.parse(first)) };
}

function limitsOf({ scoreTables }: Services): { warm: number; cold: number } {
  const from = (leadClass: string) =>
    scoreTables.lead.classes.find((one) => one.leadClass === leadClass)?.from ?? 0;
  return { warm: from('WARM'), cold: from('COLD') };
}
