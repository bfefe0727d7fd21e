import { consentNames } from '../../../../domain/consent/consent-names.js';
import type { Attribution } from '../../../../domain/lead/lead.js';
import { consentSentence, sayTouch } from '../../../../domain/provenance/provenance.js';
import type { Services } from '../../services.js';
import type { LeadRow, StoredScore } from '../../storage/tables.js';
import { event } from './story-event.js';
import type { StoryEvent } from './story-event.js';

const mostScores = 100;

const sourceNames = { direct: 'Landing', inlead: 'InLead', meta: 'Meta', kommo: 'Kommo' } as const;
export const sourceName = (source: string): string =>
  Object.entries(sourceNames).find(([key]) => key === source)?.[1] ?? source;

/** From the click to the scores. */
export async function arrivalEvents(
  { store }: Services,
  { id, profile, capturedAt }: LeadRow,
): Promise<readonly StoryEvent[]> {
  const scores = await store.scores.history(id, mostScores);
  const consents = await store.consents.list(consentNames(profile.person));
  return [
    ...clickEvents(profile.attribution, capturedAt),
    ...lastTouchEvents(profile, capturedAt),
    event(capturedAt, 'capture', {
      code: 'story.captured',
      params: { source: sourceName(profile.source) },
    }),
    ...consents.map((entry) => event(entry.at, 'consent', consentSentence(entry))),
    ...scores.toReversed().map(scoreEvent),
  ];
}

/** When the visitor clicked is told by Meta's cookie, else nobody knows more than when it arrived. */
function clickEvents(attribution: Attribution, capturedAt: string): readonly StoryEvent[] {
  const { utm_source, utm_campaign, fbc } = attribution;
  if (utm_source === undefined && utm_campaign === undefined) return [];
  const ms = Number(/^fb\.\d\.(\d{13})\./u.exec(fbc ?? '')?.[1]);
  const at = ms < Date.parse(capturedAt) ? new Date(ms).toISOString() : capturedAt;
  const named = [utm_source, utm_campaign].flatMap((one) => one?.slice(0, 100) ?? []);
  return [event(at, 'click', { code: 'story.click', params: { from: named.join(' · ') } })];
}

/** Where another campaign brought the visitor back, and the pilot's side. */
function lastTouchEvents(
  { attribution, lastTouch = attribution, arm }: LeadRow['profile'],
  capturedAt: string,
): readonly StoryEvent[] {
  const from = sayTouch(lastTouch);
  return [
    ...(from === '' || from === sayTouch(attribution)
      ? []
      : [event(capturedAt, 'click', { code: 'story.last_touch', params: { from } })]),
    ...(arm === undefined
      ? []
      : [event(capturedAt, 'click', { code: 'story.arm', params: { arm: arm.toUpperCase() } })]),
  ];
}

function scoreEvent({
  at,
  cause,
  score: { model, total, leadClass, version },
}: StoredScore): StoryEvent {
  const known = causes.find((one) => one === cause);
  return event(
    at,
    'score',
    {
      code: `story.score_${model}`,
      params: { total, leadClass, version },
    },
    { cause: known === undefined ? cause : { code: `story.cause_${known}` } },
  );
}

const causes = [
  'captured',
  'came_again',
  'whatsapp_verified',
  'edited',
  'conversation',
  'recalculated',
] as const;
