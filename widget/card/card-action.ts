import type { CardCalls } from '../api/card-calls.js';
import type { Companion } from '../api/companion.js';
import type { Lifetime } from '../host/lifetime.js';
import type { Fields } from '../view/actions.js';
import type { CardMemory } from './card-memory.js';
import type { Loader } from './card-loader.js';
import type { CardEvent, CardState } from './state/card-state.js';

export interface FetchTools {
  readonly leadId: number;
  readonly read: () => CardState;
  readonly dispatch: (event: CardEvent) => void;
  readonly companion: Companion | null;
  readonly memory: CardMemory;
  readonly now: () => number;
  readonly lifetime: Lifetime;
  readonly loader: Loader;
  /** Opens "A quién llamo primero"; rejects where its file cannot be had. */
  readonly openCalls: () => Promise<void>;
  /** Moves the keyboard there, where that is on screen. */
  readonly focus: (selector: string) => void;
}

/** The same, with the calls of what is done instead of those of what is shown. */
export interface ActionTools extends Omit<FetchTools, 'companion'> {
  readonly companion: CardCalls | null;
}

/** What a verb of `data-action` does with what stands behind its colon and in its form. */
export type Action = readonly [string, (subject: string, fields: Fields) => void];
