import { viewAudit } from './audit/audit-view.js';
import type { GroupTools, SectionGroup } from './section-group.js';

/** Who did what. */
export const auditGroup: SectionGroup = {
  views: { audit: viewAudit },
  actions: (tools) => [
    ['acts-by', (by) => void choose(tools, { by: by === '' ? null : by })],
    ['acts-of', (act) => void choose(tools, { act: act === '' ? null : act })],
    ['older', () => void showOlder(tools)],
  ],
};

async function choose(
  { store }: GroupTools,
  chosen: { readonly by: string | null } | { readonly act: string | null },
): Promise<void> {
  store.dispatch({ kind: 'acts_chosen', acts: { ...store.read().acts, ...chosen } });
  await store.load('audit');
}

async function showOlder({ store, run, api, now }: GroupTools): Promise<void> {
  const { acts, known } = store.read();
  const shown = known.audit.value;
  if (shown === null || shown.next === null) return;
  const { next } = shown;
  const older = await run('older', () => api.olderActs(acts, next));
  // Others were chosen meanwhile.
  if (older === null || store.read().acts !== acts) return;
  const value = { ...older, items: [...shown.items, ...older.items] };
  store.dispatch({ kind: 'arrived', name: 'audit', value, at: now() });
}
