import type { Lifetime } from '../host/lifetime.js';
import { readLanguage, readTimeZone, readUserName } from '../host/page.js';
import { bindActions } from '../view/actions.js';
import { draw, findFirst } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import type { AdminApi } from './admin-api.js';
import { createActions, type Actions } from './admin-actions.js';
import { sections } from './admin-state.js';
import { createStore, type Store } from './admin-store.js';
import { showCopied } from './show-copied.js';
import { viewAdmin } from './view/admin-view.js';

export interface AdminTools {
  readonly api: AdminApi;
  readonly t: Translate;
  readonly now: () => number;
  readonly lifetime: Lifetime;
}

/** Ages are redrawn this often. */
const tickMs = 15_000;

/** The page for administrators: its sections, each asked for when it is first opened. */
export function runAdminFace(root: HTMLElement, tools: AdminTools): void {
  const { lifetime, t, now } = tools;
  const redraw = (): void => {
    if (!root.isConnected) {
      lifetime.end();
      return;
    }
    const setting = {
      ...{ t, now: now(), nameOf: readUserName },
      ...{ language: readLanguage(), timeZone: readTimeZone() },
    };
    draw(root, viewAdmin(store.read(), setting));
    settleFields(root);
    lifetime.after('tick', tickMs, redraw);
  };
  const store = createStore(tools, redraw);
  const actions = createActions(store, tools, (part) => {
    const place = root.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"]`);
    place?.closest('details')?.setAttribute('open', '');
    (findFirst(place) ?? place)?.focus();
  });
  redraw();
  bindActions(root, lifetime, (action, fields) => {
    const [verb = '', ...subject] = action.split(':');
    const withFields = new Map([['team', actions.steerTeam]]).get(verb);
    if (withFields !== undefined) withFields(subject.join(':'), fields);
    else act(action, { store, actions, lifetime, reason: fields['reason'] ?? '' });
  });
  lifetime.listen(root, 'input', (event) => {
    noteEdit(event, store);
  });
  void store.load('connection');
  void store.load('odooConnection');
  // Their numbers stand on the tabs from the start.
  void store.load('deadLetters');
  void store.load('waiting');
}

interface ActTools {
  readonly store: Store;
  readonly actions: Actions;
  readonly lifetime: Lifetime;
  /** What is typed in the form that the control stands in. */
  readonly reason: string;
}

function act(action: string, { store, actions, lifetime, reason }: ActTools): void {
  const [verb = '', ...rest] = action.split(':');
  const table = new Map<string, (subject: string) => void>([
    ['section', (name) => void openSection(name, store)],
    ['refresh', () => void refresh(store)],
    ['test-odoo', actions.testOdoo],
    ['test', actions.test],
    ['check', actions.check],
    ['only-problems', actions.showProblems],
    [
      'copy',
      (step) => {
        copyStep(Number(step), store, lifetime);
      },
    ],
    ['bot-download', actions.downloadBot],
    ['bot-copy', actions.copyBot],
    ['template-copy', actions.copyTemplate],
    ['send-templates', actions.intendSend],
    ['apply', actions.intendApply],
    ['replay', actions.planReplay],
    ['replay-row', actions.replayRow],
    ['cause', (cause) => void chooseCause(cause, store)],
    ['discard', actions.intendDiscard],
    ['retry-now', actions.retryNow],
    ['reconcile', actions.reconcile],
    ['repair', actions.intendRepair],
    ['dismiss', actions.intendDismiss],
    ['cancel', actions.cancel],
    [
      'confirm',
      () => {
        actions.confirm(reason);
      },
    ],
    [
      'select',
      (id) => {
        selectOne(id, store);
      },
    ],
    [
      'select-all',
      () => {
        selectAll(store);
      },
    ],
  ]);
  table.get(verb)?.(rest.join(':'));
}

async function refresh({ read, load }: Store): Promise<void> {
  const { section } = read();
  if (section === 'connection') void load('odooConnection');
  await load(section);
}

async function openSection(name: string, { read, dispatch, load }: Store): Promise<void> {
  const section = sections.find((one) => one === name);
  if (section === undefined) return;
  dispatch({ kind: 'section_chosen', section });
  if (section === 'deadLetters' && read().known.workHistory.value === null)
    void load('workHistory');
  if (read().known[section].value === null) await load(section);
}

function copyStep(step: number, store: Store, lifetime: Lifetime): void {
  const paste = store.read().known.provision.value?.manual[step]?.paste ?? null;
  if (paste !== null) void showCopied(store, lifetime, `step:${step}`, paste);
}

/** An empty cause: all of them. */
async function chooseCause(cause: string, { dispatch, load }: Store): Promise<void> {
  dispatch({ kind: 'cause_chosen', cause: cause === '' ? null : cause });
  await load('deadLetters');
}

function selectOne(id: string, { read, dispatch }: Store): void {
  const { selected } = read();
  const ids = selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id];
  dispatch({ kind: 'selected', ids });
}

function selectAll({ read, dispatch }: Store): void {
  const { selected, known } = read();
  const all = known.deadLetters.value?.items.map(({ id }) => id) ?? [];
  dispatch({ kind: 'selected', ids: selected.length === all.length ? [] : all });
}

function noteEdit({ target }: Event, { dispatch }: Store): void {
  if (!(target instanceof HTMLInputElement)) return;
  const { deadLetter: id, field } = target.dataset;
  if (id === undefined || field === undefined) return;
  dispatch({ kind: 'edited', id, field, value: target.value });
}

/** An input that was touched no longer follows its attribute: it is set by hand, except while it is typed in. */
function settleFields(root: HTMLElement): void {
  for (const box of root.querySelectorAll<HTMLInputElement>('input[data-checked]')) {
    box.checked = box.dataset['checked'] === 'true';
    box.indeterminate = box.dataset['some'] === 'true';
  }
  for (const field of root.querySelectorAll<HTMLInputElement>('input[data-field]')) {
    if (field !== document.activeElement) field.value = field.getAttribute('value') ?? '';
  }
}
