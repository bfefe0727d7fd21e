import type { Fields } from '../view/actions.js';
import { viewFlow } from './flow/flow-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';
import { changeTeam } from './team/change-team.js';
import { viewTeam } from './team/team-view.js';

/** Who works on leads, and what is due. */
export const teamGroup: SectionGroup = {
  views: { team: viewTeam, flow: viewFlow },
  actions: (tools) => [
    [
      'team',
      (order, fields) => {
        steerTeam(tools, order, fields);
      },
    ],
  ],
};

/** "active:1002", "absence:1002" with its dates … */
function steerTeam({ store, run, api, now }: GroupTools, order: string, fields: Fields): void {
  const page = store.read().known.team.value;
  const team = page === null ? null : changeTeam(page, order, fields);
  if (team === null) return;
  void run('team', () => api.saveTeam(team)).then((saved) => {
    if (saved !== null) store.dispatch({ kind: 'arrived', name: 'team', value: saved, at: now() });
  });
}
