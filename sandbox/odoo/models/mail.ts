import type { Row } from '../database.js';
import { userError, valueError } from '../errors.js';
import { asIds, asNumber, asText, isArray, isEmpty } from '../json.js';
import type { Json } from '../json.js';
import { checkAccess } from '../orm/access.js';
import { requireSingle } from '../orm/external-id.js';
import { records } from '../orm/model.js';
import type { Call, Env, Method, Model } from '../orm/model.js';
import { convertValue } from '../orm/convert.js';
import { requireField } from '../orm/registry.js';
import { escapeHtml, sanitizeHtml } from '../rules/html.js';
import { formatMoment } from '../rules/moment.js';
import { char } from './field.js';

const messageModel: Model = {
  name: 'mail.message',
  label: 'Message',
  module: 'base',
  order: 'id desc',
  rights: { read: ['base.group_user'], create: ['base.group_user'], write: ['base.group_user'] },
  displayName: (_env, row) => asText(row['subject']) || `mail.message,${asNumber(row['id'])}`,
  fields: {
    subject: char('Subject'),
    date: { type: 'datetime', string: 'Date' },
    body: { type: 'html', string: 'Contents' },
    message_type: {
      type: 'selection',
      string: 'Type',
      required: true,
      selection: [
        ['email', 'Incoming Email'],
        ['comment', 'Comment'],
        ['notification', 'System notification'],
      ],
      default: 'email',
    },
    subtype_id: { type: 'many2one', string: 'Subtype', relation: 'mail.message.subtype' },
    is_internal: { type: 'boolean', string: 'Employee Only' },
    author_id: { type: 'many2one', string: 'Author', relation: 'res.partner' },
    email_from: char('From'),
    model: char('Related Document Model'),
    res_id: { type: 'integer', string: 'Related Document ID' },
    message_id: char('Message-Id'),
    attachment_ids: { type: 'many2many', string: 'Attachments', relation: 'ir.attachment' },
  },
};

export const mailModels: readonly Model[] = [
  messageModel,
  {
    name: 'mail.message.subtype',
    label: 'Message subtypes',
    module: 'base',
    rights: { read: ['base.group_user'] },
    fields: { name: char('Message Type'), internal: { type: 'boolean', string: 'Internal Only' } },
  },
  {
    name: 'ir.attachment',
    label: 'Attachment',
    module: 'base',
    rights: { read: ['base.group_user'], create: ['base.group_user'] },
    fields: {
      name: char('Name'),
      datas: { type: 'binary', string: 'File Content' },
      res_model: char('Resource Model'),
      res_id: { type: 'integer', string: 'Resource ID' },
    },
  },
];

const postParams = [
  'body',
  'subject',
  'message_type',
  'email_from',
  'author_id',
  'parent_id',
  'subtype_xmlid',
  'subtype_id',
  'partner_ids',
  'attachments',
  'attachment_ids',
  'body_is_html',
  'date',
  'message_id',
];

/** 17 and 18 answer the id over execute_kw, 19 a list. */
export const messagePost: Method = {
  on: 'records',
  params: postParams.map((name) => `${name}?`),
  single: (version) => version <= 18,
  run: (env, call) => {
    const id = requireSingle(env, call.model, call.ids);
    checkAccess(env, call.model, 'write');
    return records([post(env, call, id)]);
  },
};

function post(env: Env, { model, args }: Call, id: number): number {
  const type = asText(args['message_type']) || 'notification';
  if (!['comment', 'notification', 'email', 'auto_comment'].includes(type)) {
    throw valueError(`Wrong value for mail.message.message_type: '${type}'`);
  }
  const subtype = subtypeOf(args['subtype_xmlid'], args['subtype_id']);
  const author = authorOf(env, args['author_id']);
  const body = asText(args['body']);
  const when = requireField(env, messageModel, 'date');

  return env.db.insert('mail.message', {
    subject: args['subject'] ?? false,
    body: args['body_is_html'] === true ? sanitizeHtml(body) : `<p>${escapeHtml(body)}</p>`,
    date: isEmpty(args['date'])
      ? formatMoment(env.now())
      : convertValue(
          { env, model: messageModel, name: 'date', field: when },
          args['date'] ?? false,
        ),
    message_type: type,
    subtype_id: subtype,
    is_internal: subtype === noteSubtype,
    author_id: author['id'] ?? false,
    email_from: `"${asText(author['name'])}" <${asText(author['email'])}>`,
    model: model.name,
    res_id: id,
    message_id:
      asText(args['message_id']) ||
      `<${formatMoment(env.now()).replace(/\D/g, '')}.${id}-openerp-${model.name}@sandbox>`,
    attachment_ids: attach(env, model, id, args['attachments']),
    create_date: formatMoment(env.now()),
    create_uid: env.uid,
    mailed: mailedTo(env, { model: model.name, id, subtype, partners: asIds(args['partner_ids']) }),
  });
}

export const commentSubtype = 1;
export const noteSubtype = 2;

function subtypeOf(xmlid: Json | undefined, id: Json | undefined): number {
  if (xmlid === 'mail.mt_comment') return commentSubtype;
  if (xmlid === undefined || isEmpty(xmlid)) return asIds(id)[0] ?? noteSubtype;
  if (xmlid === 'mail.mt_note') return noteSubtype;
  throw valueError(`External ID not found in the system: ${asText(xmlid)}`);
}

function authorOf(env: Env, id: Json | undefined): Row {
  const own = env.db.get('res.users', env.uid)?.['partner_id'];
  const author = env.db.get('res.partner', asIds(id)[0] ?? Number(own)) ?? {};
  if (env.version === 17 && isEmpty(author['email'])) {
    throw userError("Unable to send message, please configure the sender's email address.");
  }
  return author;
}

interface Posting {
  readonly model: string;
  readonly id: number;
  readonly subtype: number;
  readonly partners: readonly number[];
}

/** Who would have got an e-mail: named partners always, the customer only for a comment. */
function mailedTo(env: Env, { model, id, subtype, partners }: Posting): readonly string[] {
  const row = env.db.get(model, id);
  const customer = model === 'res.partner' ? [id] : asIds(row?.['partner_id']);
  const everyone = subtype === commentSubtype ? [...partners, ...customer] : partners;
  const addresses = everyone.map((partner) =>
    asText(env.db.get('res.partner', partner)?.['email']),
  );
  return [...new Set(addresses.filter((address) => address !== ''))];
}

function attach(
  env: Env,
  model: Model,
  id: number,
  attachments: Json | undefined,
): readonly number[] {
  if (!isArray(attachments)) return [];
  return attachments.map((attachment) => {
    const [name, datas] = isArray(attachment) ? attachment : [attachment];
    return env.db.insert('ir.attachment', {
      name: asText(name),
      datas: datas ?? false,
      res_model: model.name,
      res_id: id,
    });
  });
}
