import { readCalls } from '../api/calls-call.js';
import type { Ask } from '../api/companion.js';
import type { Lifetime } from '../host/lifetime.js';
import { openLead } from '../host/open-lead.js';
import { readLanguage, readTimeZone, readUserName } from '../host/page.js';
import { keepWalk, readWalk } from '../host/walk.js';
import { bindActions } from '../view/actions.js';
import { draw, findFirst } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import { firstCalls, reduceCalls, type CallsEvent } from './calls-state.js';
import { viewCalls } from './calls-view.js';

export interface CallsTools {
  readonly ask: Ask;
  readonly t: Translate;
  readonly now: () => number;
  readonly lifetime: Lifetime;
  /** The lead whose card is open; null beside none. */
  readonly here: number | null;
}

/** The time that is left is drawn again this often. */
const tickMs = 15_000;

/** "A quién llamo primero" in an element of its own; answers what opens the list. */
export function showCalls(root: HTMLElement, tools: CallsTools): { readonly open: () => void } {
  const { lifetime } = tools;
  let state = firstCalls(tools.here, readWalk());
  const redraw = (): void => {
    if (lifetime.ended()) return;
    draw(root, viewCalls(state, settingOf(tools)));
    lifetime.after('calls', tickMs, redraw);
  };
  const dispatch = (event: CallsEvent): void => {
    state = reduceCalls(state, event);
    redraw();
  };
  const load = async (): Promise<void> => {
    if (state.asking) return;
    dispatch({ kind: 'asked' });
    const outcome = await readCalls(tools.ask);
    if (outcome.kind === 'failed') dispatch({ kind: 'not_arrived', failure: outcome.failure });
    else {
      dispatch({ kind: 'arrived', list: outcome.value });
      keepWalk(state.ids);
    }
  };
  const open = (): void => {
    dispatch({ kind: 'opened' });
    void load().then(() => {
      findFirst(root)?.focus();
    });
  };
  const acts = new Map<string, () => void>([
    ['calls-refresh', () => void load()],
    [
      'calls-list',
      () => {
        if (state.isOpen) dispatch({ kind: 'closed' });
        else open();
      },
    ],
  ]);
  bindActions(root, lifetime, (action) => acts.get(action)?.());
  goWithoutReload(root, lifetime);
  redraw();
  return { open };
}

const settingOf = ({ t, now }: CallsTools) => ({
  ...{ t, now: now(), nameOf: readUserName },
  ...{ language: readLanguage(), timeZone: readTimeZone() },
});

/** Where Kommo's page can, the next card opens without a new page; else the link is followed as any other. */
function goWithoutReload(root: HTMLElement, lifetime: Lifetime): void {
  lifetime.listen(root, 'click', (event) => {
    if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[data-lead]') : null;
    const leadId = Number(link?.getAttribute('data-lead'));
    if (link !== null && openLead(leadId)) event.preventDefault();
  });
}
