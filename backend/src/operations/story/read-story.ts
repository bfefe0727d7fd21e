import type { Services } from '../../services.js';
import type { FoundLead, LeadRow } from '../../storage/tables.js';
import { arrivalEvents } from './arrival-events.js';
import { conversationEvents } from './conversation-events.js';
import { handOverEvents } from './hand-over-events.js';
import { peopleEvents } from './people-events.js';
import { readQuery } from './read-query.js';
import { salesEvents } from './sales-events.js';
import { stageName } from './stage-name.js';
import type { SayUser, StoryEvent, UnwordedStory } from './story-event.js';

const mostFound = 20;

interface Asked {
  readonly find: string;
  /** Ours, or "kommo:123"; null where none is chosen. */
  readonly lead: string | null;
}

/** The leads that what was typed can mean, and the story of the one that is chosen, or of the only one (R8.4). */
export async function readStory(services: Services, { find, lead }: Asked): Promise<UnwordedStory> {
  const found = await services.store.stories.find(readQuery(find), mostFound);
  const [only] = found.length === 1 ? found : [];
  const row = await findRow(services, lead ?? only?.id ?? null);
  return {
    found: found.map((one) => viewFound(services, one)),
    story: row === null ? null : await tell(services, row),
  };
}

async function findRow({ store }: Services, id: string | null): Promise<LeadRow | null> {
  if (id === null) return null;
  const kommoId = /^kommo:(\d{1,15})$/u.exec(id)?.[1];
  if (kommoId !== undefined) return store.leads.findByKommoId(Number(kommoId));
  return (await store.leads.findByIds([id]))[0] ?? null;
}

function viewFound(
  { blueprint }: Services,
  { id, kommoLeadId, fullName, companyName, capturedAt, stage }: FoundLead,
): UnwordedStory['found'][number] {
  const place = stage === null ? [] : [stageName(blueprint, stage)];
  const number = kommoLeadId === null ? [] : [`#${kommoLeadId}`];
  return {
    ...{ id, capturedAt, name: fullName === '' ? companyName : fullName },
    detail: [...(fullName === '' ? [] : [companyName]), ...place, ...number]
      .filter((part) => part !== '')
      .join(' · '),
  };
}

/** Everything that is kept of the lead, in order of time; what comes at one instant stays in the order of the journey. */
async function tell(services: Services, row: LeadRow): Promise<UnwordedStory['story']> {
  const sayUser = await userNames(services);
  const { kommoLeadId, profile } = row;
  const parts: readonly (readonly StoryEvent[])[] = [
    await arrivalEvents(services, row),
    ...(kommoLeadId === null
      ? []
      : await Promise.all([
          conversationEvents(services, kommoLeadId, sayUser),
          salesEvents(services, kommoLeadId, sayUser),
          peopleEvents(services, kommoLeadId, sayUser),
        ])),
    await handOverEvents(services, row, sayUser),
  ];
  return {
    ...{ id: row.id, kommoLeadId },
    name: [profile.person.fullName, profile.person.companyName]
      .filter((one) => one !== '')
      .join(' · '),
    events: parts.flat().toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)),
  };
}

/** Their names, where Kommo tells them now. */
async function userNames({ kommo }: Services): Promise<SayUser> {
  const users = await kommo.readUsers().catch(() => []);
  const nameById = new Map(users.map(({ id, name }) => [id, name]));
  return (id) => nameById.get(id) ?? String(id);
}
