import type { Lifetime } from '../host/lifetime.js';
import { readLanguage, readTimeZone, readUserName } from '../host/page.js';
import { bindActions, type Fields } from '../view/actions.js';
import { draw, findFirst } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import type { AdminApi } from './admin-api.js';
import { createFollower, createRunner, type PageFollower } from './admin-runs.js';
import { sections } from './admin-state.js';
import type { Section } from './topics.js';
import { createStore, type Store } from './admin-store.js';
import type { GroupTools } from './section-group.js';
import { createGroups, type SectionGroups } from './section-groups.js';
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
    draw(root, viewAdmin(store.read(), setting, groups.view));
    settleFields(root);
    lifetime.after('tick', tickMs, redraw);
  };
  const store = createStore(tools, redraw);
  const focus = createFocus(root);
  const intend: GroupTools['intend'] = (intent) => {
    store.dispatch({ kind: 'intended', intent });
    focus(intent === null ? 'section' : 'intent');
  };
  const run = createRunner(store);
  const follower = createFollower(store, tools);
  const groups = createGroups({ ...{ ...tools, store, run, intend, focus }, ...follower });
  const page = {
    ...{ store, groups, resume: follower.resume },
    show: () => {
      showTop(root.querySelector('[data-part=section]'));
    },
  };
  redraw();
  bindActions(root, lifetime, (action, fields) => {
    act(action, fields, { ...page, intend });
  });
  lifetime.listen(root, 'input', (event) => {
    noteEdit(event, store);
  });
  lifetime.listen(root, 'change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.dataset['choose'] === 'section')
      void openSection(target.value, page);
  });
  void store.load('connection');
  void store.load('odooConnection');
  void store.load('doctor');
  // Their numbers stand on the tabs from the start.
  void store.load('deadLetters');
  void store.load('waiting');
}

const createFocus =
  (root: HTMLElement): GroupTools['focus'] =>
  (part) => {
    const place = root.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"]`);
    place?.closest('details')?.setAttribute('open', '');
    (findFirst(place) ?? place)?.focus();
  };

/** Who scrolled down to the end of the list, or of a long section, sees the next one from its top. */
function showTop(section: Element | null): void {
  if (section !== null && section.getBoundingClientRect().top < 0) section.scrollIntoView();
}

interface PageTools {
  readonly store: Store;
  readonly groups: SectionGroups;
  readonly resume: PageFollower['resume'];
  readonly show: () => void;
}

interface ActTools extends PageTools {
  readonly intend: GroupTools['intend'];
}

/** What the page itself does; everything else is done by the section that is open. */
function act(action: string, fields: Fields, { intend, ...page }: ActTools): void {
  const { store, groups } = page;
  const [verb = '', ...rest] = action.split(':');
  const subject = rest.join(':');
  if (verb === 'section') void openSection(subject, page);
  else if (verb === 'refresh') void refresh(page);
  else if (verb === 'cancel') intend(null);
  else groups.act(store.read().section, verb)?.(subject, fields);
}

async function refresh({ store, groups, resume }: PageTools): Promise<void> {
  const { section } = store.read();
  if (section === 'connection') {
    void store.load('odooConnection');
    void store.load('doctor');
  }
  await Promise.all([fetchPart(section, store, groups), store.load(section)]);
  await resume(section);
}

async function openSection(
  name: string,
  { store, groups, resume, show }: PageTools,
): Promise<void> {
  const { read, dispatch, load } = store;
  const section = sections.find((one) => one === name);
  if (section === undefined) return;
  dispatch({ kind: 'section_chosen', section });
  show();
  const part = fetchPart(section, store, groups);
  if (section === 'deadLetters' && read().known.workHistory.value === null)
    void load('workHistory');
  if (read().known[section].value === null) await load(section);
  await resume(section);
  await part;
}

/** The file that draws the section: the page says when it did not come. */
async function fetchPart(
  section: Section,
  { dispatch }: Store,
  groups: SectionGroups,
): Promise<void> {
  if (groups.view(section) !== null) return;
  dispatch({ kind: 'part', failed: false });
  const failed = await groups.fetch(section).then(
    () => false,
    () => true,
  );
  dispatch({ kind: 'part', failed });
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
  for (const choice of root.querySelectorAll<HTMLSelectElement>('select[data-chosen]')) {
    choice.value = choice.dataset['chosen'] ?? '';
  }
}
