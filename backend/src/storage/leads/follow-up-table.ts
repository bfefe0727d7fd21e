import type { EndReason } from '../../../../domain/follow-up/decide-touch.js';

/** `sending` may have left; `task`: a person was asked instead. */
export type TouchState = 'planned' | 'sending' | 'sent' | 'task' | 'skipped';

export interface TouchRow {
  readonly kommoLeadId: number;
  readonly key: string;
  readonly dueAt: string;
  readonly state: TouchState;
  /** What kept it back: a HoldReason, "hours", "limit", "call_open", "unsure". */
  readonly why: readonly string[];
  /** When it was sent, given to a person or skipped. */
  readonly at: string | null;
}

export interface FollowUp {
  readonly kommoLeadId: number;
  readonly state: 'active' | 'paused' | 'ended';
  /** Where the lead stood when it began: another one ends it. */
  readonly stage: string;
  /** A person asked for it, and answers for a lead that was typed in by hand. */
  readonly byPerson: boolean;
  readonly silentSince: string;
  readonly endedWhy: EndReason | null;
  /** In the order of their times, with what earlier ones have sent. */
  readonly touches: readonly TouchRow[];
}

export type NewFollowUp = Pick<FollowUp, 'kommoLeadId' | 'stage' | 'byPerson' | 'silentSince'> & {
  /** What an earlier one has sent is sent again: a person asks for it. Otherwise nobody gets it twice. */
  readonly repeats: boolean;
  readonly touches: readonly { readonly key: string; readonly dueAt: Date }[];
};

export interface TouchChange {
  readonly state: TouchState;
  readonly dueAt?: Date;
  readonly why?: readonly string[];
}

export interface FollowUpTable {
  /** False where one is under way; one that has ended may begin again. */
  start(followUp: NewFollowUp, at: Date): Promise<boolean>;
  find(kommoLeadId: number): Promise<FollowUp | null>;
  /** False where it was in none of these states. */
  change(
    kommoLeadId: number,
    from: readonly FollowUp['state'][],
    to: { readonly state: FollowUp['state']; readonly endedWhy?: EndReason },
  ): Promise<boolean>;
  /** False where the touch was not in this state: whoever changes it acts, nobody else. */
  changeTouch(
    touch: Pick<TouchRow, 'kommoLeadId' | 'key'>,
    from: TouchState,
    change: TouchChange & { readonly at: Date },
  ): Promise<boolean>;
  /** Ends one that runs and of which nothing is left to come. */
  finish(kommoLeadId: number): Promise<void>;
  /** Of follow-ups that run, those whose time has come, the earliest first. */
  listDue(now: Date, limit: number, skip?: number): Promise<readonly TouchRow[]>;
  /** What is still to come of all that run or are paused, the earliest first. */
  listOpen(limit: number): Promise<readonly (TouchRow & { readonly paused: boolean })[]>;
  /** What was not sent, or not all of it, since then, with why; the newest first. */
  listHeld(since: Date, limit: number): Promise<readonly TouchRow[]>;
}
