import { z } from 'zod';
import { authorOf, touchedAt } from '../account/account.js';
import { check, checkOne, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { noteInput, paramsError } from './note-types.js';
import { listPage } from '../http/page.js';
import { refuse } from '../http/problem.js';
import { inRange, listAt, numbersAt, rangeAt } from '../http/query.js';
import type { EntityType, Note } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

const entities: readonly EntityType[] = ['leads', 'contacts', 'companies'];

export const noteRoutes: readonly Route[] = entities.flatMap((entity): readonly Route[] => {
  const path = `/${entity}/notes`;
  return [
    { method: 'get', path, handle: (call) => list(call, entity, null) },
    { method: 'post', path, handle: (call) => createMany(call, entity, null) },
    { method: 'patch', path, handle: (call) => updateMany(call, entity) },
    { method: 'get', path: `${path}/:id`, handle: (call) => read(call, entity) },
    { method: 'patch', path: `${path}/:id`, handle: (call) => updateOne(call, entity) },
    { method: 'post', path: `${path}/:id/pin`, handle: (call) => pin(call, entity, true) },
    { method: 'post', path: `${path}/:id/unpin`, handle: (call) => pin(call, entity, false) },
    {
      method: 'get',
      path: `/${entity}/:id/notes`,
      handle: (call) => list(call, entity, idOf(call)),
    },
    {
      method: 'post',
      path: `/${entity}/:id/notes`,
      handle: (call) => createMany(call, entity, idOf(call)),
    },
    {
      method: 'get',
      path: `/${entity}/:id/notes/:noteId`,
      handle: (call) => read(call, entity, 'noteId'),
    },
    {
      method: 'patch',
      path: `/${entity}/:id/notes/:noteId`,
      handle: (call) => updateUnder(call, entity),
    },
  ];
});

function list(call: Call, entity: EntityType, entityId: number | null): Reply {
  const ids = numbersAt(call.query, 'filter', 'id');
  const entityIds = entityId === null ? numbersAt(call.query, 'filter', 'entity_id') : [entityId];
  const types = listAt(call.query, 'filter', 'note_type');
  const updated = rangeAt(call.query, 'filter', 'updated_at');
  const items = [...call.account.state.notes.values()].filter(
    (note) =>
      note.entity_type === entity &&
      (ids.length === 0 || ids.includes(note.id)) &&
      (entityIds.length === 0 || entityIds.includes(note.entity_id)) &&
      (types.length === 0 || types.includes(note.note_type)) &&
      inRange(note.updated_at, updated),
  );
  return listPage(call, { key: 'notes', items, view: (note) => noteView(call, note) });
}

function read(call: Call, entity: EntityType, param = 'id'): Reply {
  const note = call.account.state.notes.get(idOf(call, param));
  return note?.entity_type === entity ? hal(noteView(call, note)) : empty();
}

function createMany(call: Call, entity: EntityType, entityId: number | null): Reply {
  const created = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const checked = check(noteInput, item);
      if (!checked.ok) return checked;
      const { note_type, params, entity_id } = checked.value;
      const target = entityId ?? entity_id;
      if (target === undefined) return { errors: [refuse('entity_id', 'FieldMissing')] };
      if (!call.account.state[entity].has(target))
        return { errors: [refuse('entity_id', 'NotSupportedChoice')] };
      const errors = paramsError(note_type, params);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => {
          const note = addNote(call, { entity_type: entity, entity_id: target, note_type, params });
          return { id: note.id, entity_id: target, request_id, _links: noteLink(call, note) };
        },
      };
    },
  });
  return hal({ _links: { self: { href: call.url.href } }, _embedded: { notes: created } });
}

export function addNote(
  call: Pick<Call, 'account' | 'actor'>,
  given: Pick<Note, 'entity_type' | 'entity_id' | 'note_type' | 'params'>,
): Note {
  const { account, actor } = call;
  const now = account.clock.seconds();
  const author = authorOf(account, actor);
  const note: Note = {
    ...{
      id: account.nextId(),
      ...given,
      responsible_user_id: actor.userId,
      group_id: 0,
      is_pinned: false,
    },
    ...{ created_by: author, updated_by: author, created_at: now, updated_at: now },
  };
  account.state.notes.set(note.id, note);
  account.changed({ kind: 'note', before: null, after: note, userId: author });
  return note;
}

function updateMany(call: Call, entity: EntityType): Reply {
  const updated = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const named = check(z.object({ id: z.number().int(), params: noteInput.shape.params }), item);
      if (!named.ok) return named;
      const before = call.account.state.notes.get(named.value.id);
      if (before?.entity_type !== entity) return { errors: [refuse('id', 'NotSupportedChoice')] };
      return { commit: () => change(call, before, named.value.params) };
    },
  });
  return hal({ _links: { self: { href: call.url.href } }, _embedded: { notes: updated } });
}

/** As the PHP, Ruby and Python clients send it: under the record that the note hangs on. */
function updateUnder(call: Call, entity: EntityType): Reply {
  const before = noteNamed(call, entity, 'noteId');
  if (before.entity_id !== idOf(call)) throw notFound(call);
  return changeOne(call, before);
}

function updateOne(call: Call, entity: EntityType): Reply {
  return changeOne(call, noteNamed(call, entity));
}

function changeOne(call: Call, before: Note): Reply {
  const { params } = checkOne(noteInput.pick({ params: true }), objectBody(call));
  return hal(change(call, before, params));
}

function change(call: Call, before: Note, params: Note['params']): Record<string, unknown> {
  const { account } = call;
  const updated_at = touchedAt(account, before.updated_at);
  const after = {
    ...before,
    params: { ...before.params, ...params },
    updated_by: authorOf(account, call.actor),
    updated_at,
  };
  account.state.notes.set(after.id, after);
  account.changed({ kind: 'note', before, after, userId: after.updated_by });
  return { id: after.id, entity_id: after.entity_id, updated_at, _links: noteLink(call, after) };
}

function pin(call: Call, entity: EntityType, is_pinned: boolean): Reply {
  const note = noteNamed(call, entity);
  call.account.state.notes.set(note.id, { ...note, is_pinned });
  return empty();
}

function noteNamed(call: Call, entity: EntityType, param = 'id'): Note {
  const note = call.account.state.notes.get(idOf(call, param));
  if (note?.entity_type !== entity) throw notFound(call);
  return note;
}

function noteView(call: Call, note: Note): Record<string, unknown> {
  const { id, entity_id, created_by, updated_by, created_at, updated_at } = note;
  const { responsible_user_id, group_id, note_type, params, is_pinned } = note;
  const asked = listAt(call.query, 'with').includes('is_pinned');
  return {
    ...{ id, entity_id, created_by, updated_by, created_at, updated_at },
    ...{ responsible_user_id, group_id, note_type, params },
    ...(asked && { is_pinned }),
    account_id: call.account.id,
    _links: noteLink(call, note),
  };
}

function noteLink(call: Call, note: Note) {
  return link(call, `/${note.entity_type}/notes/${note.id}`);
}
