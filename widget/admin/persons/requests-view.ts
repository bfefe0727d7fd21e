import type { PersonRequests } from '../../../contract/privacy.js';
import requestsTemplate from '../../templates/admin/person-requests.hbs';
import { readTime, sayClock, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { sayWho } from '../say-who.js';

type Request = PersonRequests['requests'][number];

/** What was asked for, how far it is, and what is left to delete by hand. */
export function viewRequests(
  { requests }: PersonRequests,
  { doing }: AdminState,
  setting: Setting,
): string {
  const { t } = setting;
  return requestsTemplate({
    title: t('persons.requests'),
    refresh: t('admin.refresh'),
    none: requests.length === 0 ? t('persons.no_requests') : null,
    requests: requests.map((request) => viewRequest(request, doing !== null, setting)),
  });
}

function viewRequest(request: Request, busy: boolean, setting: Setting): object {
  const { t } = setting;
  const { id, kind, state, done, total, lines, byHand, receiptHash } = request;
  const left = byHand.filter(({ isGone }) => !isGone).length;
  return {
    ...{ id, busy, done, total, lines },
    state: { running: 'warning', done: 'ok', failed: 'failed' }[state],
    kind: t.word('request_kinds', kind),
    said: t.word('request_states', state),
    when: whenOf(request, setting),
    progress: state === 'running' ? t('persons.progress', { done, total }) : null,
    opened: t('persons.what_was_done'),
    failed: state === 'failed' ? t('persons.failed') : null,
    hand:
      byHand.length === 0
        ? null
        : {
            title: left === 0 ? t('persons.hand_done') : t('persons.hand', { n: left }),
            why: left === 0 ? null : t('persons.hand_why'),
            items: byHand.map((one) => ({
              ...one,
              mark: t(one.isGone ? 'persons.gone' : 'persons.there'),
            })),
            check: left === 0 ? null : t('persons.check'),
          },
    receipt:
      receiptHash === null
        ? null
        : {
            label: t('persons.receipt', { hash: receiptHash.slice(0, 16) }),
            title: receiptHash,
            save: t('persons.receipt_save'),
          },
  };
}

function whenOf({ by, askedAt, finishedAt }: Request, setting: Setting): string {
  const clock = (at: string | null): readonly string[] => {
    const time = readTime(at);
    return time === null ? [] : [sayClock(time, setting)];
  };
  return [sayWho(by, setting), [...clock(askedAt), ...clock(finishedAt)].join(' → ')].join(' · ');
}
