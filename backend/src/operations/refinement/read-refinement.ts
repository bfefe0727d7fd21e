import { createHash } from 'node:crypto';
import type { RefinementPage } from '../../../../contract/refinement.js';
import { questionOf } from '../../../../domain/capture/option-of.js';
import type { ClosedLead } from '../../../../domain/refinement/closed-lead.js';
import { pointsOf, refinedModels } from '../../../../domain/refinement/points.js';
import type { ChoicePoints, RefinedModel } from '../../../../domain/refinement/points.js';
import { refine } from '../../../../domain/refinement/refine.js';
import type { Refinement } from '../../../../domain/refinement/refine.js';
import type { Judgement } from '../../../../domain/refinement/judge-points.js';
import { reliabilityOf } from '../../../../domain/refinement/reliability.js';
import { winRates } from '../../../../domain/refinement/win-rates.js';
import { localDateOf } from '../../../../domain/time/local-time.js';
import { factsOf } from '../../../../domain/lead/facts.js';
import { replyOf } from '../../../../domain/score/rescore.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { EndedLead } from '../../storage/tables.js';
import { sayShare } from '../experiments/say-share.js';
import { mostEnded } from './active-tables.js';
import { drawBands } from './draw-bands.js';

type Known = Pick<Services, 'store' | 'blueprint' | 'scoreTables' | 'blueprintTables' | 'clock'>;
type Page = Unworded<RefinementPage, 'says' | 'judgement' | 'won'>;
type Model = Page['models'][number];

const mostChanges = 100;

/** What leads that ended say of the score, and what they would change (R8.8). */
export async function readRefinement(services: Known): Promise<Page> {
  const ended = await services.store.refinement.endedLeads(mostEnded);
  const activations = await services.store.refinement.activations();
  const bands = reliabilityOf(ended.map(({ total, isWon }) => ({ total, isWon, count: 1 })));
  const won = ended.filter(({ isWon }) => isWon).length;
  return {
    ...{ won, lost: ended.length - won },
    bands: bands.map(({ from, to, won: share, interval }) => ({
      score: `${from}–${to}`,
      won: sayShare({ ...share, interval }),
    })),
    chart: drawBands(bands),
    models: refinedModels.map((model) => modelOf(services, { model, ended, activations })),
  };
}

export const proposalIdOf = (points: ChoicePoints): string =>
  `proposal-${createHash('sha256').update(JSON.stringify(points)).digest('base64url').slice(0, 16)}`;

/** The points of the model's answers, learned from the leads that it has scored. */
export function refineModel(
  { blueprint, scoreTables: tables }: Pick<Services, 'blueprint' | 'scoreTables'>,
  model: RefinedModel,
  ended: readonly EndedLead[],
): { readonly leads: readonly ClosedLead[]; readonly found: Refinement } {
  const leads = ended
    .filter(({ lead }) => model === 'pre' || lead !== null)
    .map((one): ClosedLead => ({
      ...{ kommoLeadId: one.kommoLeadId, capturedAt: one.capturedAt, isWon: one.isWon },
      facts: factsOf(one.profile),
      reply: one.lead === null ? { kind: 'not_measured' } : replyOf(one.lead, tables.lead),
      total: one.total,
    }));
  return { leads, found: refine(leads, { model, tables, blueprint }) };
}

interface Look {
  readonly model: RefinedModel;
  readonly ended: readonly EndedLead[];
  readonly activations: Awaited<ReturnType<Services['store']['refinement']['activations']>>;
}

function modelOf(services: Known, { model, ended, activations }: Look): Model {
  const { scoreTables, blueprintTables } = services;
  const { leads, found } = refineModel(services, model, ended);
  const proposed = found.kind === 'proposed' ? found.points : null;
  const changes = found.kind === 'proposed' ? found.changes : [];
  const own = activations.filter((one) => one.model === model);
  const versions = [
    ...own.map(({ id, version, at, doneBy }) => ({ id: `version-${id}`, version, at, by: doneBy })),
    { id: 'blueprint', version: blueprintTables[model].version, at: null, by: null },
  ];
  return {
    model,
    version: scoreTables[model].version,
    says: sayFound(found),
    judgement: 'judgement' in found ? sayJudgement(found.judgement, services.clock()) : null,
    proposalId: proposed === null ? null : proposalIdOf(proposed),
    options: optionsOf(services, { model, leads, proposed }),
    changes: changes.slice(0, mostChanges),
    changed: changes.length,
    versions: versions.map((one, at) => ({ ...one, isActive: at === 0 })),
  };
}

interface Told {
  readonly model: RefinedModel;
  readonly leads: readonly ClosedLead[];
  readonly proposed: ChoicePoints | null;
}

function optionsOf(
  { blueprint, scoreTables }: Known,
  { model, leads, proposed }: Told,
): Model['options'] {
  const points = pointsOf(model, scoreTables);
  return winRates(leads, blueprint).flatMap(({ factor, option, won, interval }) => {
    const table = points[factor];
    if (table === undefined) return [];
    const label = questionOf(factor, blueprint)?.options.find(({ key }) => key === option)?.label;
    const pointsIn = (all: ChoicePoints | null): number | null =>
      option === null ? null : (all?.[factor]?.[option] ?? null);
    return [
      {
        factor,
        option: option === null ? null : (label ?? option),
        won: sayShare({ ...won, interval }),
        points: pointsIn(points),
        proposed: pointsIn(proposed),
      },
    ];
  });
}

function sayFound(found: Refinement): Sentence {
  switch (found.kind) {
    case 'more':
      return { code: 'refinement.more', params: { won: found.won, lost: found.lost } };
    case 'same':
    case 'unclear':
    case 'proposed':
      return { code: `refinement.${found.kind}` };
  }
}

/** It is judged anew each time the page is read, so it says when, and which leads it knew. */
function sayJudgement(
  { leads, since, until, learnedFrom, pairs, gain, interval }: Judgement,
  now: Date,
): Sentence {
  const shown = (pair: number | null): string => (pair === null ? '—' : pair.toFixed(0));
  return {
    code: 'refinement.judged',
    params: {
      ...{ learned: learnedFrom, on: sayDay(now) },
      ...{ since: sayDay(new Date(since)), until: sayDay(new Date(until)) },
      ...{ leads, before: shown(pairs.before), after: shown(pairs.after) },
      ...{ gain: gain.toFixed(3), low: interval.low.toFixed(3), high: interval.high.toFixed(3) },
    },
  };
}

/** "29/11/2026" */
const sayDay = (at: Date): string => localDateOf(at).split('-').reverse().join('/');
