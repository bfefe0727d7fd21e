import type { Sentence } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { FailedWork, HandOverRow, LeadRow } from '../../storage/tables.js';
import type { WaitingJob } from '../../services.js';
import { stoppedBy } from '../failed-work/stopped-by.js';
import { event } from './story-event.js';
import type { SayUser, StoryEvent } from './story-event.js';

/** The way to Odoo, step by step, and all work of the lead that failed or waits. */
export async function handOverEvents(
  { store, waitingWork }: Services,
  { id, kommoLeadId }: LeadRow,
  sayUser: SayUser,
): Promise<readonly StoryEvent[]> {
  const [handOver, failed, waiting] = await Promise.all([
    kommoLeadId === null ? null : store.handOvers.find(kommoLeadId),
    store.stories.failedWork({ id, kommoLeadId }),
    waitingWork.waitingOf({ kommoLeadId, leadId: id }),
  ]);
  return [
    ...(handOver === null ? [] : handedOver(handOver, sayUser)),
    ...failed.flatMap(failedEvents),
    ...waiting.map(waitingEvent),
  ];
}

function handedOver(
  { requestedAt, requestedBy, reason, steps, finishedAt, state, failure }: HandOverRow,
  sayUser: SayUser,
): readonly StoryEvent[] {
  const user = /^user:(\d+)$/u.exec(requestedBy)?.[1];
  return [
    event(
      requestedAt,
      'hand_over',
      user === undefined
        ? { code: 'story.hand_over_won' }
        : { code: 'story.hand_over_asked', params: { who: sayUser(Number(user)) } },
      { cause: reason },
    ),
    ...steps.map((step) => event(step.at, 'hand_over', sayStep(step))),
    ...(state === 'failed' && failure !== null
      ? [
          event(
            failure.at,
            'hand_over',
            { code: 'story.hand_over_failed' },
            {
              cause: failure.reason ?? stoppedBy(failure.code),
              bad: true,
            },
          ),
        ]
      : []),
    ...(state === 'done' && finishedAt !== null
      ? [event(finishedAt, 'hand_over', { code: 'story.hand_over_done' })]
      : []),
  ];
}

function failedEvents({ code, reason, failedAt, discardedAt }: FailedWork): readonly StoryEvent[] {
  return [
    event(
      failedAt,
      'failure',
      { code: 'story.work_failed' },
      {
        cause: reason ?? stoppedBy(code),
        bad: true,
      },
    ),
    ...(discardedAt === null
      ? []
      : [event(discardedAt, 'failure', { code: 'story.work_settled' })]),
  ];
}

const waitingEvent = ({ since, code, reason }: WaitingJob): StoryEvent =>
  event(
    since,
    'failure',
    { code: 'story.work_waits' },
    {
      cause: reason ?? stoppedBy(code),
      bad: true,
    },
  );

function sayStep({ step, state, odooId }: HandOverRow['steps'][number]): Sentence {
  const name = { code: `story.name_${step}` } as const;
  if (state !== 'done') return { code: 'story.step_skipped', params: { step: name } };
  return odooId === null
    ? { code: 'story.step_done', params: { step: name } }
    : { code: 'story.step_made', params: { step: name, id: odooId } };
}
