import { temperaments as everyday } from './temperaments.js';
import type { Temperament } from './temperaments.js';
import type { Random } from './random.js';

/** One person of the soak, with what it has done so far. Times are of the driven clock, in ms. */
export interface Person {
  readonly index: number;
  readonly temperament: Temperament;
  readonly arrivesAt: number;
  /** Its captures, the first one first. */
  captureIds: string[];
  leadIds: number[];
  contactId: number | null;
  played: number;
  /** What it is about to say, in the newest lead's chat. */
  saying: { readonly at: number; readonly text: string }[];
  /** When it said that it wants no more messages. */
  optedOutAt: number | null;
  cameBackAt: number | null;
  /** By when the companion must have read that; later where its hook was lost or the companion was down. */
  knownBy: number | null;
}

export function invitePeople(
  count: number,
  random: Random,
  arrivals: readonly [number, number],
  temperaments: readonly Temperament[] = everyday,
) {
  const deck = temperaments.flatMap((temperament) =>
    Array.from({ length: temperament.share }, () => temperament),
  );
  // Every kind is there, however few they are.
  const kinds = [...temperaments, ...random.shuffle(deck)];
  return Array.from({ length: count }, (_none, index): Person => ({
    ...{ index: index + 1, temperament: kinds[index % kinds.length] ?? random.pick(deck) },
    ...{ arrivesAt: random.between(...arrivals), captureIds: [], leadIds: [], contactId: null },
    ...{ played: 0, saying: [], optedOutAt: null, cameBackAt: null, knownBy: null },
  }));
}

const wantsNoMore = /^(baja|stop|ya no me escrivan mas)$/i;
export const isOptOut = (text: string): boolean => wantsNoMore.test(text);

/** The firm has written: the person's next play begins. */
export function hear(person: Person, now: number): void {
  const play = person.temperament.plays[person.played];
  // One thing at a time, and nothing to the confirmation of its own "BAJA".
  if (play === undefined || person.saying.length > 0) return;
  if (now > person.arrivesAt + (person.temperament.playsForMs ?? Infinity)) return;
  if (person.optedOutAt !== null && (person.cameBackAt ?? 0) < person.optedOutAt) return;
  person.played += 1;
  person.saying = play.says.map((text, at) => ({ at: now + play.afterMs + at * 2_000, text }));
}
