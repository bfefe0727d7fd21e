import { z } from 'zod';
import type { Template } from '../account/talk-records.js';
import { check, checkOne, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { listPage } from '../http/page.js';
import { Problem, refuse, validationProblem } from '../http/problem.js';
import { listAt } from '../http/query.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import {
  changeTemplate,
  createTemplate,
  templateChange,
  templateErrors,
  templateInput,
} from './template-write.js';
import { setReview, submitForReview } from './template-review.js';

const path = '/chats/templates';

/** Templates of chats, as amoCRM documents them; whether Kommo has the address is a switch. */
export const templateRoutes: readonly Route[] = [
  { method: 'get', path, adminOnly: true, handle: ifThere(list) },
  { method: 'post', path, adminOnly: true, handle: ifThere(createMany) },
  { method: 'patch', path, adminOnly: true, handle: ifThere(updateMany) },
  { method: 'delete', path, adminOnly: true, handle: ifThere(removeMany) },
  {
    method: 'get',
    path: `${path}/:id`,
    handle: ifThere((call) => hal(templateView(call, named(call)))),
  },
  { method: 'patch', path: `${path}/:id`, adminOnly: true, handle: ifThere(updateOne) },
  { method: 'delete', path: `${path}/:id`, adminOnly: true, handle: ifThere(removeOne) },
  { method: 'post', path: `${path}/:id/review`, adminOnly: true, handle: ifThere(submit) },
  {
    method: 'post',
    path: `${path}/:id/review/:reviewId`,
    adminOnly: true,
    handle: ifThere(review),
  },
];

function ifThere(handle: (call: Call) => Reply): (call: Call) => Reply {
  return (call) => {
    if (call.account.switches.isOn('chat-templates-missing'))
      throw new Problem(404, `Cannot GET ${call.url.href}`);
    return handle(call);
  };
}

const mostAPage = 50;
const mostTemplates = 250;

function list(call: Call): Reply {
  const wanted = listAt(call.query, 'filter', 'external_id');
  const items = [...call.account.state.templates.values()].filter(
    ({ external_id: id }) => wanted.length === 0 || wanted.includes(id),
  );
  const view = (template: Template) => templateView(call, template);
  return listPage(call, { key: 'chat_templates', items, view, most: mostAPage });
}

function createMany(call: Call): Reply {
  const { account } = call;
  const items = readItems(call.body);
  if (account.state.templates.size + items.length > mostTemplates)
    throw new Problem(422, `Limit ${mostTemplates} templates`);
  const created = writeBatch<unknown>({
    items,
    keepsValid: account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const checked = check(templateInput, item);
      if (!checked.ok) return checked;
      const errors = templateErrors(checked.value);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => ({
          ...templateView(call, createTemplate(account, checked.value)),
          request_id,
        }),
      };
    },
  });
  return collection(created);
}

function updateMany(call: Call): Reply {
  const { account } = call;
  const updated = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const checked = check(templateChange.extend({ id: z.number().int() }), item);
      if (!checked.ok) return checked;
      const before = account.state.templates.get(checked.value.id);
      if (!before) return { errors: [refuse('id', 'NotSupportedChoice')] };
      const errors = changeErrors(before, checked.value);
      if (errors.length > 0) return { errors };
      return { commit: () => templateView(call, changeTemplate(account, before, checked.value)) };
    },
  });
  return collection(updated);
}

function updateOne(call: Call): Reply {
  const before = named(call);
  const input = checkOne(templateChange, objectBody(call));
  const errors = changeErrors(before, input);
  if (errors.length > 0) throw validationProblem([{ request_id: '0', errors }]);
  return hal(templateView(call, changeTemplate(call.account, before, input)));
}

/** A WhatsApp template is fixed once it left the draft. */
function changeErrors(before: Template, input: z.infer<typeof templateChange>) {
  const isFixed = before.type === 'waba' && before.review.status !== 'draft';
  return isFixed
    ? [refuse('type', 'NotSupportedChoice', 'Only drafts can be changed')]
    : templateErrors(input);
}

function removeMany(call: Call): Reply {
  const ids = readItems(call.body).map(
    (item) => checkOne(z.object({ id: z.number().int() }), item).id,
  );
  for (const id of ids) call.account.state.templates.delete(id);
  return empty();
}

function removeOne(call: Call): Reply {
  call.account.state.templates.delete(named(call).id);
  return empty();
}

function submit(call: Call): Reply {
  const template = named(call);
  if (template.type !== 'waba') throw new Problem(400, 'Only WhatsApp templates are reviewed');
  const after = submitForReview(call.account, template);
  return hal({ _embedded: { reviews: [reviewView(after)] } });
}

const reviewInput = z.object({
  status: z.enum(['approved', 'paused', 'rejected']),
  reject_reason: z.string().max(65_535).default(''),
});

function review(call: Call): Reply {
  const template = named(call);
  if (template.review.id !== idOf(call, 'reviewId')) throw notFound(call);
  const { status, reject_reason: reason } = checkOne(reviewInput, objectBody(call));
  return hal(reviewView(setReview(call.account, template, status, reason)));
}

function named(call: Call): Template {
  const template = call.account.state.templates.get(idOf(call));
  if (!template) throw notFound(call);
  return template;
}

const collection = (items: readonly unknown[]) =>
  hal({ _total_items: items.length, _embedded: { chat_templates: items } });

/** The source that reviews: the account's WhatsApp channel. */
const reviewSourceId = 60001;

const reviewView = ({ review: { id, status, reject_reason } }: Template) => ({
  ...{ id, source_id: reviewSourceId, status, reject_reason },
});

function templateView(call: Call, template: Template): Record<string, unknown> {
  const { review: state, ...rest } = template;
  const asked = listAt(call.query, 'with').includes('reviews') && template.type === 'waba';
  return {
    ...rest,
    account_id: call.account.id,
    ...(asked && {
      review_status: state.status === 'draft' ? null : state.status,
      is_on_review: state.status === 'review',
      _embedded: { reviews: state.status === 'draft' ? [] : [reviewView(template)] },
    }),
    _links: link(call, `${path}/${template.id}`),
  };
}
