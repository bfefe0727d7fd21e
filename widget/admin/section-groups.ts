import { connectionGroup } from './connection-group.js';
import type { Section } from './topics.js';
import type { Act, GroupTools, SectionGroup, View } from './section-group.js';

export interface SectionGroups {
  /** Null while its file has not come. */
  readonly view: (section: Section) => View | null;
  readonly act: (section: Section, verb: string) => Act | null;
  /** Fetches what the section needs; what is there is not fetched again. */
  readonly fetch: (section: Section) => Promise<void>;
}

interface Fetched {
  readonly views: SectionGroup['views'];
  readonly acts: ReadonlyMap<string, Act>;
}

export function createGroups(tools: GroupTools): SectionGroups {
  const fetched: Fetched[] = [];
  const take = ({ views, actions }: SectionGroup): void => {
    fetched.push({ views, acts: new Map(actions(tools)) });
  };
  const find = (section: Section): Fetched | null =>
    fetched.find(({ views }) => views[section] !== undefined) ?? null;
  take(connectionGroup);
  return {
    view: (section) => find(section)?.views[section] ?? null,
    act: (section, verb) => find(section)?.acts.get(verb) ?? null,
    async fetch(section) {
      if (find(section) !== null) return;
      const group = await fetchers[section]();
      if (find(section) === null) take(group);
    },
  };
}

const fetchSetup = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-setup" */ './setup-group.js')).setupGroup;
const fetchTeam = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-team" */ './team-group.js')).teamGroup;
const fetchExperiments = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-experiments" */ './experiment-group.js'))
    .experimentGroup;
const fetchFigures = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-figures" */ './figures-group.js')).figuresGroup;
const fetchSources = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-sources" */ './source-group.js')).sourceGroup;
const fetchRefinement = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-experiments" */ './refinement-group.js'))
    .refinementGroup;
const fetchPersons = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-persons" */ './person-group.js')).personGroup;
const fetchWork = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-work" */ './work-group.js')).workGroup;

const fetchAudit = async (): Promise<SectionGroup> =>
  (await import(/* webpackChunkName: "admin-audit" */ './audit-group.js')).auditGroup;

const fetchers: Readonly<Record<Section, () => Promise<SectionGroup>>> = {
  connection: () => Promise.resolve(connectionGroup),
  doctor: fetchSetup,
  provision: fetchSetup,
  conversations: fetchSetup,
  team: fetchTeam,
  flow: fetchTeam,
  sources: fetchSources,
  experiments: fetchExperiments,
  refinement: fetchRefinement,
  health: fetchFigures,
  analytics: fetchFigures,
  story: fetchFigures,
  persons: fetchPersons,
  exports: fetchPersons,
  deliveries: fetchPersons,
  waiting: fetchWork,
  deadLetters: fetchWork,
  reconciliation: fetchWork,
  audit: fetchAudit,
};
