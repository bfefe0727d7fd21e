import type { Sentence } from '../wording/sentence.js';

/** What is wrong with one field of what was sent; `field` as the sender spelled it. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: Sentence;
  /** What to send instead. */
  readonly remedy: Sentence;
}
