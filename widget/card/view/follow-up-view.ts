import type { Card } from '../../../contract/card.js';
import { readTime, sayClock, type Setting } from '../../view/times.js';

/** The next touch and when, with what a person may do about it; null where no follow-up runs. */
export function viewFollowUp({ followUp, stale }: Card, setting: Setting): object | null {
  if (followUp === null || followUp.state === 'ended') return null;
  const { t } = setting;
  const { next, state } = followUp;
  const acts = [
    state === 'paused' ? 'resume' : 'pause',
    ...(next === null ? [] : [`skip:${next.name}`]),
    'end',
  ];
  return {
    title: t('follow_up.title'),
    text:
      next === null
        ? t('follow_up.nothing')
        : t('follow_up.next', {
            name: t.word('touches', next.name),
            time: sayClock(readTime(next.dueAt) ?? 0, setting),
          }),
    paused: state === 'paused' ? t('follow_up.paused') : null,
    // What the companion kept of a silent Kommo is no base for a decision.
    acts: stale
      ? []
      : acts.map((act) => ({
          action: `follow-up:${act}`,
          label: t.word('follow_up_acts', act.split(':')[0] ?? ''),
        })),
  };
}
