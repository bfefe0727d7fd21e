import type { Proposal } from '../../../contract/proposal.js';
import type { ReadyState } from '../state/card-state.js';
import type { ProposalPanel } from '../state/proposal.js';
import { viewFailure } from '../../view/failure-view.js';
import type { Setting } from '../../view/times.js';

/** What can be done with the proposal that was sent, and the next version; null while it is closed. */
export function viewProposalPanel({ proposal }: ReadyState, setting: Setting): object | null {
  if (proposal.kind === 'closed') return null;
  return {
    loading: proposal.kind === 'loading' ? setting.t('card.loading') : null,
    ...problemOf(proposal, setting),
    ...(proposal.kind === 'shown' ? viewPanel(proposal, setting) : {}),
  };
}

function problemOf(panel: ProposalPanel, { t }: Setting): object {
  const failure = panel.kind === 'failed' || panel.kind === 'shown' ? panel.failure : null;
  if (failure === null) return {};
  const { reason, requestId } = viewFailure(failure, t);
  return { problem: reason, requestId };
}

function viewPanel(
  { proposal, editing, busy, copied }: Extract<ProposalPanel, { kind: 'shown' }>,
  setting: Setting,
): object {
  const { t } = setting;
  if (editing) return { form: viewForm(proposal, busy !== null, setting) };
  const { newest } = proposal;
  if (newest === null) return {};
  const isOpen = newest.state === 'open' || newest.state === 'change';
  return {
    actions: {
      busy: busy !== null,
      view: { label: t('proposal.view'), url: `${newest.url}#vista` },
      copy: t(copied === null ? 'proposal.copy' : copied ? 'proposal.copied' : 'card.copy_failed'),
      edit: t('proposal.next_version'),
      revoke: isOpen ? t(busy === 'revoke' ? 'card.saving' : 'proposal.revoke') : null,
    },
  };
}

function viewForm({ draft, newest }: Proposal, busy: boolean, { t }: Setting): object {
  return {
    busy,
    amount: t('proposal.amount', { currency: draft.currency }),
    amountValue: draft.amount ?? '',
    days: t('proposal.days'),
    daysValue: draft.validDays,
    greeting: t('proposal.greeting'),
    greetingValue: draft.greeting,
    scopes: draft.services.map(({ key, title, scope }) => ({
      key,
      label: t('proposal.scope', { title }),
      scope,
    })),
    send: t(busy ? 'card.saving' : newest === null ? 'proposal.send' : 'proposal.send_next'),
    cancel: t('odoo.confirm_no'),
  };
}
