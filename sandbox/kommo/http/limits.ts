import { html, problemReply } from './reply.js';
import type { Reply } from './reply.js';

export interface LimitSettings {
  /** Calls in any one second for an integration, and for an address; 0 lifts the limit. */
  readonly perSecond: number;
  /** Calls in any one second for the whole account; 0 lifts it. */
  readonly perAccount: number;
  /** So many refusals block the address until somebody lifts it; 0 never blocks. */
  readonly blockAfter: number;
  /** What the 429 asks the caller to wait, in its body. */
  readonly retryAfterSeconds: number;
}

export const kommoLimits: LimitSettings = {
  ...{ perSecond: 7, perAccount: 50, blockAfter: 100, retryAfterSeconds: 300 },
};

export interface Limits {
  settings(): LimitSettings;
  set(settings: LimitSettings): void;
  /** Null lets the call through. */
  refuse(who: readonly string[]): Reply | null;
  isBlocked(): boolean;
  block(): void;
  unblock(): void;
  reset(): void;
}

const accountKey = 'account';
const windowMs = 1000;

export function createLimits(ticks: () => number): Limits {
  const seen = new Map<string, number[]>();
  let settings = kommoLimits;
  let refusals = 0;
  let blocked = false;

  function isOver(key: string, most: number): boolean {
    const recent = (seen.get(key) ?? []).filter((at) => ticks() - at < windowMs);
    seen.set(key, recent);
    return most > 0 && recent.length >= most;
  }

  function unblock(): void {
    blocked = false;
    refusals = 0;
    seen.clear();
  }

  return {
    settings: () => settings,
    set: (next) => {
      settings = next;
    },
    refuse(who) {
      const over =
        who.some((key) => isOver(key, settings.perSecond)) ||
        isOver(accountKey, settings.perAccount);
      if (!over) {
        for (const key of [...who, accountKey]) seen.get(key)?.push(ticks());
        return null;
      }
      refusals += 1;
      if (settings.blockAfter > 0 && refusals >= settings.blockAfter) blocked = true;
      return tooManyRequests(settings.retryAfterSeconds);
    },
    isBlocked: () => blocked,
    block: () => {
      blocked = true;
    },
    unblock,
    reset: () => {
      unblock();
      settings = kommoLimits;
    },
  };
}

/** retry_after stands in the body; there is no Retry-After header. */
export function tooManyRequests(retryAfterSeconds: number): Reply {
  const type = 'https://httpstatus.es/429';
  const detail = 'Too many requests. Please try again later.';
  return problemReply(
    { title: 'Too Many Requests', type, status: 429, detail, retry_after: retryAfterSeconds },
    429,
  );
}

/** The web server's own page: the address is blocked, whatever the token. */
export const blockedPage: Reply = html(
  [
    '<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>',
    '<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  ].join('\r\n'),
  403,
);
