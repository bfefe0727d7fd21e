import { z } from 'zod';
import { authorOf, touchedAt } from '../account/account.js';
import type { Account } from '../account/account.js';
import { check, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { listPage } from '../http/page.js';
import { refuse, validationProblem } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import { inRange, listAt, numbersAt, oneOf, rangeAt, textAt } from '../http/query.js';
import type { EntityType, Task } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

export const taskRoutes: readonly Route[] = [
  { method: 'get', path: '/tasks', handle: list },
  { method: 'post', path: '/tasks', handle: createMany },
  { method: 'patch', path: '/tasks', handle: updateMany },
  { method: 'get', path: '/tasks/:id', handle: read },
  { method: 'patch', path: '/tasks/:id', handle: updateOne },
];

const whole = z.number().int();
const changeInput = z.object({
  text: z.string().min(1).exactOptional(),
  complete_till: whole.exactOptional(),
  task_type_id: whole.exactOptional(),
  entity_id: whole.nullable().exactOptional(),
  entity_type: z.enum(['leads', 'contacts', 'companies']).nullable().exactOptional(),
  responsible_user_id: whole.exactOptional(),
  duration: z.number().exactOptional(),
  is_completed: z.boolean().exactOptional(),
  result: z.object({ text: z.string() }).exactOptional(),
});
const createInput = changeInput.extend({ text: z.string().min(1), complete_till: whole });

type TaskInput = z.infer<typeof changeInput>;

function list(call: Call): Reply {
  const isUsers = oneOf(numbersAt(call.query, 'filter', 'responsible_user_id'));
  const isType = oneOf([
    ...numbersAt(call.query, 'filter', 'task_type'),
    ...numbersAt(call.query, 'filter', 'task_type_id'),
  ]);
  const isKind = oneOf(listAt(call.query, 'filter', 'entity_type'));
  const isOfEntity = oneOf(numbersAt(call.query, 'filter', 'entity_id'));
  const isNamed = oneOf(numbersAt(call.query, 'filter', 'id'));
  const completed = textAt(call.query, 'filter', 'is_completed');
  const updated = rangeAt(call.query, 'filter', 'updated_at');
  const items = [...call.account.state.tasks.values()].filter(
    (task) =>
      isOfEntity(task.entity_id) &&
      isNamed(task.id) &&
      isUsers(task.responsible_user_id) &&
      isType(task.task_type_id) &&
      isKind(task.entity_type) &&
      (completed === undefined || (completed === '1') === task.is_completed) &&
      inRange(task.updated_at, updated),
  );
  return listPage(call, {
    key: 'tasks',
    items: sortTasks(call, items),
    view: (task) => taskView(call, task),
  });
}

const orders = ['complete_till', 'created_at', 'id'] as const;

function sortTasks(call: Call, tasks: readonly Task[]): readonly Task[] {
  const key = orders.find((name) => textAt(call.query, 'order', name) !== undefined);
  if (key === undefined) return tasks;
  const sign = textAt(call.query, 'order', key) === 'desc' ? -1 : 1;
  return [...tasks].sort((a, b) => sign * (a[key] - b[key]));
}

function read(call: Call): Reply {
  const task = call.account.state.tasks.get(idOf(call));
  return task ? hal(taskView(call, task)) : empty();
}

function createMany(call: Call): Reply {
  const created = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const checked = check(createInput, item);
      if (!checked.ok) return checked;
      const errors = referenceErrors(call.account, checked.value);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => {
          const task = save(call, null, { ...emptyTask(call), ...fieldsOf(checked.value) });
          return { id: task.id, request_id, _links: link(call, `/tasks/${task.id}`) };
        },
      };
    },
  });
  return hal({ _links: { self: { href: call.url.href } }, _embedded: { tasks: created } });
}

function updateMany(call: Call): Reply {
  const updated = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const named = check(z.object({ id: whole }), item);
      if (!named.ok) return named;
      const before = call.account.state.tasks.get(named.value.id);
      if (!before) return { errors: [refuse('id', 'NotSupportedChoice')] };
      const checked = check(changeInput, item);
      if (!checked.ok) return checked;
      const errors = referenceErrors(call.account, checked.value);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => ({
          ...thinView(call, change(call, before, checked.value)),
          request_id,
        }),
      };
    },
  });
  return hal({ _links: { self: { href: call.url.href } }, _embedded: { tasks: updated } });
}

