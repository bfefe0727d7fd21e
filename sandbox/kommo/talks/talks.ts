import { z } from 'zod';
import { checkOne, readItems } from '../http/check.js';
import { listPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { numbersAt, textAt } from '../http/query.js';
import type { Talk } from '../account/talk-records.js';
import { accepted, empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { closeTalk } from './close-talk.js';
import { messagesOf } from './messages.js';
import { sendOut } from './outbox.js';
import { objectBody } from '../entities/entity-routes.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

export const talkRoutes: readonly Route[] = [
  { method: 'get', path: '/talks', handle: list },
  { method: 'get', path: '/talks/:id', handle: read },
  { method: 'post', path: '/talks/:id/close', handle: close },
  { method: 'get', path: '/talks/:id/messages', handle: messages },
  { method: 'post', path: '/talks/:id/send_message', handle: sendMessage },
  { method: 'get', path: '/contacts/chats', handle: chats },
  { method: 'post', path: '/contacts/chats', handle: joinChats },
];

function list(call: Call): Reply {
  const ids = numbersAt(call.query, 'filter', 'entity_id');
  const type = textAt(call.query, 'filter', 'entity_type');
  const items = [...call.account.state.talks.values()].filter(
    (talk) =>
      (ids.length === 0 || ids.includes(talk.entity_id)) &&
      (type === undefined || type.startsWith(talk.entity_type)),
  );
  return listPage(call, { key: 'talks', items, view: (talk) => talkView(call, talk) });
}

function read(call: Call): Reply {
  const talk = call.account.state.talks.get(idOf(call));
  return talk ? hal(talkView(call, talk)) : empty();
}

function close(call: Call): Reply {
  closeTalk(call.account, talkNamed(call), call.actor.userId);
  return accepted;
}

function messages(call: Call): Reply {
  if (call.account.switches.isOn('history-scope-missing'))
    throw new Problem(403, "Client doesn't have the required scope");
  const talk = talkNamed(call);
  const items = messagesOf(call.account, talk);
  return listPage(call, {
    ...{ key: 'messages', items },
    view: ({ id, text, direction, author, created_at }) => ({
      id,
      text,
      type: direction,
      author,
      created_at,
    }),
  });
}

const mostByApi = 100;
const sent = 'messages sent by the Chats API';

/** The Chats API add-on: text only, within the window, so many a month. */
function sendMessage(call: Call): Reply {
  const { account } = call;
  if (!account.switches.isOn('chats-api-add-on'))
    throw new Problem(403, "Client doesn't have the required scope");
  const talk = talkNamed(call);
  const { text } = checkOne(z.object({ text: z.string().min(1) }), objectBody(call));
  const spent = Number(account.state.pageValues.get(sent) ?? 0);
  if (spent >= mostByApi) throw new Problem(402, 'Over chat API limit');
  const plain = { text, buttons: [], links: [], template: null, writeFirst: false };
  const outcome = sendOut(account, { leadId: talk.entity_id, ...plain });
  if (outcome.kind === 'refused') throw new Problem(400, outcome.reason);
  account.state.pageValues.set(sent, spent + 1);
  return hal({ id: outcome.message.id }, 202);
}

const joining = z.object({ contact_id: z.number().int(), chat_id: z.string() });

function chats(call: Call): Reply {
  const ids = numbersAt(call.query, 'contact_id');
  const items = [...call.account.state.talks.values()].filter(
    (talk) => ids.length === 0 || ids.includes(talk.contact_id),
  );
  return listPage(call, {
    key: 'chats',
    items,
    view: ({ chat_id, contact_id }) => ({ chat_id, contact_id }),
  });
}

function joinChats(call: Call): Reply {
  const joined = readItems(call.body).map((item) => checkOne(joining, item));
  return hal({
    _total_items: joined.length,
    _embedded: { chats: joined.map((chat, id) => ({ id: id + 1, ...chat })) },
  });
}

function talkNamed(call: Call): Talk {
  const talk = call.account.state.talks.get(idOf(call));
  if (!talk) throw notFound(call);
  return talk;
}

function talkView(call: Call, talk: Talk): Record<string, unknown> {
  const { contact_id, entity_id } = talk;
  return {
    ...{
      ...talk,
      rate: 0,
      account_id: call.account.id,
      _links: link(call, `/talks/${talk.talk_id}`),
    },
    _embedded: {
      contacts: [{ id: contact_id, _links: link(call, `/contacts/${contact_id}`) }],
      leads: [{ id: entity_id, _links: link(call, `/leads/${entity_id}`) }],
    },
  };
}
