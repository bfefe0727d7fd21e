import type { Action, ActionTools } from './card-action.js';

export function handoverActions(tools: ActionTools): readonly Action[] {
  const { dispatch, focus } = tools;
  return [
    [
      'odoo',
      () => {
        dispatch({ kind: 'odoo_pressed' });
        focus('[data-part="odoo"] [data-first]');
      },
    ],
    [
      'odoo-yes',
      (_subject, { reason = '' }) => {
        confirmHandover(tools, reason);
      },
    ],
    [
      'odoo-no',
      () => {
        dispatch({ kind: 'odoo_cancelled' });
        focus('[data-action="odoo"]');
      },
    ],
  ];
}

/** The keyboard goes back to a reason that is missing. */
function confirmHandover({ read, dispatch, focus }: ActionTools, reason: string): void {
  dispatch({ kind: 'odoo_confirmed', reason });
  const state = read();
  if (state.kind === 'ready' && state.handover.kind === 'confirming') {
    focus('[data-part="odoo"] [name="reason"]');
  }
}
