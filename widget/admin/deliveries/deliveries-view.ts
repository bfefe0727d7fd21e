import type { Deliveries } from '../../../contract/delivery.js';
import deliveriesTemplate from '../../templates/admin/deliveries.hbs';
import { readTime, sayClock, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewLoaded, viewResult } from '../view/parts.js';

type Item = Deliveries['items'][number];

const sources = [
  ...['capture:direct', 'capture:inlead', 'capture:meta'],
  ...['hook:account', 'hook:pipeline', 'hook:salesbot', 'hook:meta'],
];
const states: Readonly<Record<Item['outcome'], 'ok' | 'warning' | 'failed'>> = {
  waiting: 'warning',
  lead: 'warning',
  sent: 'ok',
  read: 'ok',
  test: 'ok',
  failed: 'failed',
  unreadable: 'failed',
};

/** What was received and what became of it; a body shows its structure and nobody's data (R8.3). */
export function viewDeliveries(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const said = state.result?.kind === 'replayed' ? t('deliveries.replayed') : null;
  return (
    viewResult(state, t, said) +
    viewLoaded(state.known.deliveries, setting, (page) =>
      deliveriesTemplate(viewPage(page, state, setting)),
    )
  );
}

function viewPage({ items, next }: Deliveries, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { doing, received, known } = state;
  const busy = known.deliveries.asking;
  const chosen = received.of === null ? '' : `${received.of}:${received.source}`;
  return {
    title: t('deliveries.title'),
    intro: t('deliveries.intro'),
    again: { label: t(busy ? 'admin.refreshing' : 'admin.refresh'), busy },
    sources: {
      label: t('deliveries.sources'),
      options: ['', ...sources].map((value) => ({
        value,
        label: value === '' ? t('deliveries.all') : t.word('delivery_sources', value),
        chosen: value === chosen,
      })),
    },
    failed: {
      label: t('deliveries.only_failed'),
      chosen: received.failed,
    },
    none: items.length === 0 ? t('deliveries.none') : null,
    items: items.map((item) => viewItem(item, doing !== null, setting)),
    older: next === null ? null : { label: t('audit.older'), busy: doing !== null },
  };
}

function viewItem(item: Item, busy: boolean, setting: Setting): object {
  const { t, now } = setting;
  const { id, of, source, receivedAt, outcome, kommoLeadId, body, canReplay } = item;
  const name = t.word('delivery_sources', `${of}:${source}`);
  const when = sayClock(readTime(receivedAt) ?? now, setting);
  return {
    ...{ id, body, busy, name, when },
    said: t.word('delivery_outcomes', outcome),
    state: states[outcome],
    lead: kommoLeadId === null ? null : t('dead_letters.lead', { id: kommoLeadId }),
    link: `/leads/detail/${kommoLeadId}`,
    open: t('deliveries.body'),
    replay: canReplay
      ? {
          label: t('deliveries.replay'),
          name: t('deliveries.replay_of', { name, when }),
          action: `received-replay:${of}:${id}`,
        }
      : null,
  };
}
