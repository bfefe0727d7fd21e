import type { ExportsPage } from '../../../contract/exports.js';
import exportsTemplate from '../../templates/admin/exports.hbs';
import { readTime, sayClock, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { sayWho } from '../say-who.js';
import { viewLoaded, viewResult } from '../view/parts.js';

type Row = ExportsPage['exports'][number];

/** The last sealed copies, what is wrong with them, and the way back (R8.3). */
export function viewExports(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const { known, result } = state;
  // How it ended is told by its own row and by what is wrong.
  const isWell = known.exports.value?.problem === null;
  const said = result?.kind === 'exported' && isWell ? t('exports.done') : null;
  return (
    viewResult(state, t, said) +
    viewLoaded(known.exports, setting, (page) => exportsTemplate(viewPage(page, state, setting)))
  );
}

function viewPage(page: ExportsPage, { doing }: AdminState, setting: Setting): object {
  const { t } = setting;
  const { running, recipient, folder, keptDays, problem, exports, restore } = page;
  const now = exports.find(({ state }) => state === 'running');
  return {
    ...{ problem, restore },
    title: t('exports.title'),
    intro: t('exports.intro', { days: keptDays, folder }),
    sealed: recipient === null ? null : t('exports.sealed', { recipient }),
    again: t('admin.refresh'),
    make:
      recipient === null
        ? null
        : {
            label: t(running ? 'exports.making' : 'exports.make'),
            busy: running || doing !== null,
          },
    progress:
      now === undefined ? null : t('exports.progress', { rows: numberOf(now.rows, setting) }),
    none: exports.length === 0 ? t('exports.none') : null,
    table: t('exports.table'),
    heads: [
      t('exports.when'),
      t('exports.state'),
      t('exports.rows'),
      t('exports.size'),
      t('exports.by'),
    ],
    rows: exports.map((row) => viewRow(row, setting)),
    restoreTitle: t('exports.restore'),
  };
}

function viewRow(row: Row, setting: Setting): object {
  const { t, now } = setting;
  const { by, startedAt, state, failure, folder, rows, bytes } = row;
  return {
    ...{ folder, failure },
    when: sayClock(readTime(startedAt) ?? now, setting),
    said: t.word('request_states', state),
    state: { running: 'warning', done: 'ok', failed: 'failed' }[state],
    rows: numberOf(rows, setting),
    size: state === 'done' ? sizeOf(bytes, setting) : '—',
    by: by === 'night' ? t('exports.night') : sayWho(by, setting),
  };
}

const numberOf = (value: number, { language }: Setting): string =>
  new Intl.NumberFormat(language === 'es' ? 'es-DO' : language).format(value);

/** "12.4 MB" */
function sizeOf(bytes: number, setting: Setting): string {
  const { t } = setting;
  const [unit, size] = bytes < 1_000_000 ? ['kb', bytes / 1_000] : ['mb', bytes / 1_000_000];
  const n = numberOf(Math.round(size * 10) / 10, setting);
  return unit === 'kb' ? t('exports.kb', { n }) : t('exports.mb', { n });
}
