import type { Services } from '../../services.js';
import type { Assignment, LeadEvent, ProposalEvents, TouchRow } from '../../storage/tables.js';
import { sourceName } from './arrival-events.js';
import type { Sentence, Value } from '../../../../wording/sentence.js';
import { event } from './story-event.js';
import type { SayUser, StoryEvent } from './story-event.js';
import { stageName } from './stage-name.js';
import { allTouches } from '../../../../domain/blueprint/follow-up.js';
import { reasonOf } from '../team/team-page.js';

const mostEvents = 500;

/** Stages, executives, touches, proposals. */
export async function salesEvents(
  { store, blueprint }: Services,
  kommoLeadId: number,
  sayUser: SayUser,
): Promise<readonly StoryEvent[]> {
  const [events, assignments, followUp, proposals] = await Promise.all([
    store.stories.events(kommoLeadId, mostEvents),
    store.assignments.find([kommoLeadId]),
    store.followUps.find(kommoLeadId),
    store.stories.proposals(kommoLeadId),
  ]);
  return [
    ...events.map((one) => keptEvent(blueprint, one, sayUser)),
    ...assignments.flatMap((one) => assignmentEvents(one, sayUser)),
    ...(followUp?.touches ?? []).flatMap(touchEvents),
    ...proposals.flatMap((one) => proposalEvents(one, sayUser)),
  ];
}

function keptEvent(
  blueprint: Services['blueprint'],
  { kind, at, facts }: LeadEvent,
  sayUser: SayUser,
): StoryEvent {
  if (kind === 'came_again') {
    const source = sourceName(facts.source ?? '');
    return event(at, 'capture', { code: 'story.came_again', params: { source } });
  }
  if (kind === 'responsible') {
    return event(at, 'assignment', {
      code: 'story.responsible',
      params: { who: sayUser(facts.userId ?? 0) },
    });
  }
  const stage = stageName(blueprint, facts.stage ?? '');
  const { outcome = 'open' } = facts;
  return event(at, 'stage', { code: `story.stage_${outcome}`, params: { stage } });
}

function assignmentEvents(
  { queuedAt, assignedAt, userId, reason, outOf }: Assignment,
  sayUser: SayUser,
): readonly StoryEvent[] {
  return [
    event(queuedAt, 'assignment', { code: 'story.queued' }),
    ...(assignedAt === null || userId === null
      ? []
      : [
          event(
            assignedAt,
            'assignment',
            { code: 'story.assigned', params: { who: sayUser(userId) } },
            { cause: reasonOf(reason, outOf ?? 0) },
          ),
        ]),
  ];
}

function touchEvents({ key, state, at, why }: TouchRow): readonly StoryEvent[] {
  if (at === null || state === 'planned' || state === 'sending') return [];
  const known = allTouches.find((one) => one.key === key);
  const touch: Value = known === undefined ? key : { code: `touch.name_${known.key}` };
  return [
    event(
      at,
      'touch',
      { code: `story.touch_${state}`, params: { touch } },
      { cause: causeOf(why) },
    ),
  ];
}

const causeOf = (why: readonly string[]): StoryEvent['cause'] => {
  const reasons = why.flatMap((reason): readonly Sentence[] => {
    const known = holdReasons.find((one) => one === reason);
    return known === undefined ? [] : [{ code: `touch.${known}` }];
  });
  return reasons.length === 0 ? null : { code: 'plain.all', params: { sentences: reasons } };
};

const holdReasons = [
  'no_consent',
  'no_marketing_consent',
  'no_phone',
  'no_email',
  'template_not_approved',
] as const;

function proposalEvents(
  { version, madeBy, madeAt, revokedAt, answer, answeredAt, openedAt }: ProposalEvents,
  sayUser: SayUser,
): readonly StoryEvent[] {
  const of = (at: string, what: 'opened' | 'revoked' | 'accepted' | 'change') =>
    event(at, 'proposal', { code: `story.proposal_${what}`, params: { version } });
  const params = { version, who: sayUser(madeBy) };
  return [
    event(madeAt, 'proposal', { code: 'story.proposal_made', params }),
    ...openedAt.map((at) => of(at, 'opened')),
    ...(revokedAt === null ? [] : [of(revokedAt, 'revoked')]),
    ...(answeredAt === null ? [] : [of(answeredAt, answer === 'accepted' ? 'accepted' : 'change')]),
  ];
}
