import type { WaitingWork } from '../../../contract/admin.js';
import waitingTemplate from '../../templates/admin/waiting.hbs';
import { readTime, sayAge, sayNext, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewLoaded, viewResult } from '../view/parts.js';

/** What failed and is tried again by itself: why, since when, when next, and "now". */
export function viewWaiting(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const { result } = state;
  const said = result?.kind === 'retried' ? t('waiting.retried', { count: result.n }) : null;
  return (
    viewResult(state, t, said) +
    viewLoaded(state.known.waiting, setting, (waiting) =>
      waiting.items.length === 0
        ? viewEmpty(t('waiting.empty_title'), t('waiting.empty_text')) +
          waitingTemplate({ again: viewAgain(state, setting) })
        : waitingTemplate(viewList(waiting, state, setting)),
    )
  );
}

function viewAgain({ known }: AdminState, { t }: Setting): object {
  const busy = known.waiting.asking;
  return { label: t(busy ? 'admin.refreshing' : 'admin.refresh'), busy };
}

function viewList({ items, total }: WaitingWork, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const busy = state.doing !== null;
  return {
    title: t('waiting.title'),
    total: t('dead_letters.total', { shown: items.length, total }),
    again: viewAgain(state, setting),
    all: { label: t(state.doing === 'retry' ? 'waiting.retrying' : 'waiting.retry_all'), busy },
    items: items.map((item) => ({
      id: item.id,
      name: item.leadName ?? sayLead(item.kommoLeadId, setting),
      link: item.kommoLeadId === null ? null : `/leads/detail/${item.kommoLeadId}`,
      open: t('dead_letters.open_lead'),
      reason: item.reason,
      task: item.task,
      since: t('waiting.since', { age: sayTime(item.since, sayAge, setting) }),
      next: sayNext(item.nextAt, setting),
      attempts: t('dead_letters.attempts', { count: item.attempts }),
      retry: t('waiting.retry'),
      busy,
    })),
  };
}

const sayLead = (kommoLeadId: number | null, { t }: Setting): string =>
  kommoLeadId === null ? t('dead_letters.no_lead') : t('dead_letters.lead', { id: kommoLeadId });

function sayTime(
  text: string,
  say: (at: number, setting: Setting) => string,
  setting: Setting,
): string {
  const at = readTime(text);
  return at === null ? '' : say(at, setting);
}
