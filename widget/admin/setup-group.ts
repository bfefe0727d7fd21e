import { conversationActions, sendTemplates } from './conversations/conversation-actions.js';
import { viewConversations } from './conversations/conversations-view.js';
import { checkAgain } from './doctor/check-again.js';
import { viewDoctor } from './doctor/doctor-view.js';
import { viewProvision } from './provision/provision-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';
import { showCopied } from './show-copied.js';

/** What is looked at while the account is set up. */
export const setupGroup: SectionGroup = {
  views: { doctor: viewDoctor, provision: viewProvision, conversations: viewConversations },
  actions: (tools) => [
    ['check', () => void checkAgain(tools)],
    [
      'only-problems',
      () => {
        const { read, dispatch } = tools.store;
        dispatch({ kind: 'problems_chosen', only: !read().onlyProblems });
      },
    ],
    [
      'copy',
      (step) => {
        copyStep(Number(step), tools);
      },
    ],
    [
      'apply',
      () => {
        tools.intend({ kind: 'apply' });
      },
    ],
    ['confirm', () => void confirm(tools)],
    ...conversationActions(tools),
  ],
};

async function confirm(tools: GroupTools): Promise<void> {
  const { intent } = tools.store.read();
  if (intent?.kind === 'apply') await applyPlan(tools);
  if (intent?.kind === 'send') await sendTemplates(tools, intent.keys);
}

function copyStep(step: number, { store, lifetime }: GroupTools): void {
  const paste = store.read().known.provision.value?.manual[step]?.paste ?? null;
  if (paste !== null) void showCopied(store, lifetime, `step:${step}`, paste);
}

async function applyPlan({ store, run, api, follow }: GroupTools): Promise<void> {
  const started = await run('apply', api.apply);
  if (started === null) return;
  store.dispatch({ kind: 'intended', intent: null });
  follow('provisionRun', started, { kind: 'applied' });
}
