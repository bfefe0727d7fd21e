import { downloadText } from '../host/download.js';
import { viewReport, type ReportName } from './report/report-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';

const names: readonly ReportName[] = ['health'];

/** Figures: how well everything works. */
export const figuresGroup: SectionGroup = {
  views: { health: viewReport('health') },
  actions: (tools) => [
    [
      'csv',
      (asked) => {
        saveCsv(tools, asked);
      },
    ],
  ],
};

function saveCsv({ store }: GroupTools, asked: string): void {
  const name = names.find((one) => one === asked);
  const report = name === undefined ? null : store.read().known[name].value;
  if (report !== null) downloadText(`${asked}.csv`, report.csv, 'text/csv');
}
