/** What a lead does when the firm has written: taps a button, or says something. */
export interface Play {
  readonly afterMs: number;
  /** "button" taps one of the last message's buttons; other texts are said, each as a message of its own. */
  readonly says: readonly string[];
}

/** How one kind of lead behaves, as data: a longer soak adds kinds and plays, not code. */
export interface Temperament {
  readonly name: string;
  /** Of a hundred leads, so many are like this, about. */
  readonly share: number;
  readonly source: 'direct' | 'inlead' | 'meta';
  /** What the capture says; null where it says nothing. */
  readonly consent: boolean | null;
  /** One for each time the firm writes; then silence. */
  readonly plays: readonly Play[];
  /** What the firm writes later than this, counted from its arrival, it leaves alone; left out, it never does. */
  readonly playsForMs?: number;
  /** What it says after it wanted no more messages: a bot that was not stopped would answer. */
  readonly afterwards?: Play;
  /** Fills in a form again, so long after the first. */
  readonly again?: { readonly afterMs: number; readonly consent: boolean | null };
  /** What its form says beside or instead of what everybody's does. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Whether any message may ever leave to it. */
  readonly mayBeWritten: boolean;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const says = (afterMs: number, ...texts: readonly string[]): Play => ({ afterMs, says: texts });
const taps = (afterMs: number, times: number): readonly Play[] =>
  Array.from({ length: times }, () => says(afterMs, 'button'));

const agreed = { source: 'direct', consent: true, mayBeWritten: true } as const;

export const temperaments: readonly Temperament[] = [
  { name: 'taps every button', share: 20, ...agreed, plays: taps(40 * second, 9) },
  { name: 'taps slowly', share: 8, ...agreed, plays: taps(12 * minute, 9) },
  { name: 'waits for the nudge', share: 6, ...agreed, plays: taps(17 * minute, 9) },
  { name: 'never answers', share: 14, ...agreed, plays: [] },
  {
    name: 'answers the next day',
    share: 4,
    ...agreed,
    plays: [says(20 * hour, 'hola, disculpen')],
  },
  {
    ...{ name: 'answers in sentences', share: 8, ...agreed },
    plays: [
      says(minute, 'dime'),
      says(minute, 'sí, y también inventario'),
      says(minute, 'como unas 300 al mes'),
      says(minute, '👍'),
    ],
  },
  {
    ...{ name: 'falls silent in the middle', share: 6, ...agreed },
    plays: taps(minute, 2),
  },
  {
    ...{ name: 'writes before it is asked', share: 4, ...agreed },
    plays: [says(10 * second, 'hola', '¿están ahí?'), ...taps(minute, 6)],
  },
  { name: 'says BAJA at once', share: 5, ...agreed, plays: [says(30 * second, 'BAJA')] },
  {
    ...{ name: 'says BAJA in the middle', share: 5, ...agreed },
    plays: [...taps(minute, 1), says(minute, 'baja')],
  },
  {
    ...{ name: 'says it in its own spelling', share: 4, ...agreed },
    plays: [...taps(minute, 2), says(minute, 'ya no me escrivan mas')],
  },
  {
    ...{ name: 'says it and then more', share: 4, ...agreed },
    plays: [...taps(minute, 1), says(minute, 'ya no me escrivan mas')],
    afterwards: says(10 * minute, 'y gracias', 'ya les dije'),
  },
  {
    ...{ name: 'comes back without a tick', share: 3, ...agreed },
    plays: [says(minute, 'STOP')],
    again: { afterMs: 90 * minute, consent: null },
  },
  {
    ...{ name: 'comes back with a tick', share: 3, ...agreed },
    plays: [says(minute, 'STOP'), ...taps(minute, 8)],
    again: { afterMs: 90 * minute, consent: true },
  },
  { name: 'wants it later', share: 2, ...agreed, plays: [says(minute, 'Más tarde')] },
  {
    ...{ name: 'wants a person', share: 2, ...agreed },
    plays: [says(minute, 'quiero hablar con una persona')],
  },
  {
    ...{ name: 'did not agree', share: 3, source: 'direct', consent: false },
    ...{ plays: [], mayBeWritten: false },
  },
  {
    ...{ name: 'was not asked', share: 3, source: 'meta', consent: null },
    ...{ plays: [], mayBeWritten: false },
  },
];
