import type { ExperimentsPage } from '../../../../contract/experiment.js';
import { qualifiedFrom } from '../../../../domain/conversation/run/decide-outcome.js';
import type { Experiment } from '../../../../domain/experiment/experiment.js';
import { reportOf } from '../../../../domain/experiment/report.js';
import type { Verdict } from '../../../../domain/experiment/decide.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import { drawScores } from './draw-scores.js';
import { listTargets } from './list-targets.js';
import { reportRows } from './report-rows.js';

type Worded = 'what' | 'a' | 'b' | 'difference' | 'verdict' | 'alarm' | 'label';
type Page = Unworded<ExperimentsPage, Worded>;
type Line = Omit<Page['experiments'][number], 'csv'>;
type Unfiled = Pick<Page, 'targets'> & { readonly experiments: readonly Line[] };

const most = 20;

/** Every experiment with what it shows so far, the newest first; its file is written once the rows are worded. */
export async function readExperiments(
  services: Pick<Services, 'store' | 'blueprint' | 'config'>,
): Promise<Unfiled> {
  const experiments = await services.store.experiments.list(most);
  return {
    targets: listTargets(services),
    experiments: await Promise.all(experiments.map((one) => lineOf(services, one))),
  };
}

async function lineOf({ store }: Pick<Services, 'store'>, experiment: Experiment): Promise<Line> {
  const isPilot = experiment.subject === 'landing';
  const visits = isPilot ? await store.experiments.visits(experiment.id) : null;
  const outcomes = await store.experiments.outcomes(experiment, qualifiedFrom);
  const report = reportOf(experiment, visits, outcomes);
  return {
    ...experiment,
    verdict: verdictOf(report.verdict),
    alarm: report.split.alarm ? { code: 'experiment.broken' } : null,
    rows: reportRows(experiment, report),
    chart: drawScores({ a: report.arms.a.scores, b: report.arms.b.scores }),
  };
}

function verdictOf(verdict: Verdict): Sentence {
  switch (verdict.kind) {
    case 'broken':
    case 'alike':
      return { code: `experiment.${verdict.kind}` };
    case 'winner':
      return { code: 'experiment.winner', params: { arm: verdict.arm.toUpperCase() } };
    case 'more':
    case 'early':
      return { code: `experiment.${verdict.kind}`, params: { count: verdict.leads } };
  }
}
