import { z } from 'zod';
import { authorOf, touchedAt } from '../account/account.js';
import { check, checkOne, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { companyPart, contactPart } from './embedded.js';
import { fieldIndex } from '../fields/field-values.js';
import { firstStatus } from './lead-place.js';
import { draftLead, saved } from './lead-write.js';
import { listPage } from '../http/page.js';
import { refuse, validationProblem } from '../http/problem.js';
import { listAt, numbersAt, textAt } from '../http/query.js';
import type { Lead, Unsorted } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import { addUnsorted, incomingPlace } from './unsorted-write.js';

const path = '/leads/unsorted';

export const unsortedRoutes: readonly Route[] = [
  { method: 'get', path, handle: list },
  { method: 'get', path: `${path}/summary`, handle: summary },
  { method: 'post', path: `${path}/forms`, handle: (call) => createMany(call, 'forms') },
  { method: 'post', path: `${path}/sip`, handle: (call) => createMany(call, 'sip') },
  { method: 'get', path: `${path}/:uid`, handle: read },
  { method: 'post', path: `${path}/:uid/accept`, handle: accept },
  { method: 'delete', path: `${path}/:uid/decline`, handle: decline },
];

const incomingInput = z.object({
  source_uid: z.string().min(1),
  source_name: z.string().min(1),
  pipeline_id: z.number().int().exactOptional(),
  created_at: z.number().int().exactOptional(),
  metadata: z.record(z.string(), z.unknown()),
  _embedded: z
    .object({
      leads: z.array(z.unknown()).max(1).exactOptional(),
      contacts: z.array(z.unknown()).max(1).exactOptional(),
      companies: z.array(z.unknown()).max(1).exactOptional(),
    })
    .exactOptional(),
});

const formKeys = ['form_id', 'form_name', 'form_page', 'form_sent_at', 'ip', 'referer'];

function list(call: Call): Reply {
  const uids = listAt(call.query, 'filter', 'uid');
  const categories = listAt(call.query, 'filter', 'category');
  const pipelines = numbersAt(call.query, 'filter', 'pipeline_id');
  const items = [...call.account.state.unsorted.values()].filter(
    ({ uid, category, pipeline_id }) =>
      (uids.length === 0 || uids.includes(uid)) &&
      (categories.length === 0 || categories.includes(category)) &&
      (pipelines.length === 0 || pipelines.includes(pipeline_id)),
  );
  const sign = textAt(call.query, 'order', 'created_at') === 'desc' ? -1 : 1;
  const sorted = [...items].sort((a, b) => sign * (a.created_at - b.created_at));
  return listPage(call, { key: 'unsorted', items: sorted, view: (one) => unsortedView(call, one) });
}

function summary(call: Call): Reply {
  const all = [...call.account.state.unsorted.values()];
  const count = (category: string) => ({
    total: all.filter((one) => one.category === category).length,
  });
  const categories = {
    forms: count('forms'),
    sip: count('sip'),
    mail: count('mail'),
    chats: count('chats'),
  };
  return hal({ total: all.length, accepted: 0, declined: 0, average_sort_time: 0, categories });
}

function read(call: Call): Reply {
  const incoming = call.account.state.unsorted.get(call.params['uid'] ?? '');
  return incoming ? hal(unsortedView(call, incoming)) : empty();
}

function createMany(call: Call, category: 'forms' | 'sip'): Reply {
  const created = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(incomingInput, item);
      if (!checked.ok) return checked;
      const missing =
        category === 'forms'
          ? formKeys.filter((key) => checked.value.metadata[key] === undefined)
          : [];
      if (missing.length > 0)
        return { errors: missing.map((key) => refuse(`metadata.${key}`, 'FieldMissing')) };
      return prepareIncoming(call, category, checked.value);
    },
  });
  return hal({
    _total_items: created.length,
    _links: link(call, path),
    _embedded: { unsorted: created },
  });
}

