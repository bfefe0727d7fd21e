import type { Sentence } from '../../../../wording/sentence.js';
import type { Check } from '../doctor/doctor-check.js';
import type { TestTools } from './test-tools.js';

/** What is known so far, by variable of `.env`; an empty value is known, too: nothing is needed there. */
export type Values = Readonly<Record<string, string>>;

export interface Question {
  /** Of `.env`. */
  readonly variable: string;
  readonly what: Sentence;
  /** Where a person finds it. */
  readonly where: (values: Values) => Sentence;
  readonly isSecret: boolean;
  /** Without it `.env` cannot be used; what is not needed may come another day. */
  readonly isNeeded: boolean;
  readonly applies: (known: Known) => boolean;
  /** What was typed or pasted, as the variable takes it. */
  readonly tidy: (typed: string) => string;
  /** What Enter accepts; null where nothing is likely. */
  readonly suggest: (values: Values) => string | null;
  /** Looks whether the answer works, with those before it. */
  readonly test: Test | null;
}

export interface Known {
  readonly values: Values;
  readonly postponed: ReadonlySet<string>;
}

export interface Test {
  readonly run: (values: Values, tools: TestTools) => Promise<Tested>;
  /** Which answers may be the wrong ones: all of them are asked again. */
  readonly asksAgain: readonly string[];
  /** The vendor's refusal is no proof here, so that the same answer once more is kept. */
  readonly maySayAgain: boolean;
}

export interface Tested {
  readonly isWrong: boolean;
  readonly checks: readonly Check[];
  /** Variables that need not be asked any more. */
  readonly learned: Values;
}
