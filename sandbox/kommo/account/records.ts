import { z } from 'zod';

/** What the account keeps. Kommo's own words, so that a record and its answer read alike; times are unix seconds. */

const id = z.number().int();
const seconds = z.number().int();

const stamps = { created_by: id, updated_by: id, created_at: seconds, updated_at: seconds };

const value = z.object({
  value: z.unknown(),
  enum_id: id.exactOptional(),
  enum_code: z.string().nullable().exactOptional(),
});
const storedField = z.object({ field_id: id, values: z.array(value).readonly() });

const entity = z.object({
  id,
  name: z.string(),
  responsible_user_id: id,
  group_id: id,
  ...stamps,
  closest_task_at: seconds.nullable(),
  is_deleted: z.boolean(),
  fields: z.array(storedField).readonly(),
  tags: z.array(id).readonly(),
});

export const leadRecord = entity.extend({
  price: z.number(),
  status_id: id,
  pipeline_id: id,
  loss_reason_id: id.nullable(),
  source_id: id.nullable(),
  closed_at: seconds.nullable(),
  contacts: z.array(z.object({ id, is_main: z.boolean() })).readonly(),
  company_id: id.nullable(),
});

export const contactRecord = entity.extend({
  first_name: z.string(),
  last_name: z.string(),
  is_unsorted: z.boolean(),
  company_id: id.nullable(),
});

export const companyRecord = entity;

const enumOption = z.object({
  id,
  value: z.string(),
  sort: z.number(),
  code: z.string().nullable(),
});

export const customFieldRecord = z.object({
  id,
  entity_type: z.enum(['leads', 'contacts', 'companies']),
  name: z.string(),
  code: z.string().nullable(),
  type: z.string(),
  sort: z.number(),
  is_predefined: z.boolean(),
  is_api_only: z.boolean(),
  group_id: z.string().nullable(),
  enums: z.array(enumOption).readonly().nullable(),
  required_statuses: z.array(z.object({ status_id: id, pipeline_id: id })).readonly(),
  hidden_statuses: z.array(z.object({ status_id: id, pipeline_id: id })).readonly(),
  remind: z.string().nullable(),
  currency: z.string().nullable(),
});

export const fieldGroupRecord = z.object({
  id: z.string(),
  entity_type: z.enum(['leads', 'contacts', 'companies']),
  name: z.string(),
  sort: z.number(),
  is_predefined: z.boolean(),
});

const statusRecord = z.object({
  id,
  name: z.string(),
  sort: z.number(),
  is_editable: z.boolean(),
  pipeline_id: id,
  color: z.string(),
  type: z.union([z.literal(0), z.literal(1)]),
  descriptions: z.array(z.object({ level: z.string(), description: z.string() })).readonly(),
});

export const pipelineRecord = z.object({
  id,
  name: z.string(),
  sort: z.number(),
  is_main: z.boolean(),
  is_unsorted_on: z.boolean(),
  is_archive: z.boolean(),
  statuses: z.array(statusRecord).readonly(),
});

export const tagRecord = z.object({
  id,
  name: z.string(),
  color: z.string().nullable(),
  entity_type: z.enum(['leads', 'contacts', 'companies']),
});

export const taskRecord = z.object({
  id,
  text: z.string(),
  complete_till: seconds,
  task_type_id: id,
  entity_id: id.nullable(),
  entity_type: z.enum(['leads', 'contacts', 'companies']).nullable(),
  responsible_user_id: id,
  group_id: id,
  duration: z.number(),
  is_completed: z.boolean(),
  result: z.string().nullable(),
  ...stamps,
});

export const noteRecord = z.object({
  id,
  entity_type: z.enum(['leads', 'contacts', 'companies']),
  entity_id: id,
  note_type: z.string(),
  params: z.record(z.string(), z.unknown()),
  responsible_user_id: id,
  group_id: id,
  is_pinned: z.boolean(),
  ...stamps,
});

