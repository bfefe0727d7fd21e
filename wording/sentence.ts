import type { es } from './es.js';

/** What fills a place: a word, a number, another sentence, a list of words ("a, b y c"), or several sentences. */
export type Value = string | number | Sentence | readonly Value[];

/**
 * A sentence that is not worded yet; its code is where it stands, "person.phone_letters" in wording/<language>/person.ts.
 * Kept as JSON. A code that the catalogue has no longer is worded by `plain.of_before`.
 */
export type Sentence = Plain | Filled[keyof Filled];

export type Code = keyof Texts;

/** Every sentence that needs parameters is a kind of its own; those without are one kind, which keeps the compiler quick. */
interface Plain {
  readonly code: { [C in Code]: [PlacesOf<Texts[C]>] extends [never] ? C : never }[Code];
  readonly params?: never;
}
type Filled = {
  [C in Code as [PlacesOf<Texts[C]>] extends [never] ? never : C]: {
    readonly code: C;
    readonly params: ParamsOf<Texts[C]>;
  };
};

/** Texts by code. */
type Texts = Flat<typeof es>;
type Flat<Subjects> = {
  [
    C in {
      [S in keyof Subjects & string]: `${S}.${keyof Subjects[S] & string}`;
    }[keyof Subjects & string]
  ]: C extends `${infer S extends keyof Subjects & string}.${infer K}`
    ? Subjects[S][K & keyof Subjects[S]]
    : never;
};

type ParamsOf<T> = { readonly [P in PlacesOf<T>]: P extends 'count' ? number : Value };
type PlacesOf<T> = T extends string
  ? PlacesIn<T>
  : T extends { readonly other: infer Other extends string }
    ? PlacesIn<Other> | 'count'
    : never;
type PlacesIn<T extends string> = T extends `${string}{${infer P}}${infer Rest}`
  ? P | PlacesIn<Rest>
  : never;

/** Another language of a subject: the same codes, each with at least the same places. */
export type Translation<Subject> = {
  readonly [K in keyof Subject]: Subject[K] extends string
    ? Holding<PlacesIn<Subject[K]>>
    : Subject[K] extends { readonly other: infer Other extends string }
      ? PluralHolding<Exclude<PlacesIn<Other>, 'count'>>
      : never;
};
interface PluralHolding<Place extends string> {
  readonly '=0'?: string;
  readonly one?: Holding<Place>;
  readonly many?: Holding<Place>;
  readonly other: Holding<Place>;
}
type Holding<Place extends string> = string &
  ((Place extends string ? (text: `${string}{${Place}}${string}`) => void : never) extends (
    text: infer All,
  ) => void
    ? All
    : never);

/** What will be T once it is worded: wherever T has just any text (under these keys), a sentence may stand. */
export type Unworded<T, Keys extends PropertyKey = PropertyKey> = T extends object
  ? { readonly [K in keyof T]: K extends Keys ? UnwordedText<T[K], Keys> : Unworded<T[K], Keys> }
  : T;
type UnwordedText<T, Keys extends PropertyKey> = T extends string
  ? string extends T
    ? string | Sentence
    : T
  : T extends readonly string[]
    ? readonly (string | Sentence)[]
    : Unworded<T, Keys>;
