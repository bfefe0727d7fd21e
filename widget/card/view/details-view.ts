import type { Card } from '../../../contract/card.js';
import { readTime, sayAge, sayClock, type Setting } from '../../view/times.js';
import { labelOf } from './words.js';

export function viewConversation(card: Card, setting: Setting): object | null {
  const { t } = setting;
  const { conversation } = card;
  if (conversation === null) return viewNoMessage(card, setting);
  const freeUntil = readTime(conversation.freeTextUntil);
  const free = freeUntil !== null && freeUntil > setting.now;
  return {
    title: t('card.conversation'),
    window: free
      ? t('card.free_until', { time: sayClock(freeUntil, setting) })
      : t('card.template_only'),
    brief: free
      ? t('card.free_brief', { time: sayClock(freeUntil, setting) })
      : t('card.template_brief'),
    silence: card.noMessage?.reason ?? null,
    nothing: conversation.messages.length === 0 ? t('card.no_messages') : null,
    messages: conversation.messages.map(({ at, from, text }) => ({
      from,
      speaker: t.word('speakers', from),
      age: sayTime(at, setting),
      text,
    })),
    open:
      conversation.open.length === 0
        ? null
        : {
            title: t('card.open_questions'),
            questions: conversation.open.map((one) => labelOf(one, t)),
          },
  };
}

/** Nobody has written, and why we do not. */
function viewNoMessage({ noMessage }: Card, { t }: Setting): object | null {
  if (noMessage === null) return null;
  return {
    title: t('card.conversation'),
    brief: t('card.no_message_brief'),
    silence: noMessage.reason,
    messages: [],
  };
}

export function viewHistory(card: Card, setting: Setting): object | null {
  const { t } = setting;
  if (card.history.length === 0) return null;
  const newestFirst = [...card.history].sort((a, b) => b.at.localeCompare(a.at));
  return {
    title: t('card.history'),
    events: newestFirst.map(({ at, model, version, total, previous, cause }) => ({
      age: sayTime(at, setting),
      model: t.word('models', model),
      change: sayChange(total, previous, setting),
      cause: t.word('causes', cause),
      version: t('card.version', { version }),
    })),
  };
}

function sayChange(total: number, previous: number | null, { t }: Setting): string {
  if (previous === null) return t('card.history_first', { total });
  if (previous === total) return t('card.history_same', { total });
  return t('card.history_change', { previous, total });
}

export function sayTime(text: string, setting: Setting): string {
  const at = readTime(text);
  return at === null ? '' : sayAge(at, setting);
}
