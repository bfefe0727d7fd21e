import type { ChannelCost } from '../../contract/channel-cost.js';
import type { AdminAnswers } from '../../contract/answers.js';
import type { BotFile } from '../../contract/conversation-setup.js';
import { adminPaths } from '../../contract/paths.js';
import type { ErasePerson, PersonFiles, RectifyPerson } from '../../contract/privacy.js';
import type { ActivatePoints } from '../../contract/refinement.js';
import type { BeginExperiment, EndExperiment, NoteExperiment } from '../../contract/experiment.js';
import type { SaveSource, TrySource } from '../../contract/source.js';
import type { SavedTeam } from '../../contract/team.js';
import { createAsk, type Ask, type Server } from '../api/companion.js';
import { createGuards } from '../api/guard.js';
import type { Check } from '../api/guard.js';
import guards from '../api/guards/admin.json';
import type { Send } from '../host/ajax.js';
import type { Outcome } from '../outcome.js';
import type { ActFilter, AdminState, DeliveryAsked } from './admin-state.js';
import type { Known, KnownName } from './known.js';

export type Edits = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Chosen = Pick<AdminState, 'cause' | 'acts' | 'asked' | 'person' | 'received'>;

export type ExperimentChange =
  | { readonly begin: BeginExperiment }
  | { readonly end: EndExperiment }
  | { readonly note: NoteExperiment };

export type SourceChange = { readonly try: TrySource } | { readonly save: SaveSource };

export type PersonChange =
  | { readonly rectify: RectifyPerson }
  | { readonly erase: ErasePerson }
  | { readonly withdraw: string }
  | { readonly check: string };

export interface AdminApi {
  /** What the page shows, read again; of failed work and of acts only what was chosen. */
  readonly read: {
    readonly [Name in KnownName]: (chosen: Chosen) => Promise<Outcome<Known[Name]>>;
  };
  readonly checkAgain: () => Promise<Outcome<Known['doctor']>>;
  readonly apply: () => Promise<Outcome<Known['provisionRun']>>;
  /** With `dryRun` the answer holds the plan and nothing happens. */
  readonly replay: (
    ids: readonly string[],
    edits: Edits,
    dryRun: boolean,
  ) => Promise<Outcome<Known['replay']>>;
  readonly discard: (ids: readonly string[], reason: string) => Promise<Outcome<true>>;
  /** Tries waiting work now; answers what waits then. */
  readonly retryNow: (ids: readonly string[]) => Promise<Outcome<Known['waiting']>>;
  /** Saves the whole team. */
  readonly saveTeam: (team: SavedTeam) => Promise<Outcome<Known['team']>>;
  /** What stands behind the last act that is shown. */
  readonly olderActs: (acts: ActFilter, next: number) => Promise<Outcome<Known['audit']>>;
  /** Counts with the points that were shown, or with earlier ones again. */
  readonly activatePoints: (wanted: ActivatePoints) => Promise<Outcome<Known['refinement']>>;
  /** Begins one, ends it, or notes what is weighed beside its numbers. */
  readonly changeExperiments: (change: ExperimentChange) => Promise<Outcome<Known['experiments']>>;
  /** Tries a sample, or says what names mean. */
  readonly changeSources: (change: SourceChange) => Promise<Outcome<Known['sources']>>;
  /** Begins what is wanted about a person, or looks what is gone by now. */
  readonly changePerson: (change: PersonChange) => Promise<Outcome<Known['persons']>>;
  readonly olderDeliveries: (
    received: DeliveryAsked,
    before: string,
  ) => Promise<Outcome<Known['deliveries']>>;
  readonly replayDelivery: (of: string, id: string) => Promise<Outcome<true>>;
  /** Makes a sealed copy of the database now. */
  readonly exportNow: () => Promise<Outcome<Known['exports']>>;
  readonly exportPerson: (query: string) => Promise<Outcome<PersonFiles>>;
  /** What a channel cost in a month; 0 takes it away. */
  readonly enterCost: (cost: ChannelCost) => Promise<Outcome<Known['analytics']>>;
  readonly reconcile: () => Promise<Outcome<Known['reconciliation']>>;
  readonly dismiss: (ids: readonly string[], reason: string) => Promise<Outcome<true>>;
  readonly repair: (ids: readonly string[]) => Promise<Outcome<true>>;
  /** A bot made for this account as it is now. */
  readonly readBot: (key: string) => Promise<Outcome<BotFile>>;
  /** Makes templates in Kommo and sends them to Meta for review. */
  readonly sendTemplates: (keys: readonly string[]) => Promise<Outcome<Known['conversations']>>;
  readonly testOdoo: () => Promise<Outcome<Known['odooConnection']>>;
  /** Asks Kommo now, instead of telling what is on record. */
  readonly testConnection: () => Promise<Outcome<Known['connection']>>;
}

