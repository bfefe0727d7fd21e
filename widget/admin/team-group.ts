import type { Fields } from '../view/actions.js';
import { viewFlow } from './flow/flow-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';
import { changeTeam } from './team/change-team.js';
import { findWrong } from './team/find-wrong.js';
import { partOf, viewTeam } from './team/team-view.js';

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
function steerTeam(tools: GroupTools, order: string, fields: Fields): void {
  const { store, run, api, now } = tools;
  const wrong = findWrong(order, fields);
  if (wrong !== null) {
    store.dispatch({ kind: 'action_ended', result: { kind: 'team_wrong', wrong } });
    tools.focus(partOf(wrong.order, wrong.field));
    return;
  }
  const page = store.read().known.team.value;
  const team = page === null ? null : changeTeam(page, order, fields);
  if (team === null) return;
  void run('team', () => api.saveTeam(team)).then((saved) => {
    if (saved === null) return;
    store.dispatch({ kind: 'arrived', name: 'team', value: saved, at: now() });
    store.dispatch({ kind: 'action_ended', result: { kind: 'team_saved' } });
  });
}
