import type { FlowPage } from '../../../contract/team.js';
import flowTemplate from '../../templates/admin/flow.hbs';
import { readTime, sayAge, sayClock, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewLoaded, viewResult } from '../view/parts.js';

/** What is due: leads over their stage's limit, the touches of the follow-up, and those that were held back. */
export function viewFlow(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    viewResult(state, t, null) +
    viewLoaded(state.known.flow, setting, (page) =>
      page.over.length + page.touches.length + page.held.length === 0
        ? viewEmpty(t('flow.empty_title'), t('flow.empty_text'))
        : flowTemplate(viewPage(page, setting)),
    )
  );
}

function viewPage({ over, touches, held }: FlowPage, setting: Setting): object {
  const { t } = setting;
  return {
    over: {
      title: t('flow.over'),
      items: over.map(({ kommoLeadId, leadName, stage, limitAt, told }) => ({
        ...viewLead(kommoLeadId, leadName),
        text: t('flow.over_since', { stage, age: sayAge(readTime(limitAt) ?? 0, setting) }),
        note: told,
      })),
    },
    touches: {
      title: t('flow.touches'),
      items: touches.map(({ kommoLeadId, leadName, name, dueAt, why }) => ({
        ...viewLead(kommoLeadId, leadName),
        text: `${t.word('touches', name)} · ${sayClock(readTime(dueAt) ?? 0, setting)}`,
        note: why,
      })),
    },
    held: {
      title: t('flow.held'),
      items: held.map(({ kommoLeadId, leadName, name, heldAt, heldWhy }) => ({
        ...viewLead(kommoLeadId, leadName),
        text: `${t.word('touches', name)} · ${sayClock(readTime(heldAt) ?? 0, setting)}`,
        note: heldWhy,
      })),
    },
  };
}

const viewLead = (id: number, name: string | null) => ({
  lead: name ?? String(id),
  link: `/leads/detail/${id}`,
});