const { check } = createGuards<AdminAnswers>(guards);

/** The doctor waits for Kommo and Odoo, and a plan reads the whole account. */
const slowMs = 60_000;

export function createAdminApi(send: Send, server: Server): AdminApi {
  const ask = createAsk(send, server);
  const call: Ask = (request, check) => ask({ timeoutMs: slowMs, ...request }, check);
  const get = <T>(url: string, check: Check<T>) => call({ method: 'GET', url }, check);
  /** "Done" may come with a body or without one. */
  const order = async (url: string, body: unknown): Promise<Outcome<true>> => {
    const outcome = await call({ method: 'POST', url, body }, isAnything);
    return outcome.kind === 'ok' ? { kind: 'ok', value: true } : outcome;
  };
  const post = <T>(url: string, body: unknown, check: Check<T>) =>
    call({ method: 'POST', url, body }, check);
  return {
    read: {
      ...createReads(get),
      // What is looked for stands in no address.
      person: ({ person: query }) => post(adminPaths.findPerson, { query }, check('personFound')),
    },
    checkAgain: () => post(adminPaths.doctor, {}, check('doctor')),
    apply: () => post(adminPaths.provisionRun, {}, check('provisionRun')),
    replay: (ids, edits, dryRun) =>
      post(adminPaths.replay, { ids, dryRun, edits }, check('replayRun')),
    discard: (ids, reason) => order(adminPaths.discard, { ids, reason }),
    retryNow: (ids) => post(adminPaths.waiting, { ids }, check('waiting')),
    saveTeam: (team) => post(adminPaths.team, team, check('team')),
    olderActs: (acts, next) => get(auditAt(acts, next), check('audit')),
    changeExperiments: (change) => {
      const { path, body } = experimentCall(change);
      return post(path, body, check('experiments'));
    },
    changeSources: (change) =>
      'try' in change
        ? post(adminPaths.trySource, change.try, check('sources'))
        : post(adminPaths.sources, change.save, check('sources')),
    activatePoints: (wanted) => post(adminPaths.refinement, wanted, check('refinement')),
    ...createDataCalls({ get, post, order }),
    reconcile: () => post(adminPaths.reconciliation, {}, check('reconciliation')),
    dismiss: (ids, reason) => order(adminPaths.dismiss, { ids, reason }),
    repair: (ids) => order(adminPaths.repair, { ids }),
    readBot: (key) => post(adminPaths.bot, { key }, check('botFile')),
    sendTemplates: (keys) => post(adminPaths.templates, { keys }, check('conversationSetup')),
    testConnection: () => post(adminPaths.connection, {}, check('connection')),
    testOdoo: () => post(adminPaths.odooConnection, {}, check('odooConnection')),
  };
}

const auditAt = ({ by, act }: ActFilter, olderThan: number | null): string =>
  addressOf(adminPaths.audit, { by, act, olderThan });

const deliveriesAt = ({ failed, ...rest }: DeliveryAsked, before: string | null): string =>
  addressOf(adminPaths.deliveries, { ...rest, failed: failed ? '1' : null, before });

function addressOf(path: string, query: Readonly<Record<string, string | number | null>>): string {
  const asked = Object.entries(query)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return path + (asked.length === 0 ? '' : `?${asked.join('&')}`);
}

