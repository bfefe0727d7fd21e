import type { GroupTools, SectionGroup } from './section-group.js';
import { viewRefinement } from './refinement/refinement-view.js';

/** How right the score is, and points that would make it righter (R8.8). */
export const refinementGroup: SectionGroup = {
  views: { refinement: viewRefinement },
  actions: (tools) => [
    [
      'activate',
      (order) => {
        askActivate(tools, order);
      },
    ],
    ['confirm', () => void activate(tools)],
  ],
};

/** "<model>:<id>" */
function askActivate({ intend }: GroupTools, order: string): void {
  const [model = '', id = ''] = order.split(':');
  if (model === 'pre' || model === 'lead') intend({ kind: 'activate', model, id });
}

async function activate({ store, run, api, now, intend }: GroupTools): Promise<void> {
  const { intent } = store.read();
  if (intent?.kind !== 'activate') return;
  const { model, id } = intent;
  const page = await run('activate', () => api.activatePoints({ model, id }));
  if (page === null) return;
  store.dispatch({ kind: 'arrived', name: 'refinement', value: page, at: now() });
  store.dispatch({ kind: 'action_ended', result: { kind: 'saved' } });
  intend(null);
}
