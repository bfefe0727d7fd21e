import { z } from 'zod';

/** What the account keeps of Salesbot: the bots, and each run of one for a lead. */

const id = z.number().int();

export const botRecord = z.object({
  id,
  name: z.string(),
  is_active: z.boolean(),
  /** The imported steps as JSON, what "View source" shows; empty until a person imports some. */
  text: z.string().default(''),
  /** The step that the canvas starts with. */
  start: id.default(0),
});

export const targetRecord = z.object({
  type: z.enum(['question', 'answer', 'finish']),
  step: id.exactOptional(),
});

const waitRecord = z.object({
  /** Changes with every pause: a timer of an earlier one is deaf. */
  id,
  kind: z.enum(['message', 'timer', 'continue']),
  /** Where a reply leads; null when the bot listens to none. */
  reply: targetRecord.nullable(),
  timers: z.array(z.object({ dueAt: z.number(), target: targetRecord })).readonly(),
  /** What stands on the lead's screen to be tapped. */
  drawn: z.array(z.string()).readonly(),
  /** The last part of return_url; null where no integration is asked. */
  continueId: z.string().nullable(),
});

/** Where in the bot: its own steps, or those of a widget's block. */
const frameRecord = z.object({
  /** The block in the bot that the steps belong to; null for the bot itself. */
  instance: z.string().nullable(),
  exits: z.record(z.string(), targetRecord),
  step: id,
  /** The handler of the step to go on with after a continue. */
  next: id,
});

export const runRecord = z.object({
  id,
  bot_id: id,
  entity_id: id,
  entity_type: z.enum(['leads', 'contacts']),
  at: z.string(),
  launched: z.enum(['api', 'stage', 'message']),
  state: z.enum(['queued', 'waiting', 'hung', 'ended']),
  /** Why it ended, hangs or never started, for people. */
  reason: z.string(),
  frame: frameRecord,
  wait: waitRecord.nullable(),
  message: z.string(),
  validated: z.string(),
  json: z.record(z.string(), z.string()),
  /** The first block of a bot has rules of its own. */
  hasSent: z.boolean(),
  /** What it did and could not do, for people; the newest last. */
  trail: z.array(z.string()).readonly(),
});

export type Bot = Readonly<z.infer<typeof botRecord>>;
export type Target = Readonly<z.infer<typeof targetRecord>>;
export type Wait = Readonly<z.infer<typeof waitRecord>>;
export type Run = Readonly<z.infer<typeof runRecord>>;
