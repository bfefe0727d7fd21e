import { z } from 'zod';
import type { Account } from '../account/account.js';
import { checkOne, readItems, requestIdOf } from '../http/check.js';
import { listPage } from '../http/page.js';
import { listAt, numbersAt, textAt } from '../http/query.js';
import type { EntityType, Tag } from '../account/records.js';
import { hal } from '../http/reply.js';
import type { Call, Route } from '../http/route.js';
import { link } from '../http/route.js';

const tagInput = z.object({
  id: z.number().int().exactOptional(),
  name: z.string().min(1).exactOptional(),
  color: z.string().exactOptional(),
});

export type TagInput = z.infer<typeof tagInput>;

export const tagsInput = z.object({
  tags_to_add: z.array(tagInput).exactOptional(),
  tags_to_delete: z.array(tagInput).exactOptional(),
  _embedded: z.object({ tags: z.array(tagInput).nullable().exactOptional() }).exactOptional(),
});

/** `_embedded.tags` replaces the whole set; `tags_to_add` and `tags_to_delete` touch only what they name. */
export function applyTags(
  account: Account,
  entity: EntityType,
  before: readonly number[],
  input: z.infer<typeof tagsInput>,
): readonly number[] {
  const replaced = replacement(account, entity, before, input._embedded?.tags);
  const added = (input.tags_to_add ?? []).map((tag) => findOrCreate(account, entity, tag).id);
  const removed = new Set(
    (input.tags_to_delete ?? []).map((tag) => findTag(account, entity, tag)?.id),
  );
  return [...new Set([...replaced, ...added])].filter((id) => !removed.has(id));
}

function replacement(
  account: Account,
  entity: EntityType,
  before: readonly number[],
  tags: readonly TagInput[] | null | undefined,
): readonly number[] {
  if (tags === undefined) return before;
  if (tags === null) return [];
  if (tags.length === 0) return account.switches.isOn('empty-tags-clear') ? [] : before;
  return tags.map((tag) => findOrCreate(account, entity, tag).id);
}

export function tagView(account: Account, id: number): Record<string, unknown> {
  const tag = account.state.tags.get(id);
  return { id, name: tag?.name ?? '', color: tag?.color ?? null };
}

function findTag(account: Account, entity: EntityType, asked: TagInput): Tag | undefined {
  for (const tag of account.state.tags.values()) {
    if (tag.entity_type === entity && (tag.id === asked.id || tag.name === asked.name)) return tag;
  }
  return undefined;
}

function findOrCreate(account: Account, entity: EntityType, asked: TagInput): Tag {
  const existing = findTag(account, entity, asked);
  if (existing) return existing;
  const id = account.nextId();
  const tag: Tag = {
    id,
    name: asked.name ?? String(asked.id ?? id),
    color: asked.color ?? null,
    entity_type: entity,
  };
  account.state.tags.set(id, tag);
  return tag;
}

export function tagRoutes(entity: EntityType): readonly Route[] {
  return [
    { method: 'get', path: `/${entity}/tags`, handle: (call) => listTags(call, entity) },
    { method: 'post', path: `/${entity}/tags`, handle: (call) => createTags(call, entity) },
  ];
}

function listTags(call: Call, entity: EntityType) {
  const ids = numbersAt(call.query, 'filter', 'id');
  const names = listAt(call.query, 'filter', 'name');
  const search = textAt(call.query, 'query')?.toLowerCase();
  const items = [...call.account.state.tags.values()].filter(
    (tag) =>
      tag.entity_type === entity &&
      (ids.length === 0 || ids.includes(tag.id)) &&
      (names.length === 0 || names.includes(tag.name)) &&
      (search === undefined || tag.name.toLowerCase().includes(search)),
  );
  return listPage(call, { key: 'tags', items, view: (tag) => tagView(call.account, tag.id) });
}

function createTags(call: Call, entity: EntityType) {
  const created = readItems(call.body).map((item, index) => ({
    ...tagView(call.account, findOrCreate(call.account, entity, checkOne(tagInput, item)).id),
    request_id: requestIdOf(item, index),
  }));
  return hal({
    _total_items: created.length,
    _links: link(call, `/${entity}/tags`),
    _embedded: { tags: created },
  });
}
