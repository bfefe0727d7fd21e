import { writeFile } from 'node:fs/promises';
import type { SoakWorld } from '../day.js';
import type { Person } from '../people.js';
import type { RecordedWorld } from '../record-world.js';

interface Lived {
  readonly people: readonly Person[];
  readonly recorded: RecordedWorld;
  readonly ends: readonly string[];
}

/** All that each lead was sent, asked and moved to, for who looks for the cause: the same for the same seed. */
export async function recordLives(
  { services: { kommo, store }, deadLetters }: SoakWorld,
  { people, recorded, ends }: Lived,
  file: string,
): Promise<void> {
  const lives: unknown[] = [];
  for (const [index, { temperament, leadIds }] of people.entries()) {
    const leadId = leadIds.at(-1) ?? 0;
    const [lead] = await kommo.readLeadFields([leadId]);
    const messages = recorded.people[index]?.leads.flatMap((one) => one.messages) ?? [];
    const [conversation] = await store.conversations.find([leadId]);
    const tasks = await kommo.readTasks(leadId);
    const row = await store.leads.findByKommoId(leadId);
    const scores = await store.scores.history(row?.id ?? '', 20);
    lives.push({
      ...{ leadId, name: temperament.name, stage: lead?.stage },
      messages: messages.map(({ at, from, by, state, text }) =>
        [at, from, by, state, text.slice(0, 60)].join(' '),
      ),
      tasks: tasks.map(({ createdAt, dueAt, isCompleted, text }) =>
        [createdAt, dueAt, isCompleted, text.slice(0, 120)].join(' '),
      ),
      scores: scores.map(({ score, cause, at }) => [at, score.model, score.total, cause].join(' ')),
      conversation,
      assignment: (await store.assignments.find([leadId]))[0],
      followUp: await store.followUps.find(leadId),
      stay: (await store.leadStages.find([leadId]))[0],
    });
  }
  await writeFile(file, JSON.stringify({ ends, dead: deadLetters(), lives }, null, 1));
}
