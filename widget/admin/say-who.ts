import type { Setting } from '../view/times.js';

/** "user:1001", "command" */
export function sayWho(by: string, { t, nameOf }: Setting): string {
  const id = /^user:(\d+)$/.exec(by)?.[1];
  if (id === undefined) return t.word('actors', by);
  return nameOf(Number(id)) ?? t('dead_letters.user', { id });
}
