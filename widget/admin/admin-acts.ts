import type { ReplayRun } from '../../contract/admin.js';
import type { Failure } from '../outcome.js';
import type { Wrong } from './team/find-wrong.js';

/** What the reader is about to do and has to confirm. */
export type Intent =
  | { readonly kind: 'apply' }
  | { readonly kind: 'replay'; readonly ids: readonly string[]; readonly plan: ReplayRun['plan'] }
  | {
      readonly kind: 'discard' | 'dismiss';
      readonly ids: readonly string[];
      /** The reason was too short. */
      readonly refused: boolean;
    }
  | { readonly kind: 'repair'; readonly ids: readonly string[] }
  /** The person that was found is erased, or gets no more messages. */
  | { readonly kind: 'erase' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'send'; readonly keys: readonly string[] }
  /** Everybody new gets `stays` then. */
  | { readonly kind: 'end'; readonly id: string; readonly stays: 'a' | 'b' }
  /** Scores count with these points then. */
  | { readonly kind: 'activate'; readonly model: 'pre' | 'lead'; readonly id: string };

/** An action that waits for the companion's answer. */
export type Action =
  | 'test'
  | 'test_odoo'
  | 'check'
  | 'retry'
  | 'apply'
  | 'team'
  | 'experiment'
  | 'source'
  | 'activate'
  | 'person'
  | 'delivery'
  | 'export'
  | 'cost'
  | 'bot'
  | 'send'
  | 'plan'
  | 'replay'
  | 'discard'
  | 'reconcile'
  | 'repair'
  | 'dismiss'
  | 'older';

/** What the last action of the shown section brought. */
export type Result =
  | { readonly kind: 'test_ok' }
  | { readonly kind: 'discarded'; readonly n: number }
  | { readonly kind: 'retried'; readonly n: number }
  | { readonly kind: 'applied' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'downloaded'; readonly name: string }
  /** `left`: how many Kommo did not take. */
  | { readonly kind: 'templates_sent'; readonly n: number; readonly left: number }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'request_done' }
  | { readonly kind: 'exported' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'team_saved' }
  | { readonly kind: 'team_wrong'; readonly wrong: Wrong }
  | { readonly kind: 'select_first' }
  | { readonly kind: 'failed'; readonly failure: Failure };
