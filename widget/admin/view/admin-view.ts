import frameTemplate from '../../templates/admin/frame.hbs';
import noticeTemplate from '../../templates/notice.hbs';
import type { Setting } from '../../view/times.js';
import { sections, type AdminState, type Section } from '../admin-state.js';
import { viewConnection } from '../connection/connection-view.js';
import { viewConversations } from '../conversations/conversations-view.js';
import { viewDoctor } from '../doctor/doctor-view.js';
import { viewDeadLetters } from '../failed-work/failed-work-view.js';
import { viewProvision } from '../provision/provision-view.js';
import { viewFlow } from '../flow/flow-view.js';
import { viewTeam } from '../team/team-view.js';
import { viewWaiting } from '../waiting/waiting-view.js';
import { viewReconciliation } from '../reconciliation/reconciliation-view.js';

type View = (state: AdminState, setting: Setting) => string;

const viewBySection: Readonly<Record<Section, View>> = {
  connection: viewConnection,
  doctor: viewDoctor,
  provision: viewProvision,
  conversations: viewConversations,
  team: viewTeam,
  flow: viewFlow,
  waiting: viewWaiting,
  deadLetters: viewDeadLetters,
  reconciliation: viewReconciliation,
};

/** The whole page as HTML in which every value is escaped. */
export function viewAdmin(state: AdminState, setting: Setting): string {
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
  return `${viewFrame(state, setting)}${open}${viewBySection[section](state, setting)}</section>`;
}

function viewFrame({ section, known }: AdminState, { t }: Setting): string {
  const { alert = null } = known.deadLetters.value ?? {};
  return frameTemplate({
    label: t('admin.sections'),
    tabs: sections.map((name) => ({
      name,
      label: t.word('admin_sections', name),
      chosen: name === section,
      order: name === section ? 0 : -1,
      count: countOf(name, known),
    })),
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
