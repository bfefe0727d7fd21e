import type { Account } from '../account/account.js';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { Lead, Pipeline } from '../account/records.js';

interface Asked {
  readonly status_id?: number;
  readonly pipeline_id?: number;
  readonly loss_reason_id?: number | null;
}

type Place =
  | { readonly status_id: number; readonly pipeline_id: number }
  | { readonly errors: readonly FieldError[] };

/**
 * Where a lead ends up. A status must be one of its pipeline, so a move to another pipeline names both;
 * "Incoming leads" is entered through the incoming leads only.
 */
export function placeOf(account: Account, asked: Asked, before: Lead | null): Place {
  const pipelineId = asked.pipeline_id ?? before?.pipeline_id ?? mainPipeline(account).id;
  const pipeline = account.state.pipelines.get(pipelineId);
  if (!pipeline) return { errors: [refuse('pipeline_id', 'NotSupportedChoice')] };
  const statusId = asked.status_id ?? defaultStatus(pipeline, before);
  if (statusId === undefined || !isOpenTo(pipeline, statusId, before))
    return { errors: [refuse('status_id', 'NotSupportedChoice')] };
  if (statusId === 143 && needsReason(account, asked, before))
    return { errors: [refuse('loss_reason_id', 'FieldMissing')] };
  return { status_id: statusId, pipeline_id: pipelineId };
}

/** A new lead starts at the first stage; one that is there stays, but not in another pipeline. */
function defaultStatus(pipeline: Pipeline, before: Lead | null): number | undefined {
  if (before === null) return firstStatus(pipeline);
  return before.pipeline_id === pipeline.id ? before.status_id : undefined;
}

export function mainPipeline(account: Account): Pipeline {
  const pipelines = [...account.state.pipelines.values()];
  const main = pipelines.find((pipeline) => pipeline.is_main) ?? pipelines[0];
  if (!main) throw new Error('An account has at least one pipeline');
  return main;
}

export function firstStatus(pipeline: Pipeline): number | undefined {
  return [...pipeline.statuses].sort((a, b) => a.sort - b.sort).find((status) => status.type === 0)
    ?.id;
}

export function incomingStatusOf(pipeline: Pipeline): number | undefined {
  return pipeline.statuses.find((status) => status.type === 1)?.id;
}

function isOpenTo(pipeline: Pipeline, statusId: number, before: Lead | null): boolean {
  if (before?.pipeline_id === pipeline.id && before.status_id === statusId) return true;
  return pipeline.statuses.some((status) => status.id === statusId && status.type === 0);
}

function needsReason(account: Account, asked: Asked, before: Lead | null): boolean {
  const given = asked.loss_reason_id ?? before?.loss_reason_id ?? null;
  return account.switches.isOn('lost-requires-reason') && given === null;
}