function updateOne(call: Call): Reply {
  const before = call.account.state.tasks.get(idOf(call));
  if (!before) throw notFound(call);
  const checked = check(changeInput, objectBody(call));
  const errors = checked.ok ? referenceErrors(call.account, checked.value) : checked.errors;
  if (!checked.ok || errors.length > 0) throw validationProblem([{ request_id: '0', errors }]);
  return hal(thinView(call, change(call, before, checked.value)));
}

function change(call: Call, before: Task, input: TaskInput): Task {
  const updated_at = touchedAt(call.account, before.updated_at);
  const updated_by = authorOf(call.account, call.actor);
  return save(call, before, { ...before, ...fieldsOf(input), updated_at, updated_by });
}

function fieldsOf({ result, ...given }: TaskInput): Partial<Task> {
  return { ...given, ...(result && { result: result.text }) };
}

/** Stored with the entity's closest open task brought up to date. */
function save({ account }: Call, before: Task | null, after: Task): Task {
  account.state.tasks.set(after.id, after);
  refreshClosest(account, after);
  account.changed({ kind: 'task', before, after, userId: after.updated_by });
  return after;
}

function refreshClosest({ state }: Account, { entity_id, entity_type }: Task): void {
  if (entity_id === null || entity_type === null) return;
  const open = [...state.tasks.values()].filter(
    (task) =>
      task.entity_id === entity_id && task.entity_type === entity_type && !task.is_completed,
  );
  const closest_task_at =
    open.length === 0 ? null : Math.min(...open.map((task) => task.complete_till));
  const [lead, contact, company] = [state.leads, state.contacts, state.companies].map((map) =>
    map.get(entity_id),
  );
  if (entity_type === 'leads' && lead) setClosest(state.leads, entity_id, closest_task_at);
  if (entity_type === 'contacts' && contact) setClosest(state.contacts, entity_id, closest_task_at);
  if (entity_type === 'companies' && company)
    setClosest(state.companies, entity_id, closest_task_at);
}

function setClosest<T>(map: Map<number, T>, id: number, closest_task_at: number | null): void {
  const entity = map.get(id);
  if (entity) map.set(id, { ...entity, closest_task_at });
}

function emptyTask({ account, actor }: Call): Task {
  const now = account.clock.seconds();
  const author = authorOf(account, actor);
  return {
    ...{
      id: account.nextId(),
      text: '',
      complete_till: now,
      task_type_id: 1,
      entity_id: null,
      entity_type: null,
    },
    ...{
      responsible_user_id: actor.userId,
      group_id: 0,
      duration: 0,
      is_completed: false,
      result: null,
    },
    ...{ created_by: author, updated_by: author, created_at: now, updated_at: now },
  };
}

function referenceErrors({ state }: Account, input: TaskInput): readonly FieldError[] {
  const { entity_id, entity_type, responsible_user_id, task_type_id } = input;
  const holder: EntityType = entity_type ?? 'leads';
  return [
    ...(entity_id && !state[holder].has(entity_id)
      ? [refuse('entity_id', 'NotSupportedChoice')]
      : []),
    ...(responsible_user_id !== undefined && !state.users.has(responsible_user_id)
      ? [refuse('responsible_user_id', 'NotSupportedChoice')]
      : []),
    ...(task_type_id !== undefined && ![1, 2].includes(task_type_id)
      ? [refuse('task_type_id', 'NotSupportedChoice')]
      : []),
  ];
}

function thinView(call: Call, task: Task): Record<string, unknown> {
  return { id: task.id, updated_at: task.updated_at, _links: link(call, `/tasks/${task.id}`) };
}

/** `result` is an empty list until there is one, then an object. */
function taskView(call: Call, task: Task): Record<string, unknown> {
  const result = task.result === null ? [] : { text: task.result };
  return { ...task, result, account_id: call.account.id, _links: link(call, `/tasks/${task.id}`) };
}
