import type { Audit } from '../../../contract/audit.js';
import auditTemplate from '../../templates/admin/audit.hbs';
import { readTime, sayClock, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { sayWho } from '../say-who.js';
import { viewEmpty, viewLoaded, viewResult } from '../view/parts.js';
import { sayChange } from './say-change.js';

type Item = Audit['items'][number];

/** Who did what, when, to which lead, before and after. */
export function viewAudit(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    viewResult(state, t, null) +
    viewLoaded(state.known.audit, setting, (audit) =>
      audit.people.length === 0
        ? viewEmpty(t('audit.empty_title'), t('audit.empty_text'))
        : auditTemplate(viewPage(audit, state, setting)),
    )
  );
}

function viewPage(audit: Audit, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { doing, known, acts } = state;
  const busy = known.audit.asking;
  return {
    title: t('audit.title'),
    again: { label: t(busy ? 'admin.refreshing' : 'admin.refresh'), busy },
    people: {
      label: t('audit.people'),
      options: optionsOf(['', ...audit.people], acts.by, (by) =>
        by === '' ? t('audit.all_people') : sayWho(by, setting),
      ),
    },
    acts: {
      label: t('audit.acts'),
      options: optionsOf(['', ...audit.acts], acts.act, (act) =>
        act === '' ? t('audit.all_acts') : t.word('acts', act),
      ),
    },
    nothing: audit.items.length === 0 ? t('audit.nothing') : null,
    items: audit.items.map((item) => viewAct(item, setting)),
    older:
      audit.next === null
        ? null
        : {
            label: t(doing === 'older' ? 'admin.refreshing' : 'audit.older'),
            busy: doing !== null,
          },
  };
}

const optionsOf = (
  values: readonly string[],
  chosen: string | null,
  say: (value: string) => string,
) => values.map((value) => ({ value, label: say(value), chosen: value === (chosen ?? '') }));

function viewAct(item: Item, setting: Setting): object {
  const { t } = setting;
  const { kommoLeadId, leadName } = item;
  const at = readTime(item.at);
  const ended = item.ended === 'done' ? [] : [t.word('act_ends', item.ended)];
  return {
    what: t.word('acts', item.act),
    lead: kommoLeadId === null ? null : (leadName ?? t('dead_letters.lead', { id: kommoLeadId })),
    link: `/leads/detail/${kommoLeadId}`,
    when: [
      sayWho(item.by, setting),
      ...(at === null ? [] : [sayClock(at, setting)]),
      ...ended,
    ].join(' · '),
    changes: item.changes.map((change) => sayChange(change, setting)),
  };
}
