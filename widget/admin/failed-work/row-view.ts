import type { DeadLetterItem } from '../../../contract/admin.js';
import { viewFailure } from '../../view/failure-view.js';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewDiscard } from './discard-view.js';
import { viewFields } from './fields-view.js';

/** Whether what is asked or told belongs to one row, which is shown. */
export const isInRow = ({ row, known }: AdminState): boolean =>
  known.deadLetters.value?.items.some(({ id }) => id === row) === true;

/** One dead letter: why it stopped and where, what would be sent, and its own controls. */
export function viewRow(item: DeadLetterItem, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { id } = item;
  const at = readTime(item.failedAt);
  const name = item.leadName ?? sayLead(item, setting);
  const fields = viewFields(item, state, setting);
  return {
    ...{ id, name, fields },
    link: item.kommoLeadId === null ? null : `/leads/detail/${item.kommoLeadId}`,
    open: t('dead_letters.open_lead'),
    pick: t('dead_letters.select_one', { name }),
    chosen: state.selected.includes(id),
    reason: item.reason,
    step: t.word('journey_steps', item.step),
    attempts: t('dead_letters.attempts', { count: item.attempts }),
    age: at === null ? '' : sayAge(at, setting),
    requestId: item.requestId === null ? null : t('dead_letters.request', { id: item.requestId }),
    progress: viewProgress(item, setting),
    details: t(fields.length === 0 ? 'dead_letters.see' : 'dead_letters.details'),
    previewTitle: t('dead_letters.preview'),
    // What stands in a field is not told twice.
    preview: item.preview.filter(({ label }) => !item.editable.some((one) => one.label === label)),
    editTitle: t('dead_letters.edit'),
    buttons: viewButtons(item, name, state, setting),
    ...viewAsked(item, state, setting),
  };
}

function sayLead({ kommoLeadId }: DeadLetterItem, { t }: Setting): string {
  return kommoLeadId === null
    ? t('dead_letters.no_lead')
    : t('dead_letters.lead', { id: kommoLeadId });
}

/** "Hecho: Cliente n.º 318 · Se detuvo en: Oportunidad". */
function viewProgress({ steps }: DeadLetterItem, { t }: Setting): object | null {
  const stopped = steps.find(({ state }) => state === 'failed');
  if (stopped === undefined) return null;
  const done = steps.filter(({ state, id }) => state === 'done' && id !== null);
  return {
    done: done.length === 0 ? t('dead_letters.nothing_done') : t('dead_letters.done'),
    records: done.map(({ step, id, url }) => ({
      label: t.word('odoo_steps', step),
      id: t('odoo.record', { id: id ?? 0 }),
      url: url !== null && /^https?:\/\//i.test(url) ? url : null,
    })),
    stopped: t('dead_letters.stopped_at', { step: t.word('odoo_steps', stopped.step) }),
  };
}

function viewButtons(
  { id }: DeadLetterItem,
  name: string,
  { doing, row, edits, known }: AdminState,
  { t }: Setting,
): object {
  const replay = edits[id] === undefined ? 'dead_letters.replay_row' : 'dead_letters.save_row';
  const isMine = row === id && doing === 'replay';
  return {
    replay: t(isMine ? 'dead_letters.replaying' : replay),
    discard: t('dead_letters.discard'),
    // The same words stand in every row.
    replayName: `${t(replay)} ${name}`,
    discardName: `${t('dead_letters.discard')} ${name}`,
    busy: doing !== null || known.replay.value?.running === true,
  };
}

/** Why it is to be discarded, or why it could not be done: of this row alone. */
function viewAsked({ id }: DeadLetterItem, state: AdminState, { t }: Setting): object {
  const { row, intent, result } = state;
  if (row !== id) return {};
  if (intent?.kind === 'discard') return { asked: viewDiscard(intent, state, t) };
  if (result?.kind !== 'failed') return {};
  const { fields = [], ...failure } = result.failure;
  const placed = fields.length > 0 && fields.every(({ field }) => field.startsWith('edits.'));
  return placed ? {} : { failed: viewFailure({ ...failure, fields }, t) };
}
