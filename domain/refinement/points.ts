import type { Score } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import { scoreLead } from '../score/score-lead.js';
import { scorePre } from '../score/score-pre.js';
import type { ChoiceFactor, OptionPoints, ScoreTables } from '../score/score-tables.js';
import type { ClosedLead } from './closed-lead.js';

/** The models whose points can be refined; InLead's number is InLead's. */
export const refinedModels = ['pre', 'lead'] as const;
export type RefinedModel = (typeof refinedModels)[number];

/** Points by factor and option, of the factors that one answer decides. */
export type ChoicePoints = Readonly<Partial<Record<ChoiceFactor, OptionPoints>>>;

export const pointsOf = (model: RefinedModel, tables: ScoreTables): ChoicePoints =>
  tables[model].choices;

/** The tables with other points; what is not named stays as it was. */
export function withPoints(
  tables: ScoreTables,
  model: RefinedModel,
  { points, version }: { readonly points: ChoicePoints; readonly version: string },
): ScoreTables {
  const { pre, lead } = tables;
  return model === 'pre'
    ? { ...tables, pre: { ...pre, version, choices: { ...pre.choices, ...points } } }
    : { ...tables, lead: { ...lead, version, choices: { ...lead.choices, ...points } } };
}

export const scoreOf = (
  model: RefinedModel,
  { facts, reply }: Pick<ClosedLead, 'facts' | 'reply'>,
  { tables, blueprint }: { readonly tables: ScoreTables; readonly blueprint: Blueprint },
): Score =>
  model === 'pre'
    ? scorePre(facts, tables.pre, blueprint)
    : scoreLead({ ...facts, reply }, tables.lead, blueprint);
