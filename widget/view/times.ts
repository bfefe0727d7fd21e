import type { Key, Translate } from './translate.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What every view needs besides the data. */
export interface Setting {
  readonly t: Translate;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly language: string;
  readonly timeZone: string | undefined;
  /** A user of the account by name; null where the page does not know them. */
  readonly nameOf: (userId: number) => string | null;
}

/** "hace 3 h"; a date once it is more than a week ago. */
export function sayAge(at: number, setting: Setting): string {
  const { t, now } = setting;
  const passed = now - at;
  // Clocks of companion and browser may differ by a little: nothing is "in a minute".
  if (passed < minuteMs) return t('age.now');
  if (passed > 7 * dayMs) return sayDay(at, setting);
  return t('age.ago', { span: saySpan(passed, t) });
}

/** "12 min", "2 h", "3 d": what has passed, in whole units. */
export function saySpan(ms: number, t: Translate): string {
  if (ms < hourMs) return t('age.minutes', { n: Math.max(1, Math.floor(ms / minuteMs)) });
  if (ms >= dayMs) return t('age.days', { n: Math.floor(ms / dayMs) });
  return t('age.hours', { n: Math.floor(ms / hourMs) });
}

/** "12 min", "1 h 59 min", "2 d 3 h": what is left of a limit, to the nearest minute, so that two hours never read as one. */
export function sayLeft(ms: number, t: Translate): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t('age.minutes', { n: minutes });
  if (hours < 24) return join(t('age.hours', { n: hours }), minutes % 60, 'age.minutes', t);
  return join(t('age.days', { n: Math.floor(hours / 24) }), hours % 24, 'age.hours', t);
}

const join = (first: string, n: number, unit: Key, t: Translate): string =>
  n === 0 ? first : `${first} ${t(unit, { n })}`;

/** "12 nov"; with the year when it is another one. */
export function sayDay(at: number, { now, language, timeZone }: Setting): string {
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatTime(at, language, {
    day: 'numeric',
    month: 'short',
    ...(thisYear ? {} : { year: 'numeric' }),
    timeZone,
  });
}

/** "4:20 p. m."; with the day when it is not today. */
export function sayClock(at: number, { now, language, timeZone }: Setting): string {
  const options = { day: 'numeric', month: 'short', timeZone } as const;
  const today = formatTime(at, language, options) === formatTime(now, language, options);
  return formatTime(at, language, {
    hour: 'numeric',
    minute: '2-digit',
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    timeZone,
  });
}

/** When the next try is: "Próximo intento: 4:20 p. m." */
export function sayNext(nextAt: string, setting: Setting): string {
  const at = readTime(nextAt);
  if (at === null || at <= setting.now) return setting.t('waiting.next_now');
  return setting.t('waiting.next', { time: sayClock(at, setting) });
}

/** Null for a text that is no time. */
export function readTime(text: string | null): number | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function formatTime(
  at: number,
  language: string,
  options: Omit<Intl.DateTimeFormatOptions, 'timeZone'> & { timeZone: string | undefined },
): string {
  // Dominican Spanish: "4:20 p. m.", not "16:20".
  const locale = language === 'es' ? 'es-DO' : language;
  try {
    return new Intl.DateTimeFormat(locale, options).format(at);
  } catch {
    // A zone or language the browser does not know must not blank the card.
    return new Intl.DateTimeFormat('es-DO', { ...options, timeZone: undefined }).format(at);
  }
}
