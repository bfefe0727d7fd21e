import type { QuestionKey } from '../../lead/lead.js';

/** What the reader of free sentences knows of a language; all of it lower case and without accents. */
export interface Language {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Neither yes nor no: "no sé", "depende". */
  readonly unsure: readonly string[];
  /** Contains a word of the others and means nothing: "no hay problema", "si quieres". */
  readonly empty: readonly string[];
  /** What comes after it takes back what came before: "perdón, digo". */
  readonly correction: readonly string[];
  /** A new statement begins after it. */
  readonly joints: readonly string[];
  /** Words of a question's subject, which a sentence about it names, and further words for its options. */
  readonly questions: Readonly<Partial<Record<QuestionKey, QuestionWords>>>;
  readonly count: CountWords;
  readonly wishes: WishWords;
}

export interface QuestionWords {
  readonly subject: readonly string[];
  /** Naming it says that it is there: "y también inventario". */
  readonly namedIsYes?: true;
  readonly count?: CountLimits;
  readonly options?: Readonly<Record<string, readonly string[]>>;
}

/** What a question counts. */
export interface CountLimits {
  /** A higher number is about something else, mostly money. */
  readonly highest: number;
  /** How often it comes, so that "20 diarias" is 520 a month. */
  readonly isMonthly: boolean;
  /** Say that there is none. */
  readonly none: readonly string[];
}

export interface CountWords {
  readonly numbers: Readonly<Record<string, number>>;
  readonly scales: Readonly<Record<string, number>>;
  readonly and: string;
  /** Begins a range whose ends `and` joins. */
  readonly between: string;
  readonly denials: readonly string[];
  /** Count one only where they stand alone, or before what is counted: "una ferretería" is no count. */
  readonly articles: readonly string[];
  /** What may follow such an article: "uno solo", "una por semana". */
  readonly articleBefore: readonly string[];
  readonly moreThan: readonly string[];
  readonly lessThan: readonly string[];
  /** After the number: "500 en adelante", "40 y pico". */
  readonly orMore: readonly string[];
  /** Between two numbers: "300 a 400", "20 o 25". */
  readonly range: readonly string[];
  /** How often a month a period comes: "diarias" is 26 working days. */
  readonly perMonth: Readonly<Record<string, number>>;
  /** A number beside one of these counts nothing: "RD$300", "desde 2019". */
  readonly notAfter: readonly string[];
  readonly notBefore: readonly string[];
  /** In a statement with one of these the number is money: "facturamos 500 mil". */
  readonly money: readonly string[];
}

/** Phrases of what a lead may want instead of answering. */
export interface WishWords {
  readonly optOut: OptOutWords;
  readonly person: readonly string[];
  readonly later: readonly string[];
}

/** In a phrase "escrib*" is any word that begins so, "@name" a word of that group, "$" the end of the statement. */
export interface OptOutWords {
  /** Say nothing of it, and are read over. */
  readonly fillers: readonly string[];
  /** For good, whatever other statements say. */
  readonly lasting: readonly string[];
  /** For good, whatever limit the same statement names. */
  readonly forever: readonly string[];
  /** The whole message is one of these, whatever the spelling. */
  readonly alone: readonly string[];
  /** A sentence of the message is. */
  readonly sentence: readonly string[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly phrases: readonly string[];
  /** Where one of these stands too, it is about something else: "baja de personal". */
  readonly limits: readonly string[];
  /** Where one of these stands, messages are welcome: "no me llamen, escríbanme". */
  readonly welcomes: readonly string[];
}
