import frameTemplate from '../../templates/admin/frame.hbs';
import skeletonTemplate from '../../templates/admin/skeleton.hbs';
import noticeTemplate from '../../templates/notice.hbs';
import type { Setting } from '../../view/times.js';
import { sections, type AdminState } from '../admin-state.js';
import { topics, type Section } from '../topics.js';
import type { View } from '../section-group.js';

/** The whole page as HTML in which every value is escaped; `viewOf` is null for a section whose file has not come. */
export function viewAdmin(
  state: AdminState,
  setting: Setting,
  viewOf: (section: Section) => View | null,
): string {
  const { t } = setting;
  if (isRefused(state)) {
    return noticeTemplate({
      title: t('admin.not_admin_title'),
      text: t('admin.not_admin_text'),
      role: 'note',
    });
  }
  const { section } = state;
  const open = `<section class="al-admin__section" role="tabpanel" id="al-admin-section" data-part="section" data-section="${section}" aria-labelledby="al-tab-${section}" tabindex="-1">`;
  const shown = (viewOf(section) ?? viewComing)(state, setting);
  return `<div class="al-admin__page">${viewFrame(state, setting)}${open}${shown}</section></div>`;
}

/** The section's file is on its way, or did not come. */
function viewComing({ partFailed }: AdminState, { t }: Setting): string {
  if (!partFailed) return skeletonTemplate({ label: t('admin.loading') });
  return noticeTemplate({
    ...{ title: t('admin.failed_title'), text: t('admin.part_failed'), role: 'alert' },
    action: { label: t('admin.retry'), busy: false },
  });
}

function viewFrame({ section, known }: AdminState, { t }: Setting): string {
  const { alert = null } = known.deadLetters.value ?? {};
  const viewTab = (name: Section) => ({
    name,
    label: t.word('admin_sections', name),
    chosen: name === section,
    order: name === section ? 0 : -1,
    count: countOf(name, known),
  });
  return frameTemplate({
    label: t('admin.sections'),
    choose: t('admin.section'),
    chosen: section,
    topics: topics.map((topic) => ({
      label: t.word('admin_topics', topic.name),
      tabs: topic.sections.map(viewTab),
    })),
    waiting: sections.map(viewTab).filter(({ count, chosen }) => count !== null && !chosen),
    alert:
      alert === null
        ? null
        : {
            text: t('dead_letters.alert', { share: alert }),
            full: alert >= 100 ? t('dead_letters.alert_full') : null,
            label: t.word('admin_sections', 'deadLetters'),
          },
  });
}

/** How much waits for a person, or for its next try; null where there is none. */
function countOf(section: Section, { deadLetters, waiting }: AdminState['known']): number | null {
  // Of every cause, whichever one is shown.
  const failed = deadLetters.value?.causes.reduce((sum, { count }) => sum + count, 0);
  const totals = { deadLetters: failed, waiting: waiting.value?.total };
  const total = section === 'deadLetters' || section === 'waiting' ? totals[section] : 0;
  return total === undefined || total === 0 ? null : total;
}

/** The page did not say that the reader is no administrator, but the companion does. */
function isRefused({ known }: AdminState): boolean {
  const { code = '' } = known.connection.failure ?? {};
  return known.connection.value === null && (code === 'admin_only' || code === 'forbidden');
}
