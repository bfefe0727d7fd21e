import type { ProposalState } from '../../../contract/proposal.js';
import type { ReadyState } from '../state/card-state.js';
import { readTime, sayAge, type Setting } from '../../view/times.js';

/** Where the lead's proposal stands; null while it has none and none is due. */
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