export const eventRecord = z.object({
  id: z.string(),
  type: z.string(),
  entity_id: id,
  entity_type: z.string(),
  created_by: id,
  created_at: seconds,
  value_after: z.array(z.record(z.string(), z.unknown())).readonly(),
  value_before: z.array(z.record(z.string(), z.unknown())).readonly(),
});

/** "A" all, "G" the group's, "M" the user's own, "D" denied. */
const reach = z.enum(['A', 'G', 'M', 'D']);
export const entityRights = z.object({
  ...{ view: reach, edit: reach, add: reach, delete: reach, export: reach },
});
export const stageRights = z.object({
  entity_type: z.literal('leads'),
  pipeline_id: id,
  status_id: id,
  rights: entityRights,
});

export const userRecord = z.object({
  id,
  name: z.string(),
  email: z.string(),
  lang: z.string(),
  is_admin: z.boolean(),
  is_free: z.boolean(),
  is_active: z.boolean(),
  group_id: id.default(0),
  /** What an administrator took away; without it a user may see and edit everything. */
  lead_rights: entityRights.exactOptional(),
  status_rights: z.array(stageRights).readonly().default([]),
});

export const lossReasonRecord = z.object({
  id,
  name: z.string(),
  sort: z.number(),
  created_at: seconds,
  updated_at: seconds,
});

export const webhookRecord = z.object({
  id,
  destination: z.string(),
  settings: z.array(z.string()).readonly(),
  sort: z.number(),
  disabled: z.boolean(),
  created_by: id,
  created_at: seconds,
  updated_at: seconds,
});

export const sourceRecord = z.object({
  id,
  name: z.string(),
  external_id: z.string(),
  pipeline_id: id,
  default: z.boolean(),
  origin_code: z.string().nullable(),
  services: z.array(z.unknown()).readonly(),
});

export const unsortedRecord = z.object({
  uid: z.string(),
  category: z.string(),
  source_uid: z.string(),
  source_name: z.string(),
  pipeline_id: id,
  metadata: z.record(z.string(), z.unknown()),
  lead_id: id,
  contact_id: id.nullable(),
  company_id: id.nullable(),
  created_at: seconds,
});

export const tokenRecord = z.object({
  token: z.string(),
  kind: z.enum(['access', 'refresh', 'long-lived', 'code']),
  /** The refresh token and the access token of one answer share it; a refresh starts a new one. */
  generation: id,
  user_id: id,
  expires_at: seconds,
  revoked: z.boolean(),
  /** The generation that was refreshed to get this one. */
  parent: id.nullable(),
});

export type FieldValue = z.infer<typeof value>;
export type StoredField = z.infer<typeof storedField>;
export type Entity = Readonly<z.infer<typeof entity>>;
export type Lead = Readonly<z.infer<typeof leadRecord>>;
export type Contact = Readonly<z.infer<typeof contactRecord>>;
export type Company = Readonly<z.infer<typeof companyRecord>>;
export type EnumOption = Readonly<z.infer<typeof enumOption>>;
export type CustomField = Readonly<z.infer<typeof customFieldRecord>>;
export type FieldGroup = Readonly<z.infer<typeof fieldGroupRecord>>;
export type Status = Readonly<z.infer<typeof statusRecord>>;
export type Pipeline = Readonly<z.infer<typeof pipelineRecord>>;
export type Tag = Readonly<z.infer<typeof tagRecord>>;
export type Task = Readonly<z.infer<typeof taskRecord>>;
export type Note = Readonly<z.infer<typeof noteRecord>>;
export type FeedEvent = Readonly<z.infer<typeof eventRecord>>;
export type User = Readonly<z.infer<typeof userRecord>>;
export type LossReason = Readonly<z.infer<typeof lossReasonRecord>>;
export type Webhook = Readonly<z.infer<typeof webhookRecord>>;
export type Source = Readonly<z.infer<typeof sourceRecord>>;
export type Unsorted = Readonly<z.infer<typeof unsortedRecord>>;
export type Token = Readonly<z.infer<typeof tokenRecord>>;
export type EntityType = 'leads' | 'contacts' | 'companies';
