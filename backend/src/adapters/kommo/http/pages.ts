import type { z } from 'zod';
import { pageOf } from './api-schemas.js';
import { readAs } from './client.js';
import type { KommoClient } from './client.js';

/** Kommo gives at most 250 entities a page. */
export const largestPage = 250;

/** One page of a list; `path` has its own query already. */
export async function readPage<Item extends z.ZodType>(
  client: KommoClient,
  list: {
    readonly path: string;
    readonly key: string;
    readonly page: number;
    readonly limit?: number;
  },
  item: Item,
): Promise<{ readonly items: readonly z.infer<Item>[]; readonly hasNext: boolean }> {
  const separator = list.path.includes('?') ? '&' : '?';
  const query = `limit=${list.limit ?? largestPage}&page=${list.page}`;
  const body = await client.get(`${list.path}${separator}${query}`);
  return readAs(pageOf(list.key, item), body, list.path.split('?')[0] ?? '');
}

/** Every page of a list, until `_links.next` is absent or a page is empty; at most `mostPages`. */
export async function readAll<Item extends z.ZodType>(
  client: KommoClient,
  list: {
    readonly path: string;
    readonly key: string;
    readonly limit?: number;
    readonly mostPages?: number;
  },
  item: Item,
): Promise<readonly z.infer<Item>[]> {
  const found: z.infer<Item>[] = [];
  for (let page = 1; page <= (list.mostPages ?? 100); page += 1) {
    const { items, hasNext } = await readPage(client, { ...list, page }, item);
    found.push(...items);
    if (!hasNext || items.length === 0) break;
  }
  return found;
}
