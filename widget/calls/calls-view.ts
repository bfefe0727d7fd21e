import type { CallList } from '../../contract/calls.js';
import callsTemplate from '../templates/calls/calls.hbs';
import { viewFailure } from '../view/failure-view.js';
import { readTime, sayAge, sayLeft, type Setting } from '../view/times.js';
import { neighboursOf, type CallsState } from './calls-state.js';

/** Where the reader is in the list, the way to the next card, and the list itself while it is open. */
export function viewCalls(state: CallsState, setting: Setting): string {
  const { t } = setting;
  const { ids, isOpen, asking } = state;
  const { position, previous, next } = neighboursOf(state);
  const count = ids.length;
  return callsTemplate({
    title: t('calls.title'),
    position:
      position === 0 ? t('calls.in_list', { count }) : t('calls.position', { position, count }),
    previous: previous === null ? null : { ...linkTo(previous), label: t('calls.previous') },
    next: next === null ? null : { ...linkTo(next), label: t('calls.next') },
    toggle: { label: t(isOpen ? 'calls.close' : 'calls.open'), isOpen },
    ...(isOpen ? viewOpen(state, setting) : {}),
    busy: asking,
  });
}

const linkTo = (id: number) => ({ id, href: `/leads/detail/${String(id)}` });

function viewOpen({ list, failure, asking, here }: CallsState, setting: Setting): object {
  const { t } = setting;
  const again = t(asking ? 'card.refreshing' : 'card.retry');
  const failed = failure === null ? null : { ...viewFailure(failure, t), again };
  if (list === null) return { loading: failure === null ? t('card.fetching') : null, failed };
  const { calls, total } = list;
  return {
    failed,
    whose: t(list.of === 'all' ? 'calls.of_all' : 'calls.of_own'),
    refresh: t(asking ? 'card.refreshing' : 'card.refresh'),
    empty: calls.length === 0 ? t('calls.empty') : null,
    calls: calls.map((call) => viewCall(call, here, setting)),
    more: total > calls.length ? t('calls.more', { n: calls.length, total }) : null,
  };
}

type Call = CallList['calls'][number];

function viewCall(call: Call, here: number | null, setting: Setting): object {
  const { t, nameOf } = setting;
  const { kommoLeadId, name, person, leadClass, score, next, owner } = call;
  return {
    ...linkTo(kommoLeadId),
    name,
    here: kommoLeadId === here ? 'page' : 'false',
    who: [person, owner === null ? null : nameOf(owner)].filter((one) => one !== null).join(' · '),
    chip: leadClass === null ? null : { leadClass, score },
    why: sayWhy(call, setting),
    next: t.word('call_acts', next),
    tone: call.why === 'over' ? 'late' : 'calm',
  };
}

/** Why it stands here, with the time that is left now. */
function sayWhy({ why, limitAt, stage, leadClass, score }: Call, setting: Setting): string {
  const { t, now } = setting;
  const at = readTime(limitAt);
  if ((why === 'over' || why === 'due') && at !== null) {
    return at <= now
      ? t('calls.why_over', { stage, age: sayAge(at, setting) })
      : t('calls.why_due', { stage, left: sayLeft(at - now, t) });
  }
  if (why === 'bot') return t('calls.why_bot');
  return leadClass === null
    ? t('calls.why_unscored')
    : t('calls.why_class', { class: leadClass, score: score ?? 0, stage });
}
