import type { Sentence } from '../../../../wording/sentence.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import type { Odoo } from '../../adapters/odoo/odoo.js';
import type { Config } from '../../config.js';
import type { Stage } from './stage.js';

/** What became of one point of integration. */
export type Outcome =
  | { readonly kind: 'passed'; readonly found: Sentence }
  | { readonly kind: 'failed'; readonly found: Sentence }
  | { readonly kind: 'not_played'; readonly why: Sentence };

/** One point of integration of the specification's test plan. */
export interface Scenario {
  readonly title: Sentence;
  readonly play: (rehearsal: Rehearsal) => Promise<Outcome>;
  /** Why it is not played on a real account; null where it is. */
  readonly notReal: Sentence | null;
}

export interface Rehearsal {
  readonly config: Config;
  readonly kommo: KommoClient;
  readonly odoo: Pick<Odoo, 'preflight'> | null;
  /** Who plays the lead, the ads and the clock; null on a real account, where nobody does. */
  readonly stage: Stage | null;
  /** Stands in every name, so that a person sees what is no customer. */
  readonly mark: string;
  /** Looks until there is an answer; null when none came in time. */
  readonly until: <T>(look: () => Promise<T | null>) => Promise<T | null>;
  /** Leads in Kommo that were made, by who plays them. */
  readonly leads: Map<Role, number>;
}

export type Role = 'main' | 'inlead' | 'ad' | 'silent' | 'outage';

export const passed = (found: Sentence): Outcome => ({ kind: 'passed', found });
export const failed = (found: Sentence): Outcome => ({ kind: 'failed', found });
export const notPlayed = (why: Sentence): Outcome => ({ kind: 'not_played', why });

/** The lead that an earlier point made; without it there is nothing to play on. */
export const onLead =
  (role: Role, play: (rehearsal: Rehearsal, leadId: number) => Promise<Outcome>) =>
  (rehearsal: Rehearsal): Promise<Outcome> => {
    const leadId = rehearsal.leads.get(role);
    return leadId === undefined
      ? Promise.resolve(notPlayed({ code: 'rehearsal.no_lead' }))
      : play(rehearsal, leadId);
  };

/** What only the sandbox can play. */
export const onStage =
  (
    role: Role,
    play: (
      rehearsal: Rehearsal,
      on: { readonly leadId: number; readonly stage: Stage },
    ) => Promise<Outcome>,
  ) =>
  (rehearsal: Rehearsal): Promise<Outcome> =>
    onLead(role, (tools, leadId) =>
      tools.stage === null
        ? Promise.resolve(notPlayed({ code: 'rehearsal.no_stage' }))
        : play(tools, { leadId, stage: tools.stage }),
    )(rehearsal);
