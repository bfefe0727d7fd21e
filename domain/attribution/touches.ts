import { attributionFields } from '../capture/read-answers.js';
import { isUnfilled } from '../capture/placeholder.js';
import type { Attribution } from '../lead/lead.js';
import { cleanLine } from '../person/text.js';

/** How one visit came: what its address and its cookies said. */
export interface Touch {
  readonly values: Attribution;
  /** Keys whose variable the advertisement never filled in: told apart from what nobody sent. */
  readonly unfilled: readonly string[];
}

/** The first touch never changes; the last one is the newest that named a campaign, a click or another site. */
export interface Touches {
  readonly first: Touch;
  readonly last: Touch;
}

/** Click ids are kept whole or not at all: half of one attributes nothing. */
const longest: Readonly<Record<string, number>> = { landing_url: 600, referrer: 300 };
const longestValue = 512;

export interface Arrival {
  readonly query: ReadonlyMap<string, string>;
  readonly cookies: ReadonlyMap<string, string>;
  readonly url: string;
  readonly referrer: string;
  readonly ownHost: string;
}

/** Null where nothing tells how the visitor came: a bookmark, or a click on our own page. */
export function readTouch(arrival: Arrival): Touch | null {
  const values: Partial<Record<keyof Attribution, string>> = {};
  const unfilled: string[] = [];
  for (const key of attributionFields) {
    const value = cleanLine(rawOf(key, arrival));
    if (value === '' || value.length > (longest[key] ?? longestValue)) continue;
    if (isTag(key) && isUnfilled(value)) unfilled.push(key);
    else values[key] = value;
  }
  const says = Object.keys(values).some((key) => !cookieKeys.has(key));
  return says || unfilled.length > 0 ? { values, unfilled } : null;
}

export const mergeTouches = (known: Touches | null, touch: Touch | null): Touches | null => {
  if (touch === null) return known;
  return known === null ? { first: touch, last: touch } : { first: known.first, last: touch };
};

/** These come with every visit and tell nothing of this one. */
const cookieKeys: ReadonlySet<string> = new Set(['landing_url', 'fbp', 'fbc']);

const isTag = (key: string): boolean => key !== 'landing_url' && key !== 'referrer';

function rawOf(key: keyof Attribution, { query, cookies, ...arrival }: Arrival): string {
  const others: Partial<Record<keyof Attribution, string>> = {
    fbp: cookies.get('_fbp') ?? '',
    fbc: cookies.get('_fbc') ?? '',
    landing_url: arrival.url,
    referrer: isOwn(arrival) ? '' : arrival.referrer,
  };
  return others[key] ?? query.get(key) ?? '';
}

const isOwn = ({ referrer, ownHost }: Pick<Arrival, 'referrer' | 'ownHost'>): boolean =>
  referrer.replace(/^https?:\/\//u, '').split(/[/?#]/u)[0] === ownHost;
