import type { UnmappedNames } from './unmapped-names.js';

export type { UnmappedName } from './unmapped-names.js';

/** What a source has sent of one visitor so far, under its own names. */
export interface Draft {
  readonly id: string;
  readonly code: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** How often it was sent; another post makes it news. */
  readonly posts: number;
}

/** Sources that post at every step of a visitor: the posts of one code are one draft, until it is a lead. */
export interface DraftTable extends UnmappedNames {
  /** Adds to what is known, later answers over earlier ones; false where the code is a lead already. */
  merge(post: {
    readonly source: string;
    readonly code: string;
    readonly fields: Readonly<Record<string, unknown>>;
    readonly at: Date;
    readonly dueAt: Date;
  }): Promise<boolean>;
  find(id: string): Promise<Draft | null>;
  /** Nobody has added to them for a while. */
  listDue(now: Date, limit: number, skip?: number): Promise<readonly Draft[]>;
  /** Nothing happens until somebody adds to it. */
  rest(id: string, posts: number): Promise<void>;
  /** What its names mean has changed: what waits is looked at again. */
  wake(source: string, at: Date): Promise<void>;
  /** It is a lead: its answers are kept there, and no longer here. */
  settle(id: string, at: Date): Promise<void>;
  /** Visitors who never said who they are. */
  forgetBefore(at: Date): Promise<number>;
}
