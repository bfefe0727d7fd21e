import type { Proposal, ProposalState } from '../../../contract/proposal.js';
import type { ReadyState } from '../state/card-state.js';
import type { ProposalPanel } from '../state/proposal.js';
import { viewFailure } from '../../view/failure-view.js';
import { readTime, sayAge, type Setting } from '../../view/times.js';

/** The lead's proposal: where it stands, and the next version; null while the lead has none and none is due. */
export function viewProposal(
  { card, proposal: panel }: ReadyState,
  setting: Setting,
): object | null {
  const { t } = setting;
  if (card.proposal === null && !isOffering(card)) return null;
  const newest = panel.kind === 'shown' ? panel.proposal.newest : card.proposal;
  return {
    title: t('proposal.title'),
    ...(newest === null ? {} : { state: viewState(newest, setting) }),
    open: {
      label: t(panel.kind === 'closed' ? 'proposal.open' : 'proposal.close'),
      expanded: panel.kind !== 'closed',
    },
    loading: panel.kind === 'loading' ? t('card.loading') : null,
    ...problemOf(panel, setting),
    ...(panel.kind === 'shown' ? viewPanel(panel, setting) : {}),
  };
}

const isOffering = ({ lead }: ReadyState['card']): boolean =>
  offering.includes(lead.stage?.key ?? '');

const offering: readonly string[] = ['qualified', 'in_contact', 'proposal', 'negotiation'];

function viewState(newest: ProposalState, setting: Setting): readonly string[] {
  const { t } = setting;
  const { version, amount, currency, opened, seconds, lastOpenedAt, wish } = newest;
  const price =
    amount === null
      ? t('proposal.amount_open')
      : `${currency} ${new Intl.NumberFormat(regionOf(setting.language)).format(amount)}`;
  const seenAt = readTime(lastOpenedAt);
  return [
    `${t.word('proposal_states', newest.state)} · ${t('proposal.version', { version })} · ${price}`,
    opened === 0 || seenAt === null
      ? t('proposal.unseen')
      : t('proposal.seen', {
          count: opened,
          minutes: Math.max(1, Math.round(seconds / 60)),
          age: sayAge(seenAt, setting),
        }),
    ...(wish === null ? [] : [t('proposal.wish', { wish })]),
  ];
}

/** Dominicans write 25,000. */
const regionOf = (language: string): string => (language === 'es' ? 'es-DO' : language);

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
