import type { StageKey } from '../../../../../contract/card.js';
import type { Blueprint, Stage } from '../../../../../domain/blueprint/shape.js';
import { after, AppError } from '../../../errors.js';
import { customFieldSchema, pipelineSchema } from '../http/api-schemas.js';
import type { ApiField, ApiPipeline } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { noKnownStages, withBlueprintNames } from './known-stages.js';
import type { KnownStages } from './known-stages.js';
import { readAll } from '../http/pages.js';
import { sameText } from './same-text.js';

/** Where a stage of the blueprint is in this account. */
export interface StagePlace {
  readonly key: StageKey;
  readonly pipelineId: number;
  readonly statusId: number;
}

/** The account's own ids for what the blueprint names. */
export interface AccountMap {
  readonly stages: readonly StagePlace[];
  readonly stageNameByPlace: ReadonlyMap<string, string>;
  readonly fieldByCode: ReadonlyMap<string, ApiField>;
}

export interface AccountMapSource {
  /** Read once, then from memory. */
  read(): Promise<AccountMap>;
  /** Reads again: after Kommo refused an id, or after provisioning. */
  reload(): Promise<AccountMap>;
}

export const placeKey = (pipelineId: number, statusId: number): string =>
  `${pipelineId}:${statusId}`;

/** Field and option ids differ from account to account, so they are looked up by code and by text, never configured. */
export function createAccountMap(
  client: KommoClient,
  blueprint: Blueprint,
  readKnownStages: () => Promise<KnownStages> = () => Promise.resolve(noKnownStages),
): AccountMapSource {
  let current: Promise<AccountMap> | null = null;

  const reload = (): Promise<AccountMap> => {
    const reading = readKnownStages().then((known) => readAccountMap(client, blueprint, known));
    current = reading;
    reading.catch(() => {
      if (current === reading) current = null;
    });
    return reading;
  };

  return { read: () => current ?? reload(), reload };
}

async function readAccountMap(
  client: KommoClient,
  blueprint: Blueprint,
  known: KnownStages,
): Promise<AccountMap> {
  const [pipelines, fields] = await Promise.all([readPipelines(client), readLeadFields(client)]);
  const named = withBlueprintNames(pipelines, blueprint, known);
  return {
    stages: blueprint.pipelines.flatMap(({ name, stages }) => {
      const pipeline = findPipeline(named, name);
      return pipeline === undefined ? [] : stages.flatMap((stage) => placeOf(pipeline, stage));
    }),
    stageNameByPlace: new Map(
      pipelines.flatMap(({ id, _embedded }) =>
        _embedded.statuses.map((status) => [placeKey(id, status.id), status.name] as const),
      ),
    ),
    fieldByCode: new Map(
      fields.flatMap((field) => (field.code === null ? [] : [[field.code, field] as const])),
    ),
  };
}

export const readPipelines = (client: KommoClient): Promise<readonly ApiPipeline[]> =>
  readAll(
    client,
    { path: '/api/v4/leads/pipelines', key: 'pipelines', mostPages: 1 },
    pipelineSchema,
  );

export const readLeadFields = (client: KommoClient): Promise<readonly ApiField[]> =>
  readAll(client, { path: '/api/v4/leads/custom_fields', key: 'custom_fields' }, customFieldSchema);

export const findPipeline = (
  pipelines: readonly ApiPipeline[],
  name: string,
): ApiPipeline | undefined =>
  pipelines.find((pipeline) => !pipeline.is_archive && sameText(pipeline.name, name));

/** 142 and 143 are won and lost in every pipeline, whatever the account calls them. */
function placeOf(
  pipeline: ApiPipeline,
  { key, name, systemStatusId }: Stage,
): readonly StagePlace[] {
  const status = pipeline._embedded.statuses.find((candidate) =>
    systemStatusId === null ? sameText(candidate.name, name) : candidate.id === systemStatusId,
  );
  return status === undefined ? [] : [{ key, pipelineId: pipeline.id, statusId: status.id }];
}

/** @throws AppError "not_ready" while the account lacks the stage. */
export async function findStage(source: AccountMapSource, key: StageKey): Promise<StagePlace> {
  const inMap = ({ stages }: AccountMap) => stages.find((stage) => stage.key === key);
  const place = inMap(await source.read()) ?? inMap(await source.reload());
  if (place !== undefined) return place;
  throw new AppError(
    'not_ready',
    `The Kommo account has no stage "${key}": run npm run provision -- apply`,
    {
      retry: after(30_000),
      facts: { stage: key },
    },
  );
}
