import type { ApiField, ApiPipeline, ApiStatus } from '../../adapters/kommo/http/api-schemas.js';
import { findPipeline } from '../../adapters/kommo/fields/account-map.js';
import { sameText } from '../../adapters/kommo/fields/same-text.js';
import type { Blueprint, Field, Pipeline, Stage } from '../../../../domain/blueprint/shape.js';
import type { AccountSnapshot, Hook } from './snapshot.js';

/** What the account is to have. */
export interface Wanted {
  readonly blueprint: Blueprint;
  readonly lossReasons: readonly string[];
  /** Null leaves the account's hooks alone. */
  readonly hook: { readonly destination: string; readonly settings: readonly string[] } | null;
}

/** One thing to do in the account; each can be done twice without harm. */
export type Change =
  | { readonly kind: 'create_pipeline'; readonly pipeline: Pipeline }
  | {
      readonly kind: 'create_stage';
      readonly pipeline: string;
      readonly pipelineId: number;
      readonly stage: Stage;
    }
  | {
      readonly kind: 'recolor_stage';
      readonly pipelineId: number;
      readonly statusId: number;
      readonly stage: string;
      readonly from: string | null;
      readonly to: string;
    }
  /** The order of our stages among themselves; the account's own stages stay where they are. */
  | { readonly kind: 'order_stages'; readonly pipeline: Pipeline; readonly pipelineId: number }
  | { readonly kind: 'create_group'; readonly name: string }
  | { readonly kind: 'create_field'; readonly field: Field }
  | {
      readonly kind: 'add_options';
      readonly fieldId: number;
      readonly code: string;
      readonly options: readonly string[];
    }
  | {
      readonly kind: 'set_api_only';
      readonly fieldId: number;
      readonly code: string;
      readonly apiOnly: boolean;
    }
  | { readonly kind: 'create_loss_reason'; readonly name: string }
  | {
      readonly kind: 'subscribe_hook';
      readonly why: 'missing' | 'disabled' | 'events';
      readonly destination: string;
      readonly settings: readonly string[];
    };

/** Changes of a pipeline or its stages. */
export type PipelineChange = Extract<
  Change,
  { readonly kind: 'create_pipeline' } | { readonly pipelineId: number }
>;

/** What the account has otherwise than the blueprint and only a person may decide. */
export interface Conflict {
  readonly code: string;
  readonly found: string;
  readonly wanted: string;
}