function prepareIncoming(
  call: Call,
  category: string,
  input: z.infer<typeof incomingInput>,
): Prepared<unknown> {
  const { leads, contacts, companies } = input._embedded ?? {};
  const lead = draftLead(call, fieldIndex(call.account, 'leads'), leads?.[0] ?? {}, null);
  const contact = contactPart(call, fieldIndex(call.account, 'contacts'), contacts?.[0], null);
  const company = companyPart(call, fieldIndex(call.account, 'companies'), companies?.[0]);
  for (const part of [lead, contact, company]) if (part && 'errors' in part) return part;
  return {
    commit: (request_id) => {
      const savedCompany = saved(company, {});
      const savedContact = saved(contact, savedCompany ? { company_id: savedCompany.id } : {});
      const savedLead = saved(lead, {
        ...incomingPlace(call.account, input.pipeline_id),
        ...(savedContact && { contacts: [{ id: savedContact.id, is_main: true }] }),
        ...(savedCompany && { company_id: savedCompany.id }),
      });
      if (!savedLead) throw new Error('A lead that was checked is saved');
      const incoming = addUnsorted(call, {
        ...{
          category,
          metadata: input.metadata,
          lead: savedLead,
          contact_id: savedContact?.id ?? null,
        },
        source: { uid: input.source_uid, name: input.source_name },
      });
      return { ...unsortedView(call, incoming), request_id };
    },
  };
}

const whole = z.number().int();

/** The incoming lead goes and a lead in a stage is there: told as `delete`. */
function accept(call: Call): Reply {
  const incoming = incomingNamed(call);
  const input = z.object({ user_id: whole.exactOptional(), status_id: whole.exactOptional() });
  const { user_id, status_id } = checkOne(input, choiceOf(call));
  const pipeline = call.account.state.pipelines.get(incoming.pipeline_id);
  const target = status_id ?? (pipeline && firstStatus(pipeline));
  const status = pipeline?.statuses.find(({ id, type }) => id === target && type === 0);
  if (!status)
    throw validationProblem([
      { request_id: '0', errors: [refuse('status_id', 'NotSupportedChoice')] },
    ]);
  place(call, incoming, {
    status_id: status.id,
    ...(user_id !== undefined && { responsible_user_id: user_id }),
  });
  return settle(call, incoming, 'accept', user_id);
}

function place({ account, actor }: Call, incoming: Unsorted, change: Partial<Lead>): void {
  const before = account.state.leads.get(incoming.lead_id);
  if (!before) return;
  const after = { ...before, ...change, updated_at: touchedAt(account, before.updated_at) };
  account.state.leads.set(after.id, after);
  if (!account.switches.isOn('accept-fires-add')) return;
  account.changed({ kind: 'lead', before: null, after, userId: authorOf(account, actor) });
}

function decline(call: Call): Reply {
  const { account } = call;
  const incoming = incomingNamed(call);
  const { user_id } = checkOne(
    z.object({ user_id: z.number().int().exactOptional() }),
    choiceOf(call),
  );
  const lead = account.state.leads.get(incoming.lead_id);
  if (lead) account.state.leads.set(lead.id, { ...lead, is_deleted: true });
  return settle(call, incoming, 'decline', user_id);
}

/** Nothing at all, `{}`, or `[]` as PHP writes an empty object. */
function choiceOf({ body }: Call): unknown {
  return Array.isArray(body) && body.length === 0 ? {} : (body ?? {});
}

function settle(
  call: Call,
  incoming: Unsorted,
  action: 'accept' | 'decline',
  user: number | undefined,
): Reply {
  const userId = user ?? authorOf(call.account, call.actor);
  call.account.state.unsorted.delete(incoming.uid);
  call.account.changed({ kind: 'unsorted', action, incoming, userId });
  return hal(unsortedView(call, incoming));
}

function incomingNamed(call: Call): Unsorted {
  const incoming = call.account.state.unsorted.get(call.params['uid'] ?? '');
  if (!incoming) throw notFound(call);
  return incoming;
}

function unsortedView(call: Call, incoming: Unsorted): Record<string, unknown> {
  const { uid, source_uid, source_name, category, pipeline_id, metadata, created_at } = incoming;
  const reference = (entity: string, id: number | null) =>
    id === null ? [] : [{ id, _links: link(call, `/${entity}/${id}`) }];
  return {
    ...{ uid, source_uid, source_name, category, pipeline_id, created_at, metadata },
    account_id: call.account.id,
    _links: link(call, `${path}/${uid}`),
    _embedded: {
      leads: reference('leads', incoming.lead_id),
      contacts: reference('contacts', incoming.contact_id),
      companies: reference('companies', incoming.company_id),
    },
  };
}
