import type { MappedSource, SourcesPage } from '../../../../contract/source.js';
import { landing } from '../../../../domain/blueprint/landing.js';
import { fieldsOf } from '../../../../domain/capture/known-fields.js';
import { isIgnored, mapFields } from '../../../../domain/capture/source-map.js';
import type { SourceMap } from '../../../../domain/capture/source-map.js';
import { tryCapture } from '../../../../domain/capture/try-capture.js';
import type { TriedField } from '../../../../domain/capture/try-capture.js';
import type { Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import { readDropOff } from './read-drop-off.js';

type Page = Unworded<SourcesPage, 'problem'>;
type Shown = Page['sources'][number];

/** What an administrator pasted of one source. */
export interface TriedSample {
  readonly source: MappedSource;
  readonly sample: string;
  /** Null where nothing of it is a field. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

const seenForMs = 90 * 24 * 60 * 60_000;
const mostNames = 200;

/** How the names of each source are read, and those that nobody reads yet (R1.3); where visitors leave the form (R2.4). */
export async function readSources(
  services: Services,
  maps: Readonly<Record<MappedSource, SourceMap>>,
  tried: TriedSample | null,
): Promise<Page> {
  const { store, clock, blueprint } = services;
  const since = new Date(clock().getTime() - seenForMs);
  const seen = await store.drafts.listUnmapped(since, mostNames);
  return {
    sources: (['inlead', 'meta', 'direct'] as const).map((source) => ({
      source,
      keys: fieldsOf(source, blueprint).map((key) => ({ key, label: labelOf(services, key) })),
      names: namesOf(maps[source]),
      seen: seen.filter((one) => one.source === source && isOpen(services, source, maps, one)),
      tried: tried?.source === source ? triedOf(services, tried, maps[source]) : null,
    })),
    form: await readDropOff(services),
  };
}

const namesOf = ({ names, ignore }: SourceMap): Shown['names'] => [
  ...Object.entries(names).flatMap(([key, theirs]) => theirs.map((name) => ({ name, key }))),
  ...ignore.map((name) => ({ name, key: 'ignore' })),
];

/** It came before it was said what it means. */
function isOpen(
  { blueprint }: Services,
  source: MappedSource,
  maps: Readonly<Record<MappedSource, SourceMap>>,
  { name }: { readonly name: string },
): boolean {
  const map = maps[source];
  const isRead =
    Object.keys(mapFields([[name, '1']], map, fieldsOf(source, blueprint)).body).length > 0;
  return !isRead && !isIgnored(name, map) && !plumbing.has(name);
}

/** What belongs to a quiz's post and to no question. */
const plumbing: ReadonlySet<string> = new Set(['code', 'lead_id', 'leadId']);

function triedOf(
  services: Services,
  { source, sample, fields }: TriedSample,
  map: SourceMap,
): Shown['tried'] {
  if (fields === null) return { sample, missing: [], fields: [] };
  const { blueprint, clock } = services;
  const tried = tryCapture({ source, fields }, map, blueprint, clock());
  return {
    sample,
    missing: tried.missing.map((key) => labelOf(services, key)),
    fields: tried.fields.map(({ name, said, key, problem, question }) => ({
      ...{ name, said: said.slice(0, 300), key, problem },
      options: optionsOf(question, problem),
    })),
  };
}

const optionsOf = (question: TriedField['question'], problem: TriedField['problem']) =>
  problem === null || question?.kind !== 'choice'
    ? []
    : question.options.map(({ key, label }) => ({ key, label }));

const contactLabels = new Map<string, string>(
  Object.entries(landing.contact).map(([key, { label }]) => [key, label]),
);

const labelOf = ({ blueprint: { questions } }: Services, key: string): string =>
  questions.find((question) => question.key === key)?.label ?? contactLabels.get(key) ?? key;
