import { downloadText } from '../host/download.js';
import type { RectifyPerson } from '../../contract/privacy.js';
import type { Fields } from '../view/actions.js';
import type { PersonChange } from './admin-api.js';
import { deliveryActions } from './deliveries/delivery-actions.js';
import { viewDeliveries } from './deliveries/deliveries-view.js';
import { viewExports } from './exports/exports-view.js';
import { viewPersons } from './persons/persons-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';

/** A person's rights, copies of all that is stored, and what was received (R8.1, R8.3). */
export const personGroup: SectionGroup = {
  views: { persons: viewPersons, exports: viewExports, deliveries: viewDeliveries },
  actions: (tools) => [
    ['person-find', (_subject, { query = '' }) => void find(tools, query.trim())],
    ['person-export', (kind) => void save(tools, kind)],
    ['person-rectify', (_subject, fields) => void rectify(tools, fields)],
    [
      'person-erase',
      () => {
        tools.intend({ kind: 'erase' });
      },
    ],
    ...deliveryActions(tools),
    ['export', () => void exportNow(tools)],
    [
      'person-withdraw',
      () => {
        tools.intend({ kind: 'withdraw' });
      },
    ],
    ['confirm', (_subject, { reason = '' }) => void confirm(tools, reason)],
    ['person-check', (id) => void check(tools, id)],
    [
      'person-receipt',
      (id) => {
        saveReceipt(tools, id);
      },
    ],
  ],
};

async function find({ store, focus }: GroupTools, person: string): Promise<void> {
  store.dispatch({ kind: 'person_asked', person });
  if (person === '') return;
  await store.load('person');
  focus('person');
}

async function save({ store, run, api }: GroupTools, kind: string): Promise<void> {
  const files = await run('person', () => api.exportPerson(store.read().person));
  if (files === null) return;
  if (kind === 'json') downloadText(`${files.name}.json`, files.json);
  else downloadText(`${files.name}.html`, files.page, 'text/html');
  store.dispatch({ kind: 'action_ended', result: { kind: 'downloaded', name: files.name } });
}

async function rectify(tools: GroupTools, fields: Fields): Promise<void> {
  const names = ['fullName', 'phone', 'email', 'taxId'] as const;
  const typed = names.flatMap((name) => {
    const value = fields[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const change: RectifyPerson['change'] = Object.fromEntries(typed);
  if (typed.length === 0) tools.focus('rectify');
  else await begin(tools, { rectify: { query: tools.store.read().person, change } });
}

async function confirm(tools: GroupTools, repeated: string): Promise<void> {
  if (tools.store.read().intent?.kind === 'withdraw') await withdraw(tools);
  else await erase(tools, repeated);
}

async function withdraw({ store, run, api, focus }: GroupTools): Promise<void> {
  const page = await run('person', () => api.changePerson({ withdraw: store.read().person }));
  if (page === null) return;
  store.dispatch({ kind: 'action_ended', result: { kind: 'withdrawn' } });
  focus('person');
}

async function erase(tools: GroupTools, repeated: string): Promise<void> {
  const { person, intent } = tools.store.read();
  if (intent?.kind === 'erase') await begin(tools, { erase: { query: person, repeated } });
}

/** What was found is not true any more: it is looked for again when it is wanted. */
async function begin(
  { store, run, api, follow, focus }: GroupTools,
  change: PersonChange,
): Promise<void> {
  const page = await run('person', () => api.changePerson(change));
  if (page === null) return;
  store.dispatch({ kind: 'person_asked', person: '' });
  follow('persons', page, { kind: 'request_done' });
  focus('requests');
}

async function check({ store, run, api, now }: GroupTools, id: string): Promise<void> {
  const page = await run('person', () => api.changePerson({ check: id }));
  if (page !== null) store.dispatch({ kind: 'arrived', name: 'persons', value: page, at: now() });
}

function saveReceipt({ store }: GroupTools, id: string): void {
  const { requests = [] } = store.read().known.persons.value ?? {};
  const receipt = requests.find((one) => one.id === id)?.receipt ?? null;
  if (receipt !== null) downloadText(`receipt-${id}.json`, receipt);
}

async function exportNow({ store, run, api, follow }: GroupTools): Promise<void> {
  if (store.read().known.exports.value?.running === true) return;
  const page = await run('export', api.exportNow);
  if (page !== null) follow('exports', page, { kind: 'exported' });
}
