import type { Fields } from '../view/actions.js';
import type { FetchTools } from './card-action.js';
import type { CardActions } from './card-actions.js';
import { partByVerb, type ActionPart } from './state/fetching.js';
import type { FormViews } from './view/form-views.js';

let fetched: CardActions | null = null;

/** Null until something was done on a card. */
export const fetchedViews = (): FormViews | null => fetched?.views ?? null;

/** Does what a control asks for; the first time, the file that knows how is fetched before. */
export function createActions(tools: FetchTools): Act {
  let others: ReturnType<CardActions['create']> | null = null;
  const act: Act = (action, fields) => {
    const [verb = '', ...subject] = action.split(':');
    const known = own.get(verb);
    if (known !== undefined) known(subject.join(':'));
    else if (fetched === null) void fetchFor(action, fields);
    else (others ??= fetched.create(tools)).get(verb)?.(subject.join(':'), fields);
  };
  const openCalls = async (): Promise<void> => {
    if (!begin(tools, { part: 'calls', action: 'calls', fields: {} })) return;
    await tools.openCalls().then(
      () => {
        tools.dispatch({ kind: 'fetch_done' });
      },
      () => {
        tools.dispatch({ kind: 'fetch_failed' });
      },
    );
  };
  const fetchFor = async (action: string, fields: Fields): Promise<void> => {
    const part = partOf(action);
    if (part === null || !begin(tools, { part, action, fields })) return;
    try {
      ({ cardActions: fetched } = await import(
        /* webpackChunkName: "card-actions" */ './card-actions.js'
      ));
    } catch {
      tools.dispatch({ kind: 'fetch_failed' });
      return;
    }
    tools.dispatch({ kind: 'fetch_done' });
    act(action, fields);
  };
  const own = new Map([...ownActions(tools, act), ['calls', () => void openCalls()]]);
  return act;
}

type Act = (action: string, fields: Fields) => void;

/** Those that only change what is shown, and the file's next try. */
const ownActions = (
  { dispatch, loader, read }: FetchTools,
  act: Act,
): ReadonlyMap<string, (subject: string) => void> =>
  new Map<string, (subject: string) => void>([
    ['refresh', loader.refresh],
    [
      'model',
      (model) => {
        dispatch({ kind: 'model_chosen', model });
      },
    ],
    [
      'origins',
      () => {
        dispatch({ kind: 'origins_pressed' });
      },
    ],
    [
      'fetch',
      () => {
        const state = read();
        if (state.kind !== 'ready' || state.fetching === null) return;
        act(state.fetching.action, state.fetching.fields);
      },
    ],
  ]);

/** Pressed again while the file is on its way, it is done once. */
function begin(
  { read, dispatch }: FetchTools,
  wanted: { readonly part: ActionPart; readonly action: string; readonly fields: Fields },
): boolean {
  const state = read();
  if (state.kind !== 'ready' || state.fetching?.failed === false) return false;
  dispatch({ kind: 'fetch_began', ...wanted });
  return true;
}

/** "proposal-edit" and "edit:company_size" are done where "proposal" and "edit" are. */
function partOf(action: string): ActionPart | null {
  const [verb = ''] = action.split(/[-:]/);
  return new Map<string, ActionPart>(Object.entries(partByVerb)).get(verb) ?? null;
}
