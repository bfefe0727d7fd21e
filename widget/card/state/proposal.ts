import type { Proposal } from '../../../contract/proposal.js';
import type { Failure } from '../../outcome.js';

/** The lead's proposal, from the first press; asked for each time somebody opens it. */
export type ProposalPanel =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'shown';
      readonly proposal: Proposal;
      /** The next version is being written. */
      readonly editing: boolean;
      readonly busy: 'send' | 'revoke' | null;
      readonly failure: Failure | null;
      /** Whether the link could be copied; null until somebody has asked. */
      readonly copied: boolean | null;
    };

type PanelEvent =
  | { readonly kind: 'proposal_pressed' }
  | { readonly kind: 'proposal_arrived'; readonly proposal: Proposal }
  | { readonly kind: 'proposal_failed'; readonly failure: Failure };

type ShownEvent =
  | { readonly kind: 'proposal_copied'; readonly done: boolean }
  | { readonly kind: 'proposal_edited' }
  | { readonly kind: 'proposal_cancelled' }
  | { readonly kind: 'proposal_asked'; readonly what: 'send' | 'revoke' }
  | { readonly kind: 'proposal_refused'; readonly failure: Failure };

export type ProposalEvent = PanelEvent | ShownEvent;

export function reduceProposal(panel: ProposalPanel, event: ProposalEvent): ProposalPanel {
  if (isPanelEvent(event)) return reducePanel(panel, event);
  return panel.kind === 'shown' ? reduceShown(panel, event) : panel;
}

const isPanelEvent = (event: ProposalEvent): event is PanelEvent =>
  /_(pressed|arrived|failed)$/.test(event.kind);

function reducePanel(panel: ProposalPanel, event: PanelEvent): ProposalPanel {
  const isClosed = panel.kind === 'closed' || panel.kind === 'failed';
  switch (event.kind) {
    case 'proposal_pressed':
      return { kind: isClosed ? 'loading' : 'closed' };
    case 'proposal_arrived':
      return panel.kind === 'closed' ? panel : shown(event.proposal);
    case 'proposal_failed':
      return panel.kind === 'loading' ? { kind: 'failed', failure: event.failure } : panel;
  }
}

/** Where there is none yet, it is written at once. */
const shown = (proposal: Proposal): ProposalPanel => ({
  ...{ kind: 'shown', proposal, busy: null, failure: null, copied: null },
  editing: proposal.newest === null,
});

type Shown = Extract<ProposalPanel, { kind: 'shown' }>;

function reduceShown(panel: Shown, event: ShownEvent): ProposalPanel {
  switch (event.kind) {
    case 'proposal_copied':
      return { ...panel, copied: event.done };
    case 'proposal_edited':
      return { ...panel, editing: true, failure: null };
    case 'proposal_cancelled':
      return panel.proposal.newest === null
        ? { kind: 'closed' }
        : { ...panel, editing: false, failure: null };
    case 'proposal_asked':
      return { ...panel, busy: event.what, failure: null };
    case 'proposal_refused':
      return { ...panel, busy: null, failure: event.failure };
  }
}
