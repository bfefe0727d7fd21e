import { downloadText } from '../host/download.js';
import { viewReport, type ReportName } from './report/report-view.js';
import type { LeadAsked } from './admin-state.js';
import { viewStory } from './story/story-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';

const names: readonly ReportName[] = ['health', 'analytics'];

/** Figures: how well everything works. */
export const figuresGroup: SectionGroup = {
  views: {
    health: viewReport('health'),
    analytics: viewReport('analytics'),
    story: viewStory,
  },
  actions: (tools) => [
    ['find', (_subject, { find = '' }) => void ask(tools, { find, lead: null })],
    ['lead', (lead) => void ask(tools, { ...tools.store.read().asked, lead })],
    [
      'csv',
      (asked) => {
        saveCsv(tools, asked);
      },
    ],
  ],
};

async function ask({ store, focus }: GroupTools, asked: LeadAsked): Promise<void> {
  store.dispatch({ kind: 'lead_asked', asked });
  await store.load('story');
  focus('story');
}

function saveCsv({ store }: GroupTools, asked: string): void {
  const name = names.find((one) => one === asked);
  const report = name === undefined ? null : store.read().known[name].value;
  if (report !== null) downloadText(`${asked}.csv`, report.csv, 'text/csv');
}
