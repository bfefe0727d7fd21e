import { z } from 'zod';
import type { World } from '../support/world.js';
import type { Person } from './people.js';

const minute = 60_000;
const dayMs = 24 * 60 * minute;

const phoneSchema = z.object({
  messages: z.array(
    z.object({
      from: z.enum(['firm', 'lead']),
      by: z.enum(['bot', 'template', 'person']).nullable(),
      text: z.string(),
      at: z.iso.datetime().transform((at) => Date.parse(at)),
      state: z.string(),
    }),
  ),
});
type Message = z.infer<typeof phoneSchema>['messages'][number];

const runsSchema = z.array(
  z.object({ botId: z.number(), entityId: z.number(), state: z.string(), reason: z.string() }),
);

export interface Judged {
  /** What must never happen, each with its lead. */
  readonly wrongs: readonly string[];
  readonly messages: number;
  readonly reached: number;
}

export interface Rules {
  readonly peoplePerDay: number;
  /** Between the "BAJA" and our reading of it, where its hook came, and where it did not. */
  readonly readWithinMs: number;
  readonly foundWithinMs: number;
}

/** Reads every phone and every run of a bot, as the account has them, and says what was broken. */
export async function judge(
  world: World,
  people: readonly Person[],
  rules: Rules,
): Promise<Judged> {
  const wrongs: string[] = [];
  const templates: { at: number; person: number }[] = [];
  let count = 0;
  for (const person of people) {
    for (const leadId of person.leadIds) {
      const phone = phoneSchema.parse(await world.kommo(`/sandbox/phone/${leadId}`));
      const firm = phone.messages.filter(({ from }) => from === 'firm');
      count += firm.length;
      const say = (wrong: string) => {
        wrongs.push(`lead ${leadId} (${person.temperament.name}): ${wrong}`);
      };
      judgeConsent(person, firm, say);
      judgeOptOut(person, firm, rules, say);
      judgeRepeats(firm, say);
      for (const at of judgeWindow(phone.messages, say))
        templates.push({ at, person: person.index });
    }
  }
  wrongs.push(...judgeLimit(templates, rules.peoplePerDay));
  wrongs.push(...(await judgeRuns(world)));
  return { wrongs, messages: count, reached: new Set(templates.map((one) => one.person)).size };
}

type Say = (wrong: string) => void;

function judgeConsent({ temperament }: Person, firm: readonly Message[], say: Say): void {
  if (!temperament.mayBeWritten && firm.length > 0) say('was written to without consent');
}

const isGoodbye = ({ text }: Message): boolean => text.startsWith('Listo, no te enviaremos');

function judgeOptOut(person: Person, firm: readonly Message[], rules: Rules, say: Say): void {
  const { optedOutAt, cameBackAt, wasMissed } = person;
  if (optedOutAt === null) return;
  const within = wasMissed ? rules.foundWithinMs : rules.readWithinMs;
  const until =
    cameBackAt !== null && person.temperament.again?.consent === true ? cameBackAt : Infinity;
  const late = firm.filter(
    (one) => !isGoodbye(one) && one.at > optedOutAt + within && one.at < until,
  );
  for (const { text, at } of late) say(`"${text}" ${(at - optedOutAt) / minute} min after BAJA`);
  if (firm.filter(isGoodbye).length > 1) say('its opt-out was confirmed more than once');
}

/** A template once; a question twice at most, where the answer was not understood or was long in coming. */
function judgeRepeats(firm: readonly Message[], say: Say): void {
  const count = new Map<string, number>();
  for (const { text, by } of firm) {
    const key = `${by ?? ''} ${text}`;
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  for (const [key, times] of count) {
    if (times > (key.startsWith('template') ? 1 : 2)) say(`got "${key}" ${times} times`);
  }
}

/** Answers when it was reached by template outside its window. */
function judgeWindow(messages: readonly Message[], say: Say): readonly number[] {
  const reached: number[] = [];
  let openUntil = 0;
  for (const { from, by, at, state, text } of messages) {
    if (from === 'lead') openUntil = at + dayMs;
    else if (state === 'failed') say(`"${text}" was refused by WhatsApp`);
    else if (by !== 'template' && at > openUntil) say(`free text "${text}" in a closed window`);
    else if (at > openUntil) reached.push(at);
  }
  return reached;
}

function judgeLimit(
  templates: readonly { readonly at: number; readonly person: number }[],
  most: number,
): readonly string[] {
  const over = templates.filter(({ at }) => {
    const within = templates.filter((one) => one.at > at - dayMs && one.at <= at);
    return new Set(within.map(({ person }) => person)).size > most;
  });
  return over.length === 0 ? [] : [`the daily limit was passed ${over.length} times`];
}

async function judgeRuns(world: World): Promise<readonly string[]> {
  const runs = runsSchema.parse(await world.kommo('/sandbox/bots/runs'));
  const count = new Map<string, number>();
  for (const { botId, entityId } of runs) {
    const key = `bot ${botId} of lead ${entityId}`;
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  return [...count].flatMap(([key, times]) => (times > 1 ? [`${key} ran ${times} times`] : []));
}
