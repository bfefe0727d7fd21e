import { readPipelines } from '../../adapters/kommo/fields/account-map.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import {
  learnStages,
  noKnownStages,
  withBlueprintNames,
} from '../../adapters/kommo/fields/known-stages.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import { applyChange, createFields } from './apply-change.js';
import { listManualSteps } from './manual-steps.js';
import type { ManualStep } from './manual-steps.js';
import { planChanges } from './plan.js';
import type { Change, Plan, Wanted } from './plan.js';
import { readSnapshot } from './snapshot.js';
import type { AccountSnapshot, ProvisionedAccount } from './snapshot.js';
import type { StageStore } from './stage-store.js';
import { listTeamSteps } from './team-steps.js';
import type { ReadTeam } from './team-steps.js';

export interface ApplyTools {
  readonly client: KommoClient;
  readonly log: Logger;
  /** Where it is left out, stages are found by their names only. */
  readonly stages?: StageStore;
  /** Left out where there is no database to read it from. */
  readonly team?: ReadTeam;
  /** Told before the first change and after each. */
  readonly onProgress?: (progress: Progress) => Promise<void>;
}

export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly failed: readonly FailedChange[];
}

export interface FailedChange {
  readonly change: Change;
  readonly error: AppError;
}

export interface Applied {
  readonly done: readonly Change[];
  readonly failed: readonly FailedChange[];
  /** Made from the account as it is afterwards; empty when all went well. */
  readonly remaining: Plan & { readonly steps: readonly ManualStep[] };
}

/** The plan, and what is left for a person. */
export async function makePlan(
  tools: ApplyTools,
  wanted: Wanted,
): Promise<Plan & { readonly steps: readonly ManualStep[] }> {
  const { plan, account } = await planDrift(tools, wanted);
  const team = tools.team === undefined ? [] : await listTeamSteps(tools.client, tools.team);
  return { ...plan, steps: [...listManualSteps(wanted, account, plan.conflicts), ...team] };
}

/** The plan, and the account that it was made from. */
export async function planDrift(
  tools: Pick<ApplyTools, 'client' | 'stages'>,
  wanted: Wanted,
): Promise<{ readonly plan: Plan; readonly account: AccountSnapshot }> {
  const account = await readSnapshot(await openAccount(tools, wanted));
  return { plan: planChanges(wanted, account), account };
}

async function openAccount(
  { client, stages }: Pick<ApplyTools, 'client' | 'stages'>,
  { blueprint }: Wanted,
): Promise<ProvisionedAccount> {
  const known = (await stages?.read()) ?? noKnownStages;
  return {
    client,
    readPipelines: async () => withBlueprintNames(await readPipelines(client), blueprint, known),
  };
}

/**
 * Brings the account to the blueprint. Can be stopped at any moment and started again: what is done is found, not
 * remembered. A change that Kommo refuses does not keep the others from being made; anything passing (no answer, a
 * closed account) ends the run with that error.
 */
export async function applyPlan(tools: ApplyTools, wanted: Wanted): Promise<Applied> {
  const { changes } = await makePlan(tools, wanted);
  const account = await openAccount(tools, wanted);
  const done: Change[] = [];
  const failed: FailedChange[] = [];
  const report = () =>
    tools.onProgress?.({ total: changes.length, done: done.length, failed }) ?? Promise.resolve();
  await report();
  for (const step of inSteps(changes)) {
    const refusals = await applyStep(account, step);
    failed.push(...refusals);
    done.push(...step.filter((change) => !refusals.some((refusal) => refusal.change === change)));
    await report();
  }
  await rememberStages(tools, wanted);
  const remaining = await makePlan(tools, wanted);
  tools.log.info(
    { done: done.length, failed: failed.length, remaining: remaining.changes.length },
    'brought the Kommo account to the blueprint',
  );
  return { done, failed, remaining };
}

/** So that a stage which somebody renames later is found, and not made again. */
async function rememberStages(tools: ApplyTools, wanted: Wanted): Promise<void> {
  if (tools.stages === undefined) return;
  const { readPipelines: readNamed } = await openAccount(tools, wanted);
  const known = await tools.stages.read();
  await tools.stages.write(learnStages(await readNamed(), wanted.blueprint, known));
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
  account: ProvisionedAccount,
  step: readonly Change[],
): Promise<readonly FailedChange[]> {
  const fields = step.flatMap((change) => (change.kind === 'create_field' ? [change.field] : []));
  const [only, ...others] = step;
  if (only === undefined) return [];
  try {
    await (fields.length > 0 ? createFields(account, fields) : applyChange(account, only));
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'kommo_rejected') throw error;
    if (others.length === 0) return [{ change: only, error }];
    // One refused field refuses the whole call: each gets its own.
    const each: FailedChange[] = [];
    for (const change of step) each.push(...(await applyStep(account, [change])));
    return each;
  }
}
