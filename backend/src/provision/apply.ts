import type { KommoClient } from '../adapters/kommo/client.js';
import { AppError } from '../errors.js';
import type { Logger } from '../log.js';
import { applyChange, createFields } from './apply-change.js';
import { listManualSteps } from './manual-steps.js';
import type { ManualStep } from './manual-steps.js';
import { planChanges } from './plan.js';
import type { Change, Plan, Wanted } from './plan.js';
import { readSnapshot } from './snapshot.js';

export interface ApplyTools {
  readonly client: KommoClient;
  readonly log: Logger;
}

export interface FailedChange {
  readonly change: Change;
  readonly error: AppError;
}

export interface Applied {
  readonly done: readonly Change[];
  readonly failed: readonly FailedChange[];
  /** Made from the account as it is afterwards; empty when all went well. */
  readonly remaining: Plan;
}

/** The plan, and what is left for a person. */
export async function makePlan(
  { client }: ApplyTools,
  wanted: Wanted,
): Promise<Plan & { readonly steps: readonly ManualStep[] }> {
  const account = await readSnapshot(client);
  const plan = planChanges(wanted, account);
  return { ...plan, steps: listManualSteps(wanted, account, plan.conflicts) };
}

/**
 * Brings the account to the blueprint. Can be stopped at any moment and started again: what is done is found, not
 * remembered. A change that Kommo refuses does not keep the others from being made; anything passing (no answer, a
 * closed account) ends the run with that error.
 */
export async function applyPlan(tools: ApplyTools, wanted: Wanted): Promise<Applied> {
  const { changes } = await makePlan(tools, wanted);
  const done: Change[] = [];
  const failed: FailedChange[] = [];
  for (const step of inSteps(changes)) {
    const refusals = await applyStep(tools, step);
    failed.push(...refusals);
    done.push(...step.filter((change) => !refusals.some((refusal) => refusal.change === change)));
  }
  const remaining = await makePlan(tools, wanted);
  tools.log.info(
    { done: done.length, failed: failed.length, remaining: remaining.changes.length },
    'brought the Kommo account to the blueprint',
  );
  return { done, failed, remaining };
}

/** New fields go in one call; everything else one by one, in the plan's order. */
function inSteps(changes: readonly Change[]): readonly (readonly Change[])[] {
  const fields = changes.filter(({ kind }) => kind === 'create_field');
  const first = changes.findIndex(({ kind }) => kind === 'create_field');
  return changes.flatMap((change, index) => {
    if (change.kind !== 'create_field') return [[change]];
    return index === first ? [fields] : [];
  });
}

async function applyStep(
  tools: ApplyTools,
  step: readonly Change[],
): Promise<readonly FailedChange[]> {
  const fields = step.flatMap((change) => (change.kind === 'create_field' ? [change.field] : []));
  const [only, ...others] = step;
  if (only === undefined) return [];
  try {
    await (fields.length > 0
      ? createFields(tools.client, fields)
      : applyChange(tools.client, only));
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'kommo_rejected') throw error;
    if (others.length === 0) return [{ change: only, error }];
    // One refused field refuses the whole call: each gets its own.
    const each: FailedChange[] = [];
    for (const change of step) each.push(...(await applyStep(tools, [change])));
    return each;
  }
}
