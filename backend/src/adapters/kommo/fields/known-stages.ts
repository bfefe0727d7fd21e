import { z } from 'zod';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import type { ApiPipeline } from '../http/api-schemas.js';
import { sameText } from './same-text.js';

/** Ids in the account by the blueprint's keys, as they were found once: an account may rename what it was given. */
export const knownStagesSchema = z.object({
  pipelines: z.record(z.string(), z.number()),
  /** By "pipeline/stage". */
  stages: z.record(z.string(), z.number()),
});
export type KnownStages = z.infer<typeof knownStagesSchema>;

export const noKnownStages: KnownStages = { pipelines: {}, stages: {} };

/**
 * The account's pipelines with the blueprint's names on what is known by its id. Where another one bears that name, the
 * name counts: somebody has put a new one in its place.
 */
export function withBlueprintNames(
  pipelines: readonly ApiPipeline[],
  blueprint: Blueprint,
  known: KnownStages,
): readonly ApiPipeline[] {
  return pipelines.map((pipeline) => {
    const ours = blueprint.pipelines.find(
      ({ key, name }) =>
        sameText(pipeline.name, name) ||
        (known.pipelines[key] === pipeline.id && !hasName(pipelines, name)),
    );
    if (ours === undefined) return pipeline;
    const { statuses } = pipeline._embedded;
    const named = statuses.map((status) => {
      const stage = ours.stages.find(
        ({ key, name }) =>
          known.stages[`${ours.key}/${key}`] === status.id && !hasName(statuses, name),
      );
      return stage === undefined ? status : { ...status, name: stage.name };
    });
    return { ...pipeline, name: ours.name, _embedded: { statuses: named } };
  });
}

const hasName = (
  all: readonly { readonly name: string; readonly is_archive?: boolean }[],
  name: string,
): boolean => all.some((one) => one.is_archive !== true && sameText(one.name, name));

/** What can be found by name now, added to what was known; `pipelines` bear the blueprint's names. */
export function learnStages(
  pipelines: readonly ApiPipeline[],
  blueprint: Blueprint,
  known: KnownStages,
): KnownStages {
  const learned = { pipelines: { ...known.pipelines }, stages: { ...known.stages } };
  for (const { key, name, stages } of blueprint.pipelines) {
    const found = pipelines.find((one) => !one.is_archive && sameText(one.name, name));
    if (found === undefined) continue;
    learned.pipelines[key] = found.id;
    for (const stage of stages) {
      const status = found._embedded.statuses.find((one) => sameText(one.name, stage.name));
      if (status !== undefined) learned.stages[`${key}/${stage.key}`] = status.id;
    }
  }
  return learned;
}
