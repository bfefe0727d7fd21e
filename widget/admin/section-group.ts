import type { Fields } from '../view/actions.js';
import type { Setting } from '../view/times.js';
import type { ActionTools, Follower, Parts } from './admin-runs.js';
import type { Intent } from './admin-acts.js';
import type { AdminState } from './admin-state.js';
import type { Section } from './topics.js';

export type View = (state: AdminState, setting: Setting) => string;

/** What a verb of `data-action` does with what stands behind its colon and in its form. */
export type Act = (subject: string, fields: Fields) => void;

export interface GroupTools extends Parts, Follower, ActionTools {
  readonly focus: (part: string) => void;
  /** Asks back before something is done; null when the reader thought better of it. */
  readonly intend: (intent: Intent | null) => void;
}

/** Sections that are opened together, and what can be done in them: one file of the zip, fetched when one of them is. */
export interface SectionGroup {
  readonly views: { readonly [Name in Section]?: View };
  readonly actions: (tools: GroupTools) => readonly (readonly [string, Act])[];
}
