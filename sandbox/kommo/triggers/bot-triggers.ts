import { z } from 'zod';
import type { Account, Mutation } from '../account/account.js';
import type { Lead } from '../account/records.js';
import type { Bots } from '../bots/bots.js';

const id = z.number().int();

/** When a bot starts by itself: set on a stage, or on the channel, by a person. */
export const botTriggerSchema = z.object({
  kind: z.literal('start-bot'),
  bot_id: id,
  on: z.enum(['stage', 'talk', 'message']).default('stage'),
  /** Absent: every stage. */
  status_id: id.exactOptional(),
  pipeline_id: id.exactOptional(),
  entered: z.enum(['created', 'moved', 'either']).default('either'),
  delay_seconds: id.nonnegative().default(0),
  /** For messages: so long after a start, further messages of the lead start nothing. */
  cool_down: id.nonnegative().default(86_400),
});

export type BotTrigger = Readonly<z.infer<typeof botTriggerSchema>>;

export interface BotTriggers {
  list(): readonly BotTrigger[];
  add(trigger: BotTrigger): void;
  clear(): void;
}

const kept = z.array(botTriggerSchema);
const key = 'bot triggers';

/** Kept with the account, as a person's settings are. */
export function createBotTriggers(account: Account, bots: Bots): BotTriggers {
  const { pageValues } = account.state;
  const list = () => kept.safeParse(pageValues.get(key)).data ?? [];
  const startedAt = new Map<string, number>();

  function start(trigger: BotTrigger, leadId: number): void {
    const begin = () => {
      const bot = account.state.bots.get(trigger.bot_id);
      const launched = trigger.on === 'stage' ? 'stage' : 'message';
      if (bot) bots.start(bot, { entityId: leadId, entityType: 'leads', launched });
    };
    if (trigger.delay_seconds === 0) begin();
    else account.clock.schedule(trigger.delay_seconds * 1000, begin);
  }

  /** Within its cool-down a message starts nothing. */
  function startByMessage(trigger: BotTrigger, leadId: number): void {
    const mark = `${trigger.bot_id} ${leadId}`;
    const now = account.clock.seconds();
    const last = startedAt.get(mark);
    if (last !== undefined && now - last < trigger.cool_down) return;
    startedAt.set(mark, now);
    start(trigger, leadId);
  }

  account.onChange((mutation) => {
    for (const trigger of list()) {
      const leadId = leadToStart(account, trigger, mutation);
      if (leadId === null) continue;
      if (trigger.on === 'message') startByMessage(trigger, leadId);
      else start(trigger, leadId);
    }
  });

  return {
    list,
    add: (trigger) => {
      pageValues.set(key, [...list(), trigger]);
    },
    clear: () => {
      pageValues.delete(key);
      startedAt.clear();
    },
  };
}

/** The lead for which the trigger goes off; null where this change is none of its business. */
function leadToStart(account: Account, trigger: BotTrigger, mutation: Mutation): number | null {
  if (mutation.kind === 'lead' && trigger.on === 'stage')
    return hasEntered(account, trigger, mutation) ? mutation.after.id : null;
  if (mutation.kind === 'talk' && trigger.on === 'talk')
    return mutation.before === null ? mutation.after.entity_id : null;
  if (mutation.kind === 'message' && trigger.on === 'message')
    return mutation.message.direction === 'incoming' ? mutation.talk.entity_id : null;
  return null;
}

interface Entering {
  readonly before: Lead | null;
  readonly after: Lead;
}

/** Automations of a stage do not run in "Incoming leads". */
function hasEntered(account: Account, trigger: BotTrigger, { before, after }: Entering): boolean {
  const isHere = before?.status_id === after.status_id && before.pipeline_id === after.pipeline_id;
  if (isHere || after.is_deleted || isIncoming(account, after)) return false;
  const entered = before === null || isIncoming(account, before) ? 'created' : 'moved';
  return fitsStage(trigger, after) && (trigger.entered === 'either' || trigger.entered === entered);
}

function fitsStage(trigger: BotTrigger, { status_id: statusId, pipeline_id: pipelineId }: Lead) {
  const stage = trigger.status_id === undefined || trigger.status_id === statusId;
  return stage && (trigger.pipeline_id === undefined || trigger.pipeline_id === pipelineId);
}

function isIncoming({ state }: Account, { pipeline_id, status_id }: Lead): boolean {
  const statuses = state.pipelines.get(pipeline_id)?.statuses ?? [];
  return statuses.some(({ id: one, type }) => one === status_id && type === 1);
}
