import type { Failure } from '../outcome.js';
import type { Action, Intent, Result } from './admin-acts.js';
import { keepTrue } from './failed-work/keep-true.js';
import { withEdit } from './failed-work/with-edit.js';
import type { Known, KnownName, Loaded } from './known.js';
import { topics, type Section } from './topics.js';

export const sections: readonly Section[] = topics.flatMap((topic) => topic.sections);

export interface ActFilter {
  readonly by: string | null;
  readonly act: string | null;
}

export interface LeadAsked {
  readonly find: string;
  readonly lead: string | null;
}

/** Which deliveries are shown; null for all. */
export interface DeliveryAsked {
  readonly of: 'capture' | 'hook' | null;
  readonly source: string | null;
  readonly failed: boolean;
}

export interface AdminState {
  readonly section: Section;
  /** The file that draws the section did not come. */
  readonly partFailed: boolean;
  readonly known: { readonly [Name in KnownName]: Loaded<Known[Name]> };
  readonly doing: Action | null;
  readonly intent: Intent | null;
  readonly result: Result | null;
  /** The dead letter whose own controls are used; null where all that is selected is meant. */
  readonly row: string | null;
  /** The cause whose failed work is shown; null for all. */
  readonly cause: string | null;
  /** Whose acts are shown, and which; null for all. */
  readonly acts: ActFilter;
  /** What a lead is looked for by, and the one that is chosen. */
  readonly asked: LeadAsked;
  /** The number, e-mail or RNC by which a person is looked for; empty for nobody. */
  readonly person: string;
  readonly received: DeliveryAsked;
  readonly selected: readonly string[];
  /** Corrections by dead letter, then field: only those that differ. */
  readonly edits: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The doctor's checks that are well are left out; for as long as the page is open. */
  readonly onlyProblems: boolean;
  /** What was copied ("step:2", "bot:welcome"), and whether that worked. */
  readonly copied: { readonly what: string; readonly worked: boolean } | null;
}

export type AdminEvent =
  | {
      readonly kind: 'arrived';
      readonly name: KnownName;
      readonly value: Known[KnownName];
      readonly at: number;
    }
  | { readonly kind: 'asked'; readonly name: KnownName }
  | { readonly kind: 'part'; readonly failed: boolean }
  | { readonly kind: 'not_arrived'; readonly name: KnownName; readonly failure: Failure }
  | { readonly kind: 'section_chosen'; readonly section: Section }
  | { readonly kind: 'action_started'; readonly action: Action }
  | { readonly kind: 'action_ended'; readonly result: Result | null }
  | { readonly kind: 'intended'; readonly intent: Intent | null }
  | { readonly kind: 'row_used'; readonly id: string | null }
  | { readonly kind: 'cause_chosen'; readonly cause: string | null }
  | { readonly kind: 'acts_chosen'; readonly acts: ActFilter }
  | { readonly kind: 'lead_asked'; readonly asked: LeadAsked }
  | { readonly kind: 'deliveries_chosen'; readonly received: DeliveryAsked }
  | { readonly kind: 'person_asked'; readonly person: string }
  | { readonly kind: 'selected'; readonly ids: readonly string[] }
  | {
      readonly kind: 'edited';
      readonly id: string;
      readonly field: string;
      readonly value: string;
    }
  | { readonly kind: 'problems_chosen'; readonly only: boolean }
  | { readonly kind: 'copied'; readonly copied: AdminState['copied'] };

const nothing = { value: null, at: 0, asking: false, failure: null };

export const firstState: AdminState = {
  section: 'connection',
  partFailed: false,
  known: {
    connection: nothing,
    odooConnection: nothing,
    doctor: nothing,
    provision: nothing,
    provisionRun: nothing,
    conversations: nothing,
    deadLetters: nothing,
    replay: nothing,
    waiting: nothing,
    workHistory: nothing,
    reconciliation: nothing,
    team: nothing,
    flow: nothing,
    audit: nothing,
    experiments: nothing,
    refinement: nothing,
    health: nothing,
    analytics: nothing,
    sources: nothing,
    story: nothing,
    persons: nothing,
    exports: nothing,
    deliveries: nothing,
    person: nothing,
  },
  doing: null,
  intent: null,
  result: null,
  row: null,
  cause: null,
  acts: { by: null, act: null },
  asked: { find: '', lead: null },
  person: '',
  received: { of: null, source: null, failed: false },
  selected: [],
  edits: {},
  onlyProblems: false,
  copied: null,
};

type KnownEvent = Extract<AdminEvent, { kind: 'asked' | 'arrived' | 'not_arrived' }>;

export function reduceAdmin(state: AdminState, event: AdminEvent): AdminState {
  if (event.kind === 'problems_chosen') return { ...state, onlyProblems: event.only };
  if (event.kind === 'acts_chosen') return { ...at(state, null), acts: event.acts };
  if (event.kind === 'lead_asked') return { ...at(state, null), asked: event.asked };
  if (event.kind === 'deliveries_chosen') return { ...at(state, null), received: event.received };
  if (event.kind === 'person_asked') return withPerson(state, event.person);
  if (event.kind === 'part') return { ...state, partFailed: event.failed };
  return 'name' in event ? reduceKnown(state, event) : reduceOwn(state, event);
}

type OwnEvent = Exclude<
  AdminEvent,
  | KnownEvent
  | {
      kind:
        | 'problems_chosen'
        | 'acts_chosen'
        | 'lead_asked'
        | 'person_asked'
        | 'deliveries_chosen'
        | 'part';
    }
>;

function reduceOwn(state: AdminState, event: OwnEvent): AdminState {
  switch (event.kind) {
    case 'section_chosen':
      return { ...at(state, null), section: event.section, copied: null };
    case 'action_started':
      return { ...state, doing: event.action, result: null };
    case 'action_ended':
      return { ...state, doing: null, result: event.result };
    case 'intended':
      return { ...state, intent: event.intent, result: null };
    case 'selected':
      return { ...at(state, null), selected: event.ids };
    case 'row_used':
      return at(state, event.id);
    case 'cause_chosen':
      return { ...at(state, null), cause: event.cause, selected: [] };
    case 'edited':
      return withEdit(state, event);
    case 'copied':
      return { ...state, copied: event.copied };
  }
}

/** What was found of another is not shown for this one. */
const withPerson = (state: AdminState, person: string): AdminState => ({
  ...withKnown(at(state, null), 'person', nothing),
  person,
});

/** What was asked or told elsewhere on the page is over. */
const at = (state: AdminState, row: string | null): AdminState => ({
  ...state,
  row,
  intent: null,
  result: null,
});

function reduceKnown(state: AdminState, event: KnownEvent): AdminState {
  const { name } = event;
  const before = state.known[name];
  switch (event.kind) {
    case 'asked':
      return withKnown(state, name, { ...before, asking: true });
    case 'not_arrived':
      return withKnown(state, name, { ...before, asking: false, failure: event.failure });
    case 'arrived': {
      const { value, at } = event;
      return keepTrue(withKnown(state, name, { value, at, asking: false, failure: null }));
    }
  }
}

function withKnown(state: AdminState, name: KnownName, loaded: Loaded<unknown>): AdminState {
  return { ...state, known: { ...state.known, [name]: loaded } };
}
