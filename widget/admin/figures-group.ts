import type { ChannelCost } from '../../contract/channel-cost.js';
import { downloadText } from '../host/download.js';
import type { Fields } from '../view/actions.js';
import { readAmount } from '../view/read-amount.js';
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
    ['cost', (_subject, fields) => void enterTyped(tools, fields)],
    ['cost-away', (named) => void takeAway(tools, named)],
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

/** What is not understood is said beside the form, and nothing is sent. */
async function enterTyped(tools: GroupTools, fields: Fields): Promise<void> {
  const { month = '', channel = '', amount: typed = '' } = fields;
  const amount = readAmount(typed);
  if (channel.trim() === '') refuse(tools, 'no_channel', 'cost-channel');
  else if (amount === null || amount === 'unreadable')
    refuse(tools, 'unreadable_amount', 'cost-amount');
  else await enter(tools, { month, channel, amount });
}

function refuse({ end, focus }: GroupTools, code: string, part: string): void {
  end({ kind: 'failed', failure: { code, requestId: null } });
  focus(part);
}

/** "2026-11:facebook" */
function takeAway(tools: GroupTools, named: string): Promise<void> {
  const [month = '', ...rest] = named.split(':');
  return enter(tools, { month, channel: rest.join(':'), amount: 0 });
}

async function enter({ store, run, api, now, end }: GroupTools, cost: ChannelCost): Promise<void> {
  const report = await run('cost', () => api.enterCost(cost));
  if (report === null) return;
  store.dispatch({ kind: 'arrived', name: 'analytics', value: report, at: now() });
  end({ kind: 'saved' });
}

function saveCsv({ store }: GroupTools, asked: string): void {
  const name = names.find((one) => one === asked);
  const report = name === undefined ? null : store.read().known[name].value;
  if (report !== null) downloadText(`${asked}.csv`, report.csv, 'text/csv');
}
