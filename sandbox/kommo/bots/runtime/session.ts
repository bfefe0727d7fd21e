import type { Account } from '../../account/account.js';
import type { Run, Target } from '../../account/bot-records.js';
import type { Contact, Lead } from '../../account/records.js';
import type { Known } from '../format/placeholders.js';

/** What a handler leads to. */
export type Flow =
  | { readonly kind: 'next' }
  | { readonly kind: 'goto'; readonly target: Target }
  | { readonly kind: 'pause'; readonly reply: Target | null; readonly timers: readonly Timer[] }
  /** The integration is asked; the bot goes on when it calls `return_url`. */
  | { readonly kind: 'park'; readonly continueId: string }
  /** Into the steps of a widget's block, and out of them by an exit. */
  | {
      readonly kind: 'enter';
      readonly instance: string;
      readonly exits: Readonly<Record<string, Target>>;
    }
  | { readonly kind: 'exit'; readonly code: string }
  /** Nothing fitted: the bot waits on as it did. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'end'; readonly reason: string }
  | { readonly kind: 'hang'; readonly reason: string };

export interface Timer {
  readonly delaySeconds: number;
  readonly target: Target;
}

export const next: Flow = { kind: 'next' };

/** One run while it is being driven: what it knows, and how it changes. */
export interface Session {
  readonly account: Account;
  /** Sends a widget_request; answers the last part of its return_url. */
  readonly ask: (request: Asked) => string;
  /** What this step has drawn to be tapped. */
  readonly drawn: string[];
  /** Whether the step was entered straight from a tapped button. */
  readonly fromButton: boolean;
  run(): Run;
  change(part: Partial<Run>): void;
  note(line: string): void;
}

export interface Asked {
  readonly botId: number;
  readonly leadId: number;
  readonly url: string;
  readonly data: Readonly<Record<string, string | number>>;
}

const mostLines = 60;

type Given = Pick<Session, 'account' | 'ask' | 'fromButton' | 'drawn'> & { readonly runId: number };

export function createSession(given: Given): Session {
  const { account, runId } = given;
  const run = () => {
    const found = account.state.runs.get(runId);
    if (!found) throw new Error(`No run ${runId}`);
    return found;
  };
  const change = (part: Partial<Run>) => account.state.runs.set(runId, { ...run(), ...part });
  return {
    ...given,
    ...{ run, change },
    note: (line) => change({ trail: [...run().trail, line].slice(-mostLines) }),
  };
}

/** The lead that the run is about; of a contact, its newest one. */
export function leadOf(account: Account, { entity_id, entity_type }: Run): Lead | null {
  const { leads } = account.state;
  if (entity_type === 'leads') return leads.get(entity_id) ?? null;
  const own = [...leads.values()].filter(
    (lead) => !lead.is_deleted && lead.contacts.some(({ id }) => id === entity_id),
  );
  return own.at(-1) ?? null;
}

export function mainContactOf({ state }: Account, lead: Lead | null): Contact | null {
  const id = lead?.contacts.find(({ is_main }) => is_main)?.id;
  return state.contacts.get(id ?? NaN) ?? null;
}

export function knownTo(session: Session): Known {
  const run = session.run();
  return {
    account: session.account,
    lead: leadOf(session.account, run),
    ...{ message: run.message, validated: run.validated, json: run.json },
  };
}
