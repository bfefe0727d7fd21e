import { downloadText } from '../host/download.js';
import type { ExperimentChange } from './admin-api.js';
import { readNotes, readWanted } from './experiments/read-experiment.js';
import { viewExperiments } from './experiments/experiments-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';

/** Two versions of one thing, and what each brings. */
export const experimentGroup: SectionGroup = {
  views: { experiments: viewExperiments },
  actions: (tools) => [
    ['begin', (_subject, fields) => void change(tools, { begin: readWanted(fields) })],
    ['note', (id, fields) => void change(tools, { note: readNotes(id, fields) })],
    [
      'end',
      (order) => {
        askEnd(tools, order);
      },
    ],
    ['confirm', () => void end(tools)],
    [
      'csv',
      (id) => {
        saveCsv(tools, id);
      },
    ],
  ],
};

async function change(
  { store, run, api, now }: GroupTools,
  wanted: ExperimentChange,
): Promise<boolean> {
  const page = await run('experiment', () => api.changeExperiments(wanted));
  if (page === null) return false;
  store.dispatch({ kind: 'arrived', name: 'experiments', value: page, at: now() });
  store.dispatch({ kind: 'action_ended', result: { kind: 'saved' } });
  return true;
}

/** "<id>:b": what everybody new gets from then on. */
function askEnd({ intend }: GroupTools, order: string): void {
  const [id = '', stays = ''] = order.split(':');
  if (stays === 'a' || stays === 'b') intend({ kind: 'end', id, stays });
}

async function end(tools: GroupTools): Promise<void> {
  const { intent } = tools.store.read();
  if (intent?.kind !== 'end') return;
  const { id, stays } = intent;
  if (await change(tools, { end: { id, stays } })) tools.intend(null);
}

function saveCsv({ store }: GroupTools, id: string): void {
  const { experiments = [] } = store.read().known.experiments.value ?? {};
  const found = experiments.find((one) => one.id === id);
  if (found !== undefined) downloadText(`${found.name}.csv`, found.csv, 'text/csv');
}
