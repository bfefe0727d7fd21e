import type { Services } from '../../services.js';
import type { Act, Feedback } from '../../storage/tables.js';
import { event } from './story-event.js';
import type { SayUser, StoryEvent } from './story-event.js';

const mostActs = 200;

/** What people did to the lead by card or page, refusals too, and where they said that a score is wrong. */
export async function peopleEvents(
  { store }: Services,
  kommoLeadId: number,
  sayUser: SayUser,
): Promise<readonly StoryEvent[]> {
  const [acts, feedback] = await Promise.all([
    store.stories.acts(kommoLeadId, mostActs),
    store.stories.feedback(kommoLeadId),
  ]);
  return [
    ...acts.map((act) => actEvent(act, sayUser)),
    ...feedback.map((one) => feedbackEvent(one, sayUser)),
  ];
}

function actEvent({ at, by, action, status }: Act, sayUser: SayUser): StoryEvent {
  const id = /^user:(\d+)$/u.exec(by)?.[1];
  const who = id === undefined ? by : sayUser(Number(id));
  const isBad = status === null || status >= 400;
  return event(at, 'act', '', {
    act: action,
    bad: isBad,
    cause: isBad
      ? { code: 'story.act_refused', params: { who } }
      : { code: 'story.act_by', params: { who } },
  });
}

const feedbackEvent = ({ at, userId, total, reason }: Feedback, sayUser: SayUser): StoryEvent =>
  event(
    at,
    'feedback',
    { code: 'story.feedback', params: { who: sayUser(userId), total } },
    { cause: reason },
  );
