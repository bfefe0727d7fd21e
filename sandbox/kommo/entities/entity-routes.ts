import { readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { chooseEntities, chooseLeads } from './entity-filter.js';
import { companyView, contactView, leadView } from './entity-view.js';
import { fieldIndex } from '../fields/field-values.js';
import type { FieldIndex } from '../fields/field-values.js';
import { draftLead } from '../leads/lead-write.js';
import type { Draft } from '../leads/lead-write.js';
import { listPage } from '../http/page.js';
import { draftCompany, draftContact } from './person-write.js';
import { Problem, refuse, validationProblem } from '../http/problem.js';
import type { Company, Contact, Entity, EntityType, Lead } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

/** What leads, contacts and companies do alike, and where they differ. */
interface Kind<T extends Entity> {
  readonly entity: EntityType;
  readonly records: (call: Call) => ReadonlyMap<number, T>;
  readonly choose: (call: Call, all: Iterable<T>) => readonly T[];
  readonly view: (call: Call, record: T) => unknown;
  readonly draft: (call: Call, index: FieldIndex, item: unknown, before: T | null) => Draft<T>;
  /** What a create answers beside id, request_id and _links. */
  readonly createdExtras: Readonly<Record<string, unknown>>;
}

const leads: Kind<Lead> = {
  entity: 'leads',
  records: (call) => call.account.state.leads,
  choose: chooseLeads,
  view: leadView,
  draft: draftLead,
  createdExtras: {},
};

const contacts: Kind<Contact> = {
  entity: 'contacts',
  records: (call) => call.account.state.contacts,
  choose: chooseEntities,
  view: contactView,
  draft: draftContact,
  createdExtras: { is_deleted: false, is_unsorted: false },
};

const companies: Kind<Company> = {
  entity: 'companies',
  records: (call) => call.account.state.companies,
  choose: chooseEntities,
  view: companyView,
  draft: draftCompany,
  createdExtras: {},
};

export const entityRoutes: readonly Route[] = [
  ...routesOf(leads),
  ...routesOf(contacts),
  ...routesOf(companies),
];

function routesOf<T extends Entity>(kind: Kind<T>): readonly Route[] {
  const path = `/${kind.entity}`;
  return [
    { method: 'get', path, handle: (call) => list(call, kind) },
    { method: 'post', path, handle: (call) => createMany(call, kind) },
    { method: 'patch', path, handle: (call) => updateMany(call, kind) },
    { method: 'get', path: `${path}/:id`, handle: (call) => read(call, kind) },
    { method: 'patch', path: `${path}/:id`, handle: (call) => updateOne(call, kind) },
  ];
}

function list<T extends Entity>(call: Call, kind: Kind<T>): Reply {
  const items = kind.choose(call, kind.records(call).values());
  const unchanged = unchangedSince(call, items);
  if (unchanged) return empty(304);
  return listPage(call, { key: kind.entity, items, view: (record) => kind.view(call, record) });
}

function unchangedSince(call: Call, items: readonly Entity[]): boolean {
  const since = call.headers['if-modified-since'];
  if (since === undefined || !call.account.switches.isOn('if-modified-since-honoured'))
    return false;
  return items.every((item) => item.updated_at * 1000 <= Date.parse(since));
}

function read<T extends Entity>(call: Call, kind: Kind<T>): Reply {
  const record = kind.records(call).get(idOf(call));
  return record ? hal(kind.view(call, record)) : empty();
}

function createMany<T extends Entity>(call: Call, kind: Kind<T>): Reply {
  const index = fieldIndex(call.account, kind.entity);
  const created = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const draft = kind.draft(call, index, item, null);
      if ('errors' in draft) return draft;
      return {
        commit: (request_id) => {
          const { id } = draft.save();
          return {
            id,
            ...kind.createdExtras,
            request_id,
            _links: link(call, `/${kind.entity}/${id}`),
          };
        },
      };
    },
  });
  return wrapped(call, kind.entity, created);
}

function updateMany<T extends Entity>(call: Call, kind: Kind<T>): Reply {
  const index = fieldIndex(call.account, kind.entity);
  const updated = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const before = kind.records(call).get(idIn(item));
      if (before === undefined) return missing(call);
      const draft = kind.draft(call, index, item, before);
      return 'errors' in draft ? draft : { commit: () => thinView(call, kind, draft.save()) };
    },
  });
  return wrapped(call, kind.entity, updated);
}

function updateOne<T extends Entity>(call: Call, kind: Kind<T>): Reply {
  const before = kind.records(call).get(idOf(call));
  const draft = before
    ? kind.draft(call, fieldIndex(call.account, kind.entity), objectBody(call), before)
    : missing(call);
  if ('errors' in draft) throw validationProblem([{ request_id: '0', errors: draft.errors }]);
  if (!('save' in draft)) throw notFound(call);
  const view = thinView(call, kind, draft.save());
  return call.account.switches.isOn('lead-patch-wrapped')
    ? wrapped(call, kind.entity, [view])
    : hal(view);
}

function missing(call: Call): { readonly errors: readonly ReturnType<typeof refuse>[] } {
  if (call.account.switches.isOn('patch-missing-id-404')) throw notFound(call);
  return { errors: [refuse('id', 'NotSupportedChoice')] };
}

/** One record is written with an object; Kommo refuses the array it wants for many. */
export function objectBody(call: Call): unknown {
  if (Array.isArray(call.body)) {
    const errors = [refuse('', 'InvalidType', 'This value should be of type object.')];
    throw validationProblem([{ request_id: '0', errors }]);
  }
  if (call.body === undefined) throw new Problem(400, 'Request data can not be empty');
  return call.body;
}

function idIn(item: unknown): number {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'number'
    ? item.id
    : NaN;
}

/** Writes answer thinly: no field value is echoed. */
function thinView<T extends Entity>(call: Call, kind: Kind<T>, record: T): unknown {
  const { id, name, updated_at } = record;
  const named = kind.entity === 'leads' ? {} : { name };
  return { id, ...named, updated_at, _links: link(call, `/${kind.entity}/${id}`) };
}

function wrapped(call: Call, key: string, items: readonly unknown[]): Reply {
  return hal({ _links: { self: { href: call.url.href } }, _embedded: { [key]: items } });
}
