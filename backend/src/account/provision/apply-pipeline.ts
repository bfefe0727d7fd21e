import { findPipeline } from '../../adapters/kommo/fields/account-map.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import type { Pipeline, Stage } from '../../../../domain/blueprint/shape.js';
import { findStatus } from './plan.js';
import type { PipelineChange } from './plan.js';
import type { ProvisionedAccount } from './snapshot.js';

const pipelinesPath = '/api/v4/leads/pipelines';

export async function applyPipelineChange(
  account: ProvisionedAccount,
  change: PipelineChange,
): Promise<void> {
  const { client } = account;
  switch (change.kind) {
    case 'create_pipeline':
      return createPipeline(account, change.pipeline);
    case 'create_stage':
      return createStage(client, change.pipelineId, change.stage);
    case 'recolor_stage': {
      const path = `${pipelinesPath}/${change.pipelineId}/statuses/${change.statusId}`;
      await client.patch(path, { color: change.to });
      return;
    }
    case 'order_stages':
      return orderStages(account, change.pipelineId, change.pipeline);
  }
}

/** At the end; the order comes with the change that follows. */
async function createStage(
  client: KommoClient,
  pipelineId: number,
  { name, color }: Stage,
): Promise<void> {
  const path = `${pipelinesPath}/${pipelineId}/statuses`;
  await client.post(path, [{ name, sort: 900, ...(color === null ? {} : { color }) }]);
}

/** Kommo adds Incoming, won and lost by itself; won and lost are given only to be named. */
async function createPipeline(
  { client, readPipelines }: ProvisionedAccount,
  { name, stages }: Pipeline,
): Promise<void> {
  const existing = await readPipelines();
  // A rename in between, or an answer lost on the way: it may be there by now.
  if (findPipeline(existing, name) !== undefined) return;
  const statuses = stages.map((stage, index) =>
    stage.systemStatusId === null
      ? { name: stage.name, sort: sortAt(index), color: stage.color }
      : { id: stage.systemStatusId, name: stage.name },
  );
  const sort = Math.max(0, ...existing.map((pipeline) => pipeline.sort)) + 10;
  const pipeline = { name, sort, is_main: false, is_unsorted_on: true };
  await client.post(pipelinesPath, [{ ...pipeline, _embedded: { statuses } }]);
}

/** Incoming leads stand at 10. */
const sortAt = (index: number): number => (index + 2) * 10;

/** From the account as it is now: stages may just have been made. Writes only those that stand elsewhere. */
async function orderStages(
  { client, readPipelines }: ProvisionedAccount,
  pipelineId: number,
  pipeline: Pipeline,
): Promise<void> {
  const found = (await readPipelines()).find(({ id }) => id === pipelineId);
  const own = pipeline.stages.filter(({ systemStatusId }) => systemStatusId === null);
  for (const [index, stage] of own.entries()) {
    const status = findStatus(found?._embedded.statuses ?? [], stage);
    if (status === undefined || status.sort === sortAt(index)) continue;
    const path = `${pipelinesPath}/${pipelineId}/statuses/${status.id}`;
    await client.patch(path, { sort: sortAt(index) });
  }
}
