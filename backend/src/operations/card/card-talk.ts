import type { Card } from '../../../../contract/card.js';
import type { Score } from '../../../../contract/score.js';
import { replyOf } from '../../../../domain/score/rescore.js';
import { explainDisagreement } from '../../../../domain/score/score-differences.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Services } from '../../services.js';
import type { ConversationRow, LeadSnapshot } from '../../storage/tables.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** WhatsApp takes free text this long after the lead's last message, then templates only. */
const freeTextMs = 24 * 60 * 60_000;

type Known = Pick<Services, 'blueprint' | 'scoreTables'>;

/** Why the form's score and the conversation's differ, in the card's words. */
export function disagreementOf(
  { blueprint, scoreTables }: Known,
  scores: readonly Score[],
): Card['disagreement'] {
  const of = (model: Score['model']) => scores.find((score) => score.model === model);
  const [pre, lead] = [of('pre'), of('lead')];
  if (pre === undefined || lead === undefined) return null;
  const found = explainDisagreement(pre, lead);
  if (found === null) return null;
  const open = lead.missing.filter(({ factor }) =>
    found.reasons.some((reason) => reason.factor === factor),
  );
  const keys = new Set(open.flatMap(({ question }) => question ?? []));
  return {
    preTotal: found.pre,
    leadTotal: found.lead,
    unanswered: [...keys].flatMap((key) =>
      blueprint.questions
        .filter((question) => question.key === key)
        .map(({ shortLabel }) => ({ question: key, label: shortLabel })),
    ),
    noReply: replyOf(lead, scoreTables.lead).kind === 'none',
  };
}

/** What was said, and what of the lead's services nobody has answered yet; null where nobody wrote. */
export function conversationOf(
  { blueprint: { questions } }: Known,
  { services, answers }: LeadProfile,
  snapshot: LeadSnapshot | null,
): Card['conversation'] {
  if (snapshot?.newestMessageId == null) return null;
  const { messages, lastIncomingAt } = snapshot;
  return {
    messages: messages.map(({ at, from, text }) => ({ at, from, text })),
    open: services.flatMap((service) =>
      questions
        .filter((question) => question.service === service && answers[question.key] === undefined)
        .map(({ key, shortLabel }) => ({ question: key, label: shortLabel })),
    ),
    freeTextUntil:
      lastIncomingAt === null
        ? null
        : new Date(Date.parse(lastIncomingAt) + freeTextMs).toISOString(),
  };
}

/** Why the lead gets no automatic message, as it was decided last; null where it does. */
export function noMessageOf(
  conversation: ConversationRow | undefined,
): { readonly reason: Sentence } | null {
  const reason = conversation?.facts.reason ?? null;
  return reason === null ? null : { reason: { code: `message.no_${reason}` } };
}
