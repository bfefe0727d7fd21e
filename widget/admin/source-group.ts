import { readSaved } from './sources/source-rows.js';
import { viewSources } from './sources/sources-view.js';
import type { MappedSource } from '../../contract/source.js';
import type { SourceChange } from './admin-api.js';
import type { GroupTools, SectionGroup } from './section-group.js';

/** What sources call things, and where the form is left. */
export const sourceGroup: SectionGroup = {
  views: { sources: viewSources },
  actions: (tools) => [
    [
      'source-try',
      (source, { sample = '' }) => {
        if (isSource(source)) void change(tools, { try: { source, sample } }, null);
      },
    ],
    [
      'source-save',
      (name, fields) => {
        const page = tools.store.read().known.sources.value;
        const source = page?.sources.find((one) => one.source === name);
        if (source !== undefined) void change(tools, { save: readSaved(source, fields) }, 'saved');
      },
    ],
  ],
};

const isSource = (name: string): name is MappedSource =>
  name === 'inlead' || name === 'meta' || name === 'direct';

async function change(
  { store, run, api, now, focus }: GroupTools,
  wanted: SourceChange,
  said: 'saved' | null,
): Promise<void> {
  const page = await run('source', () => api.changeSources(wanted));
  if (page === null) return;
  store.dispatch({ kind: 'arrived', name: 'sources', value: page, at: now() });
  store.dispatch({ kind: 'action_ended', result: said === null ? null : { kind: said } });
  const source = 'try' in wanted ? wanted.try.source : wanted.save.source;
  if (said === null) focus(`tried-${source}`);
}