export interface Plan {
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

/** Adds what is missing and never takes away: names, options and stages that the account changed or added stay. */
export function planChanges(wanted: Wanted, account: AccountSnapshot): Plan {
  const { pipelines, fields } = wanted.blueprint;
  return {
    changes: [
      ...pipelines.flatMap((pipeline) => planPipeline(pipeline, account.pipelines)),
      ...planGroups(fields, account),
      ...fields.flatMap((field) => planField(field, account.fields)),
      ...planLossReasons(wanted.lossReasons, account),
      ...planHook(wanted.hook, account.hooks),
    ],
    conflicts: fields.flatMap((field) => findConflict(field, account.fields)),
  };
}

function planPipeline(pipeline: Pipeline, existing: readonly ApiPipeline[]): readonly Change[] {
  const found = findPipeline(existing, pipeline.name);
  if (found === undefined) return [{ kind: 'create_pipeline', pipeline }];
  const statuses = found._embedded.statuses;
  const own = pipeline.stages.filter(({ systemStatusId }) => systemStatusId === null);
  const missing = own.filter((stage) => findStatus(statuses, stage) === undefined);
  return [
    ...missing.map((stage): Change => ({
      kind: 'create_stage',
      pipeline: pipeline.name,
      pipelineId: found.id,
      stage,
    })),
    ...own.flatMap((stage) => planColor(found.id, stage, statuses)),
    ...(missing.length > 0 || !isInOrder(own, statuses)
      ? [{ kind: 'order_stages', pipeline, pipelineId: found.id } as const]
      : []),
  ];
}

export const findStatus = (statuses: readonly ApiStatus[], stage: Stage): ApiStatus | undefined =>
  statuses.find(({ name }) => sameText(name, stage.name));

function planColor(
  pipelineId: number,
  stage: Stage,
  statuses: readonly ApiStatus[],
): readonly Change[] {
  const status = findStatus(statuses, stage);
  if (status === undefined || stage.color === null) return [];
  if (status.color?.toLowerCase() === stage.color.toLowerCase()) return [];
  return [
    {
      kind: 'recolor_stage',
      pipelineId,
      statusId: status.id,
      stage: stage.name,
      from: status.color,
      to: stage.color,
    },
  ];
}

/** Kommo renumbers `sort` as it likes, so only the order counts. */
function isInOrder(stages: readonly Stage[], statuses: readonly ApiStatus[]): boolean {
  const sorts = stages.map((stage) => findStatus(statuses, stage)?.sort ?? 0);
  return sorts.every((sort, index) => index === 0 || sort > (sorts[index - 1] ?? 0));
}

function planGroups(fields: readonly Field[], account: AccountSnapshot): readonly Change[] {
  const { fieldGroups } = account;
  if (fieldGroups === null) return [];
  // A group without a field of ours to create is no use to anybody.
  const needed = fields.filter((field) => findField(account.fields, field) === undefined);
  const names = [...new Set(needed.map(({ group }) => group))];
  return names
    .filter((name) => !fieldGroups.some((group) => sameText(group.name, name)))
    .map((name) => ({ kind: 'create_group', name }));
}

const findField = (existing: readonly ApiField[], { code }: Field): ApiField | undefined =>
  existing.find((candidate) => candidate.code === code);

function planField(field: Field, existing: readonly ApiField[]): readonly Change[] {
  const found = findField(existing, field);
  if (found === undefined) return [{ kind: 'create_field', field }];
  if (found.type !== field.type) return [];
  const missing = field.options.filter(
    (option) => !found.enums.some(({ value }) => sameText(value, option)),
  );
  const { id: fieldId } = found;
  const { code, apiOnly } = field;
  return [
    ...(missing.length === 0
      ? []
      : [{ kind: 'add_options', fieldId, code, options: missing } as const]),
    ...(found.is_api_only === apiOnly
      ? []
      : [{ kind: 'set_api_only', fieldId, code, apiOnly } as const]),
  ];
}

/** The type of a field cannot be changed, and a field with values must not be deleted for it. */
function findConflict(field: Field, existing: readonly ApiField[]): readonly Conflict[] {
  const found = findField(existing, field);
  if (found === undefined || found.type === field.type) return [];
  return [{ code: field.code, found: found.type, wanted: field.type }];
}

function planLossReasons(
  wanted: readonly string[],
  { lossReasons }: AccountSnapshot,
): readonly Change[] {
  if (lossReasons === null) return [];
  return wanted
    .filter((name) => !lossReasons.some((reason) => sameText(reason.name, name)))
    .map((name) => ({ kind: 'create_loss_reason', name }));
}

function planHook(wanted: Wanted['hook'], hooks: readonly Hook[] | null): readonly Change[] {
  if (wanted === null || hooks === null) return [];
  const found = hooks.find(({ destination }) => destination === wanted.destination);
  // Events that an admin added to our address stay: a new subscription replaces the whole list.
  const settings = [...new Set([...wanted.settings, ...(found?.settings ?? [])])];
  const why = reasonToSubscribe(wanted.settings, found);
  return why === null
    ? []
    : [{ kind: 'subscribe_hook', why, destination: wanted.destination, settings }];
}

function reasonToSubscribe(settings: readonly string[], found: Hook | undefined) {
  if (found === undefined) return 'missing';
  if (found.disabled) return 'disabled';
  return settings.every((event) => found.settings.includes(event)) ? null : 'events';
}
