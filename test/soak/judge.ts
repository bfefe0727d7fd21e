import type { Message, RecordedPerson, RecordedWorld } from './record-world.js';

const minute = 60_000;
const dayMs = 24 * 60 * minute;

export interface Judged {
  /** What must never happen, each with its lead. */
  readonly wrongs: readonly string[];
  readonly messages: number;
  readonly reached: number;
}

/** Templates that come more than once by design, by a part of their text. */
export interface Reminders {
  readonly part: string;
  readonly most: number;
  readonly botId: number;
}

/** Says what was broken, from what the phones and the bots have seen, whatever the companion believes. */
export function judge(
  { people, runs }: RecordedWorld,
  peoplePerDay: number,
  reminders: Reminders | null = null,
): Judged {
  const wrongs: string[] = [];
  const templates: Reached[] = [];
  let count = 0;
  for (const [index, person] of people.entries()) {
    for (const { leadId, messages } of person.leads) {
      const firm = messages.filter(({ from }) => from === 'firm');
      count += firm.length;
      const say = (wrong: string) => {
        wrongs.push(`lead ${leadId} (${person.temperament}): ${wrong}`);
      };
      judgeConsent(person, firm, say);
      judgeOptOut(person, firm, say);
      judgeRepeats(firm, reminders, say);
      for (const at of judgeWindow(messages, say)) templates.push({ at, person: index });
    }
  }
  wrongs.push(...judgeLimit(templates, peoplePerDay));
  wrongs.push(...judgeRuns(runs, reminders));
  return { wrongs, messages: count, reached: new Set(templates.map((one) => one.person)).size };
}

type Say = (wrong: string) => void;

interface Reached {
  readonly at: number;
  readonly person: number;
}

const timeOf = ({ at }: Message): number => Date.parse(at);

function judgeConsent({ mayBeWritten }: RecordedPerson, firm: readonly Message[], say: Say): void {
  if (!mayBeWritten && firm.length > 0) say('was written to without consent');
}

const isGoodbye = ({ text }: Message): boolean => text.startsWith('Listo, no te enviaremos');

function judgeOptOut(
  { optedOutAt, agreedAgainAt, knownBy }: RecordedPerson,
  firm: readonly Message[],
  say: Say,
): void {
  if (optedOutAt === null || knownBy === null) return;
  const until = agreedAgainAt ?? Infinity;
  const isLate = (at: number) => at > knownBy && at < until;
  const late = firm.filter((one) => !isGoodbye(one) && isLate(timeOf(one)));
  for (const one of late) {
    say(`"${one.text}" ${(timeOf(one) - optedOutAt) / minute} min after BAJA`);
  }
  if (firm.filter(isGoodbye).length > 1) say('its opt-out was confirmed more than once');
}

/** A template once, and what the bot says without asking; a question twice at most, where the answer was not understood or was long in coming. */
function judgeRepeats(firm: readonly Message[], reminders: Reminders | null, say: Say): void {
  const texts = firm.map(({ text, by }) => `${by ?? ''} ${text}`);
  for (const [key, times] of countOf(texts)) {
    const isReminder = reminders !== null && key.includes(reminders.part);
    const isOnce = key.startsWith('template') || (key.startsWith('bot') && !key.includes('¿'));
    const most = isReminder ? reminders.most : isOnce ? 1 : 2;
    if (times > most) say(`got "${key}" ${times} times`);
  }
}

/** Answers when it was reached by template outside its window. */
function judgeWindow(messages: readonly Message[], say: Say): readonly number[] {
  const reached: number[] = [];
  let openUntil = 0;
  for (const message of messages) {
    const { from, by, state, text } = message;
    const at = timeOf(message);
    if (from === 'lead') openUntil = at + dayMs;
    else if (state === 'failed') say(`"${text}" was refused by WhatsApp`);
    else if (by !== 'template' && at > openUntil) say(`free text "${text}" in a closed window`);
    else if (at > openUntil) reached.push(at);
  }
  return reached;
}

function judgeLimit(templates: readonly Reached[], most: number): readonly string[] {
  const over = templates.filter(({ at }) => {
    const within = templates.filter((one) => one.at > at - dayMs && one.at <= at);
    return new Set(within.map(({ person }) => person)).size > most;
  });
  return over.length === 0 ? [] : [`the daily limit was passed ${over.length} times`];
}

function judgeRuns(runs: RecordedWorld['runs'], reminders: Reminders | null): readonly string[] {
  const once = runs.filter(({ botId }) => botId !== reminders?.botId);
  const keys = once.map(({ botId, entityId }) => `bot ${botId} of lead ${entityId}`);
  return [...countOf(keys)].flatMap(([key, times]) =>
    times > 1 ? [`${key} ran ${times} times`] : [],
  );
}

function countOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1);
  return count;
}
