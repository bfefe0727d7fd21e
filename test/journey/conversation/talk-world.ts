import { z } from 'zod';
import { enqueueDue } from '../../../backend/src/operations/conversations/enqueue-due.js';
import { enqueueTouches } from '../../../backend/src/operations/follow-up/enqueue-touches.js';
import { enqueueStages } from '../../../backend/src/operations/stages/enqueue-stages.js';
import { findMissedMessages } from '../../../backend/src/operations/conversations/find-missed-messages.js';
import { prepareSandboxBots } from '../../../backend/src/prepare-sandbox-bots.js';
import { drive } from '../../support/drain.js';
import type { Driven } from '../../support/drain.js';
import { impatientClient } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { openHooksWorldWith } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';

export interface TalkWorld extends HooksWorld {
  /** Time goes by for Kommo and for us, and everything that falls due is done. */
  pass(ms: number): Promise<void>;
  /** The companion's time alone. */
  advance(ms: number): void;
  /** The lead writes. */
  write(leadId: number, text: string): Promise<void>;
  /** What the lead's phone shows of the firm. */
  said(leadId: number): Promise<readonly string[]>;
  notes(leadId: number): Promise<readonly string[]>;
  tasks(leadId: number): Promise<readonly { text: string; dueInMs: number }[]>;
  /** The same with whose they are. */
  tasksFor(leadId: number): Promise<readonly { text: string; userId: number; dueAt: string }[]>;
}

export const minute = 60_000;

const phone = z.object({
  messages: z.array(z.object({ from: z.string(), text: z.string() })),
});
const embedded = (key: string, item: z.ZodType) =>
  z.object({ _embedded: z.object({ [key]: z.array(item) }) }).nullable();
const task = z.object({
  text: z.string(),
  ...{ complete_till: z.number(), entity_id: z.number(), responsible_user_id: z.number() },
});

/** An account that has its bots and templates, and time that the test drives. */
export async function openTalkWorld(driver: (world: World) => Driven = drive): Promise<TalkWorld> {
  const start = Date.parse('2026-11-23T14:00:00Z');
  let moved = 0;
  const clock = () => new Date(start + moved);
  const hooks = await openHooksWorldWith(driver, { clock, sandboxClock: () => new Date(start) });
  const { world, services } = hooks;
  await prepareSandboxBots(impatientClient(world.config, world), services.blueprint);

  /** A stage that begins late is looked at in the same moment as its limit: until nothing is due any more. */
  const due = async (): Promise<void> => {
    await findMissedMessages(services);
    for (let isDue = true; isDue; isDue = await hasDue()) {
      await enqueueDue(services);
      await enqueueStages(services);
      await enqueueTouches(services);
      await hooks.drain();
      await hooks.settle();
    }
  };
  const hasDue = async (): Promise<boolean> => {
    const { leadStages, followUps } = services.store;
    const due = [await leadStages.listDue(clock(), 1), await followUps.listDue(clock(), 1)];
    return due.some(({ length }) => length > 0);
  };
  const readTasks = async (leadId: number) => {
    const page = await world.kommo('/api/v4/tasks?limit=250');
    const read = embedded('tasks', z.unknown()).parse(page)?._embedded['tasks'] ?? [];
    return z
      .array(task)
      .parse(read)
      .filter(({ entity_id }) => entity_id === leadId);
  };
  return {
    ...hooks,
    pass: async (ms) => {
      await world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs: ms } });
      moved += ms;
      await hooks.settle();
      await due();
    },
    advance: (ms) => {
      moved += ms;
    },
    write: async (leadId, text) => {
      await world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });
      await hooks.settle();
    },
    said: async (leadId) =>
      phone
        .parse(await world.kommo(`/sandbox/phone/${leadId}`))
        .messages.filter(({ from }) => from === 'firm')
        .map(({ text }) => text),
    notes: async (leadId) => {
      const page = await world.kommo(`/api/v4/leads/${leadId}/notes?limit=250`);
      const list = z.array(
        z.looseObject({ params: z.looseObject({ text: z.string().optional() }) }),
      );
      const read = embedded('notes', z.unknown()).parse(page)?._embedded['notes'] ?? [];
      return list.parse(read).flatMap(({ params }) => params.text ?? []);
    },
    tasks: async (leadId) =>
      (await readTasks(leadId)).map(({ text, complete_till }) => ({
        text,
        dueInMs: complete_till * 1_000 - clock().getTime(),
      })),
    tasksFor: async (leadId) =>
      (await readTasks(leadId)).map(({ text, complete_till, responsible_user_id: userId }) => ({
        ...{ text, userId },
        dueAt: new Date(complete_till * 1_000).toISOString(),
      })),
  };
}