const isAnything: Check<unknown> = (value): value is unknown => value === value;

type Get = <T>(url: string, check: Check<T>) => Promise<Outcome<T>>;

const createReads = (get: Get): Omit<AdminApi['read'], 'person'> => ({
  connection: () => get(adminPaths.connection, check('connection')),
  odooConnection: () => get(adminPaths.odooConnection, check('odooConnection')),
  doctor: () => get(adminPaths.doctor, check('doctor')),
  provision: () => get(adminPaths.provision, check('provisionPlan')),
  provisionRun: () => get(adminPaths.provisionRun, check('provisionRun')),
  conversations: () => get(adminPaths.conversations, check('conversationSetup')),
  deadLetters: ({ cause }) =>
    get(
      adminPaths.deadLetters + (cause === null ? '' : `?cause=${encodeURIComponent(cause)}`),
      check('deadLetters'),
    ),
  workHistory: () => get(adminPaths.workHistory, check('workHistory')),
  replay: () => get(adminPaths.replay, check('replayRun')),
  waiting: () => get(adminPaths.waiting, check('waiting')),
  team: () => get(adminPaths.team, check('team')),
  flow: () => get(adminPaths.flow, check('flow')),
  audit: ({ acts }) => get(auditAt(acts, null), check('audit')),
  story: ({ asked: { find, lead } }) =>
    get(
      `${adminPaths.story}?find=${encodeURIComponent(find)}${lead === null ? '' : `&lead=${encodeURIComponent(lead)}`}`,
      check('story'),
    ),
  analytics: () => get(adminPaths.analytics, check('report')),
  health: () => get(adminPaths.health, check('report')),
  deliveries: ({ received }) => get(deliveriesAt(received, null), check('deliveries')),
  exports: () => get(adminPaths.exports, check('exports')),
  persons: () => get(adminPaths.persons, check('personRequests')),
  sources: () => get(adminPaths.sources, check('sources')),
  experiments: () => get(adminPaths.experiments, check('experiments')),
  refinement: () => get(adminPaths.refinement, check('refinement')),
  reconciliation: () => get(adminPaths.reconciliation, check('reconciliation')),
});

function experimentCall(change: ExperimentChange): {
  readonly path: string;
  readonly body: unknown;
} {
  if ('begin' in change) return { path: adminPaths.experiments, body: change.begin };
  if ('end' in change) return { path: adminPaths.endExperiment, body: change.end };
  return { path: adminPaths.noteExperiment, body: change.note };
}

function personCall(change: PersonChange): { readonly path: string; readonly body: unknown } {
  if ('rectify' in change) return { path: adminPaths.rectifyPerson, body: change.rectify };
  if ('erase' in change) return { path: adminPaths.erasePerson, body: change.erase };
  if ('withdraw' in change) {
    return { path: adminPaths.withdrawPerson, body: { query: change.withdraw } };
  }
  return { path: adminPaths.checkPerson, body: { id: change.check } };
}

interface Calls {
  readonly get: Get;
  readonly post: <T>(url: string, body: unknown, check: Check<T>) => Promise<Outcome<T>>;
  readonly order: (url: string, body: unknown) => Promise<Outcome<true>>;
}

/** Of persons, copies and deliveries. */
const createDataCalls = ({
  get,
  post,
  order,
}: Calls): Pick<
  AdminApi,
  'changePerson' | 'exportPerson' | 'olderDeliveries' | 'replayDelivery' | 'exportNow' | 'enterCost'
> => ({
  changePerson: (change) => {
    const { path, body } = personCall(change);
    return post(path, body, check('personRequests'));
  },
  olderDeliveries: (received, before) => get(deliveriesAt(received, before), check('deliveries')),
  replayDelivery: (of, id) => order(adminPaths.replayDelivery, { of, id }),
  exportNow: () => post(adminPaths.exports, {}, check('exports')),
  enterCost: (cost) => post(adminPaths.channelCosts, cost, check('report')),
  exportPerson: (query) => post(adminPaths.exportPerson, { query }, check('personFiles')),
});
