import { z } from 'zod';
import type { World } from '../support/world.js';
import type { Person } from './people.js';

const messageSchema = z.object({
  from: z.enum(['firm', 'lead']),
  by: z.enum(['bot', 'template', 'person']).nullable(),
  text: z.string(),
  at: z.iso.datetime(),
  state: z.string(),
});
export type Message = z.infer<typeof messageSchema>;

const phoneSchema = z.object({ messages: z.array(messageSchema) });

const runsSchema = z.array(
  z.object({ botId: z.number(), entityId: z.number(), state: z.string(), reason: z.string() }),
);

export interface RecordedPerson {
  readonly temperament: string;
  /** Whether any message may ever leave to it. */
  readonly mayBeWritten: boolean;
  /** When it said that it wants no more messages, in ms. */
  readonly optedOutAt: number | null;
  /** When it ticked a form again since. */
  readonly agreedAgainAt: number | null;
  /** By when the companion must have read that. */
  readonly knownBy: number | null;
  readonly leads: readonly { readonly leadId: number; readonly messages: readonly Message[] }[];
}

/** What the phones and the bots of an account have seen: all that the judge looks at. */
export interface RecordedWorld {
  readonly people: readonly RecordedPerson[];
  readonly runs: z.infer<typeof runsSchema>;
}

export async function recordWorld(world: World, people: readonly Person[]): Promise<RecordedWorld> {
  const recorded: RecordedPerson[] = [];
  for (const { temperament, optedOutAt, cameBackAt, knownBy, leadIds } of people) {
    const leads: RecordedPerson['leads'][number][] = [];
    for (const leadId of leadIds) {
      const { messages } = phoneSchema.parse(await world.kommo(`/sandbox/phone/${leadId}`));
      leads.push({ leadId, messages });
    }
    recorded.push({
      ...{ temperament: temperament.name, mayBeWritten: temperament.mayBeWritten },
      ...{ optedOutAt, agreedAgainAt: temperament.again?.consent === true ? cameBackAt : null },
      ...{ knownBy, leads },
    });
  }
  return { people: recorded, runs: runsSchema.parse(await world.kommo('/sandbox/bots/runs')) };
}
