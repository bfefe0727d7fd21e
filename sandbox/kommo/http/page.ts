import { Problem } from './problem.js';
import { textAt } from './query.js';
import { empty, hal } from './reply.js';
import type { Reply } from './reply.js';
import type { Call } from './route.js';

interface ListOptions<T> {
  /** The key under `_embedded`. */
  readonly key: string;
  readonly items: readonly T[];
  readonly view: (item: T) => unknown;
  /** `_total_items` and `_page_count` are shown by some resources only. */
  readonly totals?: 'items' | 'items-and-pages';
  readonly most?: number;
}

/** One page of a list as HAL; 204 where it would be empty. */
export function listPage<T>(call: Call, options: ListOptions<T>): Reply {
  const { page, limit } = pageOf(call, options.most ?? 250);
  const shown = options.items.slice((page - 1) * limit, page * limit);
  const capped = call.account.switches.isOn('pages-capped-at-100') && page > 100;
  if (shown.length === 0 || capped) return empty();
  const pages = Math.ceil(options.items.length / limit);
  return hal({
    _page: page,
    ...(options.totals === 'items-and-pages' && { _page_count: pages }),
    ...(options.totals && { _total_items: options.items.length }),
    _links: pageLinks(call, page, pages),
    _embedded: { [options.key]: shown.map(options.view) },
  });
}

/** A list without pages: pipelines, webhooks, links. */
export function wholeList<T>(call: Call, options: ListOptions<T>): Reply {
  return hal({
    ...(options.totals && { _total_items: options.items.length }),
    _links: { self: { href: call.url.href } },
    _embedded: { [options.key]: options.items.map(options.view) },
  });
}

function pageOf(call: Call, most: number): { readonly page: number; readonly limit: number } {
  const page = Number(textAt(call.query, 'page') ?? 1);
  const limit = Number(textAt(call.query, 'limit') ?? Math.min(50, most));
  if (!Number.isInteger(page) || page < 1) throw new Problem(400, 'Invalid page');
  if (!Number.isInteger(limit) || limit < 1) throw new Problem(400, 'Invalid limit');
  if (limit > most && call.account.switches.isOn('list-limit-over-250-refused'))
    throw new Problem(422, `Limit ${most} per page`);
  return { page, limit: Math.min(limit, most) };
}

function pageLinks(call: Call, page: number, pages: number): Record<string, { href: string }> {
  const to = (target: number) => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(target));
    return { href: url.href };
  };
  return {
    self: { href: call.url.href },
    ...(page < pages && { next: to(page + 1) }),
    ...(page > 1 && { first: to(1), prev: to(page - 1) }),
  };
}
